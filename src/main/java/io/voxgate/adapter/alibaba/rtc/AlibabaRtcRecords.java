package io.voxgate.adapter.alibaba.rtc;

import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.CauseTable;
import io.voxgate.adapter.VendorRecords;
import io.voxgate.adapter.alibaba.AlibabaErrors;
import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;
import io.voxgate.model.LikelyCause;
import java.util.Optional;

/** What Alibaba's codes say of an agent that is not as it should be. Of a conversation it reports nothing. */
final class AlibabaRtcRecords implements VendorRecords {
    static final AlibabaRtcRecords ALL = new AlibabaRtcRecords();

    private static final CauseTable CAUSES = new CauseTable()
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.WRONG_CLOCK,
                    null,
                    "This service's clock and Alibaba's differ by more than fifteen minutes: set this machine's clock.",
                    AlibabaErrors.CLOCK.toArray(String[]::new))
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.KEY_REJECTED,
                    "/credentials/accessKeyId",
                    "Alibaba knows no such AccessKey, or it is switched off.",
                    "InvalidAccessKeyId",
                    "InvalidSecurityToken")
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.KEY_REJECTED,
                    "/credentials/accessKeySecret",
                    "The accessKeySecret does not belong to the accessKeyId: enter both again.",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature",
                    "InvalidSignatureMethod")
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.NOT_ALLOWED,
                    null,
                    "Alibaba does not let the account use this: it is not verified, or held back.",
                    "Forbidden.RiskControl",
                    "Forbidden.UserVerification")
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.MISSING_PERMISSION,
                    "/credentials/accessKeyId",
                    "The key is right, but its RAM user may not call this: allow rtc:StartAgent, StopAgent, UpdateAgent, "
                            + "NotifyAgent and GetAgent.",
                    AlibabaErrors.PERMISSION.toArray(String[]::new))
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.NOT_FOUND,
                    "/settings/appId",
                    "The account has no RTC application with this appId.",
                    "NotFound",
                    "InvalidAppId")
            .cause(
                    CausePart.CONNECTION,
                    CauseKind.NOT_FOUND,
                    "/settings/templateId",
                    "The application has no agent template with this templateId.",
                    "InvalidTemplateId",
                    "MissingTemplateId")
            .cause(
                    CausePart.VENDOR,
                    CauseKind.QUOTA_USED_UP,
                    null,
                    "The account has no money left.",
                    "InsufficientBalance")
            .cause(
                    CausePart.VENDOR,
                    CauseKind.RATE_USED_UP,
                    null,
                    "The account's rate was used up at that moment; start it again later.",
                    "Throttling")
            .cause(
                    CausePart.VENDOR,
                    CauseKind.UNREACHABLE,
                    null,
                    "Alibaba was out of service at that moment; start it again later.",
                    "ServiceUnavailable")
            .cause(
                    CausePart.AGENT,
                    CauseKind.REQUEST_REFUSED,
                    null,
                    "Alibaba does not take a setting: POST /v1/translations shows what each of them becomes.",
                    "ParameterError",
                    "Invalid*",
                    "Missing*");

    private AlibabaRtcRecords() {}

    @Override
    public Optional<LikelyCause> cause(VendorError error) {
        return CAUSES.of(error);
    }
}
