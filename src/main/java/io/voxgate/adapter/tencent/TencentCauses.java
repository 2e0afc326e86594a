package io.voxgate.adapter.tencent;

import io.voxgate.adapter.CauseTable;
import io.voxgate.model.CauseKind;
import io.voxgate.model.CausePart;

/** What Tencent Cloud's common error codes say of why a start was refused. */
public final class TencentCauses {
    private TencentCauses() {}

    /** A product's own codes with the common ones behind them. */
    public static CauseTable with(CauseTable own) {
        return own.and(new CauseTable()
                .cause(
                        CausePart.CONNECTION,
                        CauseKind.WRONG_CLOCK,
                        null,
                        "This service's clock and Tencent's differ by more than five minutes: set this machine's clock.",
                        "AuthFailure.SignatureExpire")
                .cause(
                        CausePart.CONNECTION,
                        CauseKind.KEY_REJECTED,
                        "/credentials/secretId",
                        "Tencent knows no API key with this secretId: enter it again, look whether it was deleted, or "
                                + "set settings.site to the site that it belongs to.",
                        "AuthFailure.SecretIdNotFound",
                        "AuthFailure.InvalidSecretId")
                .cause(
                        CausePart.CONNECTION,
                        CauseKind.KEY_REJECTED,
                        "/credentials/secretKey",
                        "The secretKey does not belong to the secretId: enter both again.",
                        "AuthFailure.SignatureFailure")
                .cause(
                        CausePart.CONNECTION,
                        CauseKind.KEY_REJECTED,
                        "/credentials/secretId",
                        "Tencent does not accept secretId and secretKey.",
                        "AuthFailure")
                .cause(
                        CausePart.CONNECTION,
                        CauseKind.MISSING_PERMISSION,
                        "/credentials/secretId",
                        "The key is right, but its account or sub-user lacks the permission (CAM).",
                        "AuthFailure.UnauthorizedOperation",
                        "AuthFailure.UnRealNameAuthenticated",
                        "AuthFailure.MFAFailure",
                        "UnauthorizedOperation")
                .cause(
                        CausePart.VENDOR,
                        CauseKind.RATE_USED_UP,
                        null,
                        "The account's rate was used up at that moment; start it again later.",
                        "RequestLimitExceeded*")
                .cause(
                        CausePart.CONNECTION,
                        CauseKind.REQUEST_REFUSED,
                        "/region",
                        "Tencent does not offer this operation in the connection's region.",
                        "UnsupportedRegion")
                .cause(
                        CausePart.VENDOR,
                        CauseKind.UNREACHABLE,
                        null,
                        "Tencent had no capacity at that moment; start it again later.",
                        "ResourceUnavailable",
                        "ResourceInsufficient")
                .cause(
                        CausePart.AGENT,
                        CauseKind.REQUEST_REFUSED,
                        null,
                        "Tencent does not take a setting: POST /v1/translations shows what each of them becomes.",
                        "InvalidParameter",
                        "InvalidParameterValue",
                        "MissingParameter",
                        "UnknownParameter"));
    }
}
