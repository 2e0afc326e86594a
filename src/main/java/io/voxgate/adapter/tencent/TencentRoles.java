package io.voxgate.adapter.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.TemporaryKey;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** The temporary keys of roles, of Tencent's Security Token Service. It is one for all regions, and wants one named. */
public final class TencentRoles {
    /** @see <a href="https://cloud.tencent.com/document/product/1312/48197">AssumeRole, read 29 November 2026</a> */
    static final String ASSUME = "AssumeRole";

    static final TencentApi API = new TencentApi(
            "sts", "2018-08-13", URI.create("https://sts.tencentcloudapi.com"), Optional.of("ap-guangzhou"));

    private TencentRoles() {}

    /** Empty: the connection names no role. */
    public static Optional<HttpCall> assume(VendorAccount account, CredentialValues secrets, Instant now) {
        return secrets.connection(TencentApi.ROLE)
                .map(role -> API.sign(
                        new VendorCall(
                                ASSUME,
                                Json.object()
                                        .put("RoleArn", role.reveal())
                                        .put("RoleSessionName", TemporaryKey.SESSION_NAME)
                                        .put("DurationSeconds", TemporaryKey.LASTS.toSeconds())),
                        account,
                        secrets,
                        now));
    }

    public static RoleAnswer answer(String vendor, HttpReply reply) {
        return switch (TencentReply.of(vendor, reply)) {
            case TencentReply.Success success ->
                key(success.response().path("Credentials"), success.response())
                        .<RoleAnswer>map(RoleAnswer.Granted::new)
                        .orElseGet(RoleAnswer::unreadable);
            case TencentReply.Failure failure ->
                later(failure.error()) ? RoleAnswer.later(failure.error()) : new RoleAnswer.Refused(failure.error());
            case TencentReply.Broken _ -> RoleAnswer.unreadable();
        };
    }

    /** What says nothing of the key or the role. */
    private static boolean later(VendorError error) {
        return error.code().startsWith("RequestLimitExceeded") || error.code().startsWith("InternalError");
    }

    /** @param response tells when the key ends */
    static Optional<TemporaryKey> key(JsonNode key, JsonNode response) {
        boolean whole = key.path("TmpSecretId").isTextual()
                && key.path("TmpSecretKey").isTextual()
                && key.path("Token").isTextual()
                && response.path("ExpiredTime").canConvertToInt();
        return whole
                ? Optional.of(new TemporaryKey(
                        key.path("TmpSecretId").asText(),
                        new SecretText(key.path("TmpSecretKey").asText()),
                        new SecretText(key.path("Token").asText()),
                        Instant.ofEpochSecond(response.path("ExpiredTime").asLong())))
                : Optional.empty();
    }
}
