package io.voxgate.adapter.tencent.ccc;

import static io.voxgate.adapter.CallOutcome.RefusalKind.CREDENTIAL_REJECTED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.QUOTA_EXHAUSTED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_REFUSED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_THROTTLED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_UNAVAILABLE;

import io.voxgate.adapter.ErrorTable;
import io.voxgate.adapter.tencent.TencentErrors;

/**
 * What CCC's error codes mean: the CreateAICall page and the SDK's error enum. {@code CallOutFailed} may have dialled,
 * so it is never sent again.
 */
final class CccErrors {
    static final String SESSION_NOT_EXISTS = "FailedOperation.SessionNotExists";
    static final String RECORD_NOT_EXIST = "InvalidParameterValue.RecordNotExist";

    static final ErrorTable TABLE = TencentErrors.with(new ErrorTable()
            .gone(SESSION_NOT_EXISTS)
            .refused(
                    VENDOR_REFUSED,
                    "FailedOperation.CallOutFailed",
                    "FailedOperation.CalleeIsBlackUser",
                    "FailedOperation.CalleeIsLimited",
                    "FailedOperation.CalloutRuleBlindArea",
                    "FailedOperation.CalloutRuleNotWorkTime",
                    "FailedOperation.CalloutRuleMaxCallCountCalleeIntervalTime",
                    "FailedOperation.CalloutRuleMaxCallCountCalleePerDayAppID",
                    "FailedOperation.NoCallOutNumber",
                    "FailedOperation.SeatStatusBusy",
                    "InvalidParameterValue.InstanceNotExist",
                    "InvalidParameterValue.PhoneNumInvalid",
                    RECORD_NOT_EXIST)
            .refused(
                    QUOTA_EXHAUSTED,
                    "FailedOperation.AIConcurrentNoPackage",
                    "FailedOperation.AILicenseHasExpired",
                    "LimitExceeded",
                    "LimitExceeded.BasePackageExpired",
                    "LimitExceeded.InsufficientLicense",
                    "LimitExceeded.OutOfCountLimit",
                    "LimitExceeded.OutOfQuotaMaxCount")
            .retryable(VENDOR_REFUSED, "FailedOperation.SessionNotInControlState")
            .retryable(
                    VENDOR_THROTTLED,
                    "FailedOperation.CallerOverFrequency",
                    "FailedOperation.AIConcurrentOverFrequency",
                    "FailedOperation.AcquireQuota")
            .refused(
                    CREDENTIAL_REJECTED,
                    "FailedOperation.PermissionDenied",
                    "InvalidParameterValue.ExperienceAccount",
                    "OperationDenied",
                    "OperationDenied.NotInWhiteList",
                    "OperationDenied.UinDisabled")
            .unclear("FailedOperation.ControlAIConversation", "InternalError.DBError")
            .retryable(VENDOR_UNAVAILABLE, "ResourceUnavailable"));

    private CccErrors() {}
}
