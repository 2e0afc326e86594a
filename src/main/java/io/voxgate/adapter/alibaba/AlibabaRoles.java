package io.voxgate.adapter.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.TemporaryKey;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The temporary keys of roles, of Alibaba's Security Token Service. */
public final class AlibabaRoles {
    /**
     * @see <a
     *     href="https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole">AssumeRole,
     *     read 29 November 2026</a>
     */
    static final String ASSUME = "AssumeRole";

    static final AlibabaApi API = new AlibabaApi("2015-04-01", URI.create("https://sts.aliyuncs.com"));

    private AlibabaRoles() {}

    /** Empty: the connection names no role. */
    public static Optional<HttpCall> assume(
            VendorAccount account, CredentialValues secrets, Instant now, RequestNonce nonce) {
        return secrets.connection(AlibabaApi.ROLE)
                .map(role -> API.sign(
                        new VendorCall(
                                ASSUME,
                                Json.object()
                                        .put("RoleArn", role.reveal())
                                        .put("RoleSessionName", TemporaryKey.SESSION_NAME)
                                        .put("DurationSeconds", TemporaryKey.LASTS.toSeconds())),
                        account,
                        secrets,
                        now,
                        nonce));
    }

    public static RoleAnswer answer(String vendor, HttpReply reply) {
        return switch (AlibabaReply.of(vendor, reply)) {
            case AlibabaReply.Success success ->
                key(success.answer().path("Credentials"))
                        .<RoleAnswer>map(RoleAnswer.Granted::new)
                        .orElseGet(RoleAnswer::unreadable);
            case AlibabaReply.Failure failure ->
                later(failure.error()) ? RoleAnswer.later(failure.error()) : new RoleAnswer.Refused(failure.error());
            case AlibabaReply.Broken _ -> RoleAnswer.unreadable();
        };
    }

    /** What says nothing of the key or the role. */
    private static boolean later(VendorError error) {
        return error.code().startsWith("Throttling")
                || error.code().equals("InternalError")
                || error.code().equals("ServiceUnavailable");
    }

    static Optional<TemporaryKey> key(JsonNode key) {
        boolean whole = key.path("AccessKeyId").isTextual()
                && key.path("AccessKeySecret").isTextual()
                && key.path("SecurityToken").isTextual();
        return whole
                ? instant(key.path("Expiration").asText())
                        .map(end -> new TemporaryKey(
                                key.path("AccessKeyId").asText(),
                                new SecretText(key.path("AccessKeySecret").asText()),
                                new SecretText(key.path("SecurityToken").asText()),
                                end))
                : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
