package io.voxgate.sandbox.tencent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxReply;
import java.time.Duration;
import java.util.Map;

/** Answers of API 3.0: HTTP 200 in both outcomes, everything under {@code Response}. */
public final class TencentAnswer {
    private TencentAnswer() {}

    /** @param fields the operation's own fields; RequestId is added */
    public static SandboxReply ok(String requestId, ObjectNode fields) {
        return send(fields.put("RequestId", requestId));
    }

    public static SandboxReply error(String requestId, String code, String message) {
        ObjectNode response = SandboxJson.object();
        response.putObject("Error").put("Code", code).put("Message", message);
        return send(response.put("RequestId", requestId));
    }

    private static SandboxReply send(ObjectNode response) {
        ObjectNode body = SandboxJson.object();
        body.set("Response", response);
        return new SandboxReply.ReplyWithBody(
                200, Map.of("Content-Type", "application/json"), SandboxJson.write(body), Duration.ZERO);
    }
}
