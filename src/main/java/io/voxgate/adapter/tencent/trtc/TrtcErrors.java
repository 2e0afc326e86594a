package io.voxgate.adapter.tencent.trtc;

import static io.voxgate.adapter.CallOutcome.RefusalKind.CREDENTIAL_REJECTED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_REFUSED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_THROTTLED;
import static io.voxgate.adapter.CallOutcome.RefusalKind.VENDOR_UNAVAILABLE;

import io.voxgate.adapter.ErrorTable;
import io.voxgate.adapter.tencent.TencentErrors;

/** TRTC's error codes: its pages for the conversational AI operations and the SDK's list for the product. */
final class TrtcErrors {
    static final ErrorTable TABLE = TencentErrors.with(new ErrorTable()
            .exists("FailedOperation.TaskExist")
            .gone("FailedOperation.TaskNotExist", "FailedOperation.TaskFinished")
            .refused(
                    VENDOR_REFUSED,
                    "FailedOperation.NotAbility",
                    "FailedOperation.NotAllowed",
                    "UnsupportedOperation.NotAllowed",
                    "FailedOperation.RoomNotExist",
                    "FailedOperation.SdkAppIdNotExist",
                    "FailedOperation.SdkAppIdNotUnderAppId",
                    "FailedOperation.RequestOutdated",
                    "FailedOperation.GenVoicePrintIdFailed",
                    "FailedOperation.UpdateVoicePrintIdNotFound",
                    "FailedOperation.VoicePrintAudioCheckFailed",
                    "FailedOperation.VoicePrintRegistrationLimit",
                    "InternalError.ThirdPartyCallError")
            .retryable(
                    VENDOR_THROTTLED,
                    "FailedOperation.RestrictedConcurrency",
                    "FailedOperation.RestrictedFrequency",
                    "OperationDenied.FreqOverLimit",
                    "RequestLimitExceeded*",
                    "FailedOperation.RequestLimitExceeded",
                    "UnsupportedOperation.TaskLimit")
            .retryable(VENDOR_UNAVAILABLE, "FailedOperation.RequestRejection", "ResourceInsufficient.RequestRejection")
            .refused(CREDENTIAL_REJECTED, "InvalidParameter.UserSig", "UnauthorizedOperation.SdkAppId")
            .refused(
                    VENDOR_REFUSED,
                    "InvalidParameter.TaskId",
                    "InvalidParameter.RoomId",
                    "InvalidParameter.SdkAppId",
                    "InvalidParameter.UserId",
                    "InvalidParameter.OutOfRange",
                    "InvalidParameter.BodyParamsError",
                    "InvalidParameter.InvalidVoicePrintIdList",
                    "MissingParameter.APIKey",
                    "MissingParameter.AppId",
                    "MissingParameter.SecretKey",
                    "MissingParameter.AsrParam",
                    "MissingParameter.ASRLang")
            .unclear("FailedOperation.QueryTaskInfoFailed"));

    private TrtcErrors() {}
}
