package io.voxgate.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.KeyScenario;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxReply;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Answers of the RPC gateway: 200 with the operation's fields, or an HTTP status with {@code Code} and {@code Message}.
 */
final class AlibabaAnswer {
    private AlibabaAnswer() {}

    static SandboxReply ok(String requestId, ObjectNode fields) {
        return send(200, fields.put("RequestId", requestId));
    }

    static SandboxReply error(String requestId, AlibabaRefusal refusal) {
        SandboxReply reply = send(
                refusal.status(),
                SandboxJson.object()
                        .put("RequestId", requestId)
                        .put("HostId", "rtc.aliyuncs.com")
                        .put("Code", refusal.code())
                        .put("Message", refusal.getMessage()));
        return refusal.time().map(time -> KeyScenario.dated(reply, time)).orElse(reply);
    }

    /** A request id as the vendor writes it, from 32 hex digits. */
    static String requestId(String hex) {
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")
                .toUpperCase(Locale.ROOT);
    }

    private static SandboxReply send(int status, ObjectNode body) {
        return new SandboxReply.ReplyWithBody(
                status,
                Map.of("Content-Type", "application/json;charset=utf-8"),
                SandboxJson.write(body),
                Duration.ZERO);
    }
}
