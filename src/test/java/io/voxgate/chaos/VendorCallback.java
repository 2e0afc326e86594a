package io.voxgate.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.json.Json;
import io.voxgate.replicas.TrtcCalls;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A callback as a vendor sends it: the same bytes each time.
 *
 * @param query what follows the connection's address
 * @param headers name, value, name, value
 */
record VendorCallback(String id, String what, String query, List<String> headers, String body) {
    static final String ALIBABA_KEY = "callbackKey0002";
    static final String PUSH_USER = "push";
    static final String PUSH_PASSWORD = "push-password-1";

    /** What is told when a task begins. */
    static List<VendorCallback> begun(Task task, CallbackSender.Names names) {
        return switch (task.vendor()) {
            case TRTC ->
                List.of(
                        conversation(task, names, 901, Json.object().put("Status", 0), task.begun()),
                        conversation(task, names, 909, Json.object().put("Status", "session_ready"), task.begun() + 1),
                        conversation(
                                task,
                                names,
                                903,
                                Json.object()
                                        .put("UserId", "user_1")
                                        .put("Text", "Hello")
                                        .put("StartTimeMs", 1)
                                        .put("EndTimeMs", 2)
                                        .put("RoundId", "r1"),
                                task.begun() + 2));
            case CCC -> List.of();
            case ALIBABA -> List.of(agent(task, names, "AgentStarted", task.begun()));
        };
    }

    /** What is told when it is over. */
    static List<VendorCallback> ended(Task task, CallbackSender.Names names) {
        return switch (task.vendor()) {
            case TRTC ->
                List.of(conversation(
                        task,
                        names,
                        902,
                        Json.object().put("LeaveCode", task.stopAsked() == 0 ? 99 : 0),
                        task.ended()));
            case CCC ->
                List.of(
                        push(task, names, "cdr", VendorWorld.record(task)),
                        push(
                                task,
                                names,
                                "record",
                                Json.object()
                                        .put("SessionId", task.handle())
                                        .put("Timestamp", task.ended() / 1000)
                                        .put("RecordURL", "https://recordings.invalid/1")));
            case ALIBABA -> List.of(agent(task, names, "AgentStopped", task.ended()));
        };
    }

    private static VendorCallback conversation(
            Task task, CallbackSender.Names names, int type, ObjectNode payload, long at) {
        String id = names.next();
        ObjectNode body =
                Json.object().put("EventGroupId", 9).put("EventType", type).put("CallbackTs", at);
        ObjectNode info = body.putObject("EventInfo")
                .put("EventMsTs", at)
                .put("TaskId", task.handle())
                .put("RoomId", task.place())
                .put("RoomIdType", 1);
        info.put("Note", id).set("Payload", payload);
        String text = Json.write(body);
        return new VendorCallback(
                id,
                Integer.toString(type),
                "",
                List.of("Sign", TrtcCalls.sign(text), "SdkAppId", Integer.toString(names.app())),
                text);
    }

    private static VendorCallback push(Task task, CallbackSender.Names names, String action, ObjectNode body) {
        String id = names.next();
        String basic =
                Base64.getEncoder().encodeToString((PUSH_USER + ":" + PUSH_PASSWORD).getBytes(StandardCharsets.UTF_8));
        return new VendorCallback(
                id,
                action,
                "?action=" + action + "&version=1",
                List.of("Authorization", "Basic " + basic, "X-TCCC-PUSH-UUID", id),
                Json.write(body.put("Note", id)));
    }

    private static VendorCallback agent(Task task, CallbackSender.Names names, String what, long at) {
        String id = names.next();
        ObjectNode body =
                Json.object().put("eventId", id).put("eventType", what).put("notifyTime", at);
        body.putObject("eventData").put("taskId", task.handle()).put("channelId", task.place());
        String text = Json.write(body);
        String seconds = Long.toString(at / 1000);
        return new VendorCallback(
                id,
                what,
                "",
                List.of("DingRTC-Signature", "app" + names.app() + "." + seconds + "." + hex(text + seconds)),
                text);
    }

    private static String hex(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ALIBABA_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** All headers with the type of the body. */
    String[] allHeaders() {
        return Stream.concat(headers.stream(), Stream.of("Content-Type", "application/json"))
                .toArray(String[]::new);
    }
}
