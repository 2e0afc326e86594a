package io.voxgate.adapter.tencent.ccc;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.CauseTable;
import io.voxgate.adapter.VendorRecords;
import io.voxgate.adapter.tencent.TencentCauses;
import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStage;
import java.util.Optional;
import java.util.Set;

/**
 * What CCC's answers and codes say of a call that is not as it should be. Whether it reports a call's rounds while the
 * call runs is not documented, so that their absence says something only afterwards.
 */
final class CccSessionRecords implements VendorRecords {
    static final CccSessionRecords ALL = new CccSessionRecords();

    private static final Set<SessionStage> WHILE_IT_RUNS =
            Set.of(SessionStage.ACCEPTED, SessionStage.AGENT_JOINED, SessionStage.PERSON_JOINED);

    private static final CauseTable CAUSES = TencentCauses.with(new CauseTable()
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.NOT_FOUND,
                    "/settings/sdkAppId",
                    "The account has no contact center with this sdkAppId.",
                    "InvalidParameterValue.InstanceNotExist")
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.MISSING_PERMISSION,
                    "/credentials/secretId",
                    "The account may not make AI calls in this contact center.",
                    "FailedOperation.PermissionDenied",
                    "InvalidParameterValue.ExperienceAccount",
                    "OperationDenied")
            .cause(
                    CausePart.AGENT,
                    CauseKind.NOT_FOUND,
                    "/channel/from",
                    "The contact center has no number to call from, or not the one of channel.from.",
                    "FailedOperation.NoCallOutNumber")
            .cause(
                    CausePart.AGENT,
                    CauseKind.RATE_USED_UP,
                    "/channel/from",
                    "The number that calls has called too often: name further numbers in channel.from.",
                    "FailedOperation.CallerOverFrequency")
            .cause(
                    CausePart.PERSON,
                    CauseKind.NOT_FOUND,
                    "/channel/to",
                    "There is no such number.",
                    "InvalidParameterValue.PhoneNumInvalid")
            .cause(
                    CausePart.PERSON,
                    CauseKind.NOT_ALLOWED,
                    "/channel/to",
                    "A rule of the contact center forbids this call: its block list, area, hours or number of attempts.",
                    "FailedOperation.CalleeIsBlackUser",
                    "FailedOperation.CalleeIsLimited",
                    "FailedOperation.CalloutRule*")
            .cause(
                    CausePart.VENDOR,
                    CauseKind.QUOTA_USED_UP,
                    null,
                    "The account has no package or licence left for AI calls.",
                    "FailedOperation.AIConcurrentNoPackage",
                    "FailedOperation.AILicenseHasExpired",
                    "LimitExceeded",
                    "LimitExceeded.BasePackageExpired",
                    "LimitExceeded.InsufficientLicense",
                    "LimitExceeded.OutOfCountLimit",
                    "LimitExceeded.OutOfQuotaMaxCount")
            .cause(
                    CausePart.VENDOR,
                    CauseKind.RATE_USED_UP,
                    null,
                    "The account has as many calls at once as it may.",
                    "FailedOperation.AIConcurrentOverFrequency",
                    "FailedOperation.AcquireQuota",
                    "FailedOperation.SeatStatusBusy")
            .cause(
                    CausePart.VENDOR,
                    CauseKind.FAILED,
                    null,
                    "The call could not be made; it may have rung. Look before you call again.",
                    "FailedOperation.CallOutFailed"));

    private CccSessionRecords() {}

    @Override
    public Set<SessionStage> reportedStages(boolean over) {
        return over ? Set.of(SessionStage.values()) : WHILE_IT_RUNS;
    }

    /** {@code AISpeak.SpokenText} is what was heard. */
    @Override
    public boolean transcriptIsSpoken() {
        return true;
    }

    @Override
    public Optional<LikelyCause> cause(VendorError error) {
        return CAUSES.of(error);
    }

    /**
     * By EndStatus: 211 clientError, 502 clientTimeout and 503 voipClientError are the agent's own side of the call.
     */
    @Override
    public Optional<LikelyCause> cause(SessionEnd end) {
        return switch (end.vendorCode()) {
            case "211", "502", "503" ->
                Optional.of(LikelyCause.certain(
                        CausePart.VENDOR,
                        CauseKind.NOT_STARTED,
                        "The agent's side of the call failed at Tencent (" + end.vendorCode()
                                + "): the agent did not come up.",
                        null));
            case null, default -> Optional.empty();
        };
    }
}
