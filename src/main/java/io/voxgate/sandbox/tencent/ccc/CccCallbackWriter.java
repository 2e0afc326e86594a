package io.voxgate.sandbox.tencent.ccc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.CallbackScenario;
import io.voxgate.sandbox.CallbackSender;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxWorld;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The data push after a call: its record, and its recording when somebody answered. Basic auth and no signature; an
 * answer without {@code ErrCode} 0 is pushed again, at most three times.
 */
final class CccCallbackWriter {
    static final Duration RECORD_DELAY = Duration.ofSeconds(1);
    private static final Duration RECORDING_DELAY = Duration.ofSeconds(2);
    private static final CallbackSender.RetryRule RULE = new CallbackSender.RetryRule(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            4,
            Duration.ofHours(1),
            CccCallbackWriter::taken);

    private final SandboxWorld world;
    private final List<SandboxAccount> readers;
    private final CallbackScenario scenario;

    /** @param readers one for each callback URL */
    CccCallbackWriter(SandboxWorld world, List<SandboxAccount> readers, CallbackScenario scenario) {
        this.world = world;
        this.readers = readers;
        this.scenario = scenario;
    }

    void ended(CccCall call) {
        world.stage()
                .after(
                        RECORD_DELAY,
                        () -> push("cdr", call, call.record(world.clock().instant())));
        world.stage().after(RECORDING_DELAY, () -> {
            if (call.answered()) {
                push("record", call, recording(call));
            }
            scenario.flush();
        });
    }

    private ObjectNode recording(CccCall call) {
        ObjectNode body = SandboxJson.object()
                .put("RecordId", world.ids().get())
                .put("SessionId", call.identity().sessionId());
        body.put("Timestamp", call.endedAt().orElseThrow().getEpochSecond())
                .put("EndpointUser", call.identity().callee());
        return body.put("RecordURL", call.recordUrl()).put("CustomRecordURL", "");
    }

    private void push(String action, CccCall call, ObjectNode fields) {
        ObjectNode body = SandboxJson.object()
                .put("SdkAppId", Long.parseLong(call.identity().appId()))
                .setAll(fields);
        String uuid = world.ids().get();
        scenario.deliver(() -> readers.forEach(reader -> send(reader, action, uuid, SandboxJson.write(body))));
    }

    private void send(SandboxAccount reader, String action, String uuid, byte[] body) {
        String url = reader.callbackUrl().orElseThrow();
        URI to = URI.create(url + (url.contains("?") ? "&" : "?") + "action=" + action + "&version=1");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json;charset=utf8");
        headers.put("X-TCCC-PUSH-UUID", uuid);
        reader.callbackUser()
                .ifPresent(user -> headers.put(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(SandboxJson.utf8(user + ":"
                                                + reader.callbackSecret().orElse("")))));
        world.callbackSender().send(uuid + " " + to, new CallbackSender.CallbackMessage(to, headers, body), RULE);
    }

    private static boolean taken(int status, byte[] body) {
        return status == 200
                && SandboxJson.parse(body)
                        .map(answer -> answer.path("ErrCode"))
                        .filter(code -> code.isIntegralNumber() && code.asInt() == 0)
                        .isPresent();
    }
}
