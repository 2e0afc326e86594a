package io.voxgate.adapter.tencent.trtc;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.CauseTable;
import io.voxgate.adapter.VendorRecords;
import io.voxgate.adapter.tencent.TencentCauses;
import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.EndReason;
import io.voxgate.model.EventData;
import io.voxgate.model.LikelyCause;
import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStage;
import java.util.Optional;
import java.util.Set;

/** What TRTC's callbacks and codes say of a session that is not as it should be. */
final class TrtcRecords implements VendorRecords {
    static final TrtcRecords ALL = new TrtcRecords();

    private static final Set<SessionStage> REPORTED = Set.of(
            SessionStage.ACCEPTED,
            SessionStage.AGENT_JOINED,
            SessionStage.HEARD,
            SessionStage.MODEL_FIRST_TOKEN,
            SessionStage.VOICE_FIRST_FRAME);

    private static final CauseTable CAUSES = TencentCauses.with(new CauseTable()
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.KEY_REJECTED,
                    "/credentials/sdkSecretKey",
                    "TRTC does not take the UserSig that is made with sdkSecretKey: it is the application's own key (64 "
                            + "hexadecimal digits in TRTC's console), not the secretKey of the API key.",
                    "InvalidParameter.UserSig")
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.NOT_FOUND,
                    "/settings/sdkAppId",
                    "The account has no TRTC application with this sdkAppId.",
                    "InvalidParameter.SdkAppId",
                    "UnauthorizedOperation.SdkAppId",
                    "FailedOperation.SdkAppIdNotExist",
                    "FailedOperation.SdkAppIdNotUnderAppId")
            .cause(
                    CausePart.VENDOR,
                    CauseKind.NOT_ALLOWED,
                    null,
                    "The account has not bought AI conversation for this application, or not this part of it.",
                    "FailedOperation.NotAbility",
                    "FailedOperation.NotAllowed",
                    "UnsupportedOperation.NotAllowed")
            .cause(
                    CausePart.VENDOR,
                    CauseKind.RATE_USED_UP,
                    null,
                    "The account has as many conversations, or starts in a second, as it may.",
                    "FailedOperation.RestrictedConcurrency",
                    "FailedOperation.RestrictedFrequency",
                    "FailedOperation.RequestLimitExceeded",
                    "OperationDenied.FreqOverLimit",
                    "UnsupportedOperation.TaskLimit")
            .cause(
                    CausePart.VENDOR,
                    CauseKind.UNREACHABLE,
                    null,
                    "TRTC had no capacity at that moment; start it again later.",
                    "FailedOperation.RequestRejection")
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.WRONG_CLOCK,
                    null,
                    "This service's clock and Tencent's differ: set this machine's clock.",
                    "FailedOperation.RequestOutdated")
            .cause(
                    CausePart.LLM,
                    CauseKind.KEY_REJECTED,
                    "/llm/credentialRef",
                    "TRTC misses the language model's key.",
                    "MissingParameter.APIKey"));

    private TrtcRecords() {}

    @Override
    public Set<SessionStage> reportedStages(boolean over) {
        return REPORTED;
    }

    @Override
    public Optional<LikelyCause> cause(VendorError error) {
        return CAUSES.of(error);
    }

    /** By LeaveCode; {@code 1} is also the status of a start that failed, which has another reason. */
    @Override
    public Optional<LikelyCause> cause(SessionEnd end) {
        return switch (end.vendorCode()) {
            case "1" ->
                Optional.of(end)
                        .filter(left -> left.reason() == EndReason.CANCELLED)
                        .map(_ -> removed("Somebody of the account removed the agent from the room."));
            case "2" -> Optional.of(removed("Somebody of the account closed the room."));
            case "3" ->
                Optional.of(LikelyCause.certain(
                        CausePart.AGENT,
                        CauseKind.REPLACED,
                        "TRTC removed the agent: another one joined with its user id, or a second agent was started in the "
                                + "room. Let Voxgate choose agentUserId, and start one session a room.",
                        "/channel/agentUserId"));
            case "4" -> Optional.of(removed("TRTC closed the room."));
            case "98" ->
                Optional.of(LikelyCause.certain(
                        CausePart.VENDOR,
                        CauseKind.FAILED,
                        "TRTC broke off with an internal error, and advises to start again.",
                        null));
            case null, default -> Optional.empty();
        };
    }

    private static LikelyCause removed(String detail) {
        return LikelyCause.certain(CausePart.AGENT, CauseKind.REMOVED, detail, null);
    }

    /** The codes of event 908; those of a failure have the reason in their message. */
    @Override
    public Optional<CauseKind> fault(EventData.Component component, String code) {
        return switch (code) {
            case "30100", "30200", "30300" -> Optional.of(CauseKind.TIMED_OUT);
            case "30201", "30301" -> Optional.of(CauseKind.RATE_USED_UP);
            default -> Optional.empty();
        };
    }
}
