package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.CallbackScenario;
import io.voxgate.sandbox.CallbackSender;
import io.voxgate.sandbox.ConversationEvent;
import io.voxgate.sandbox.ProviderScenario;
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
 * Reports to the customer's callback URL what happens to a task: the envelope, the signature over the raw body, and the
 * vendor's retry rule (5 seconds for an answer, once more at once, then every 10 seconds until the message is a minute
 * old; HTTP 200 is success).
 */
final class TrtcCallbackWriter {
    private static final int AI_GROUP = 9;
    private static final CallbackSender.RetryRule RULE = new CallbackSender.RetryRule(
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofSeconds(10),
            Integer.MAX_VALUE,
            Duration.ofMinutes(1),
            (status, body) -> status == 200);

    private final SandboxWorld world;
    private final TrtcTask.TrtcIdentity task;
    private final List<SandboxAccount> readers;
    private final CallbackScenario scenario;
    private long userSince;

    TrtcCallbackWriter(
            SandboxWorld world, TrtcTask.TrtcIdentity task, List<SandboxAccount> readers, CallbackScenario scenario) {
        this.world = world;
        this.task = task;
        this.readers = readers;
        this.scenario = scenario;
    }

    void report(ConversationEvent conversationEvent) {
        switch (conversationEvent) {
            case ConversationEvent.Up _ -> post(901, SandboxJson.object().put("Status", 0));
            case ConversationEvent.Ready _ -> post(909, SandboxJson.object().put("Status", "session_ready"));
            case ConversationEvent.UserStarts starts -> {
                userSince = sinceStart();
                post(904, SandboxJson.object().put("UserId", task.person()).put("RoundId", starts.turn()));
            }
            case ConversationEvent.UserSays says ->
                sentence(task.person(), says.turn(), says.text(), userSince, sinceStart());
            case ConversationEvent.AgentSays says ->
                sentence(
                        task.robot(),
                        says.turn(),
                        says.text(),
                        sinceStart(),
                        sinceStart() + 60L * says.text().length());
            case ConversationEvent.AgentStops stops -> stopped(stops);
            case ConversationEvent.Measured measured -> metrics(measured.turn(), measured.latency());
            case ConversationEvent.Broken broken -> error(broken);
            case ConversationEvent.PartyLeft end -> end(end.ending());
        }
    }

    private void sentence(String user, String turn, String text, long from, long to) {
        post(
                903,
                SandboxJson.object()
                        .put("UserId", user)
                        .put("Text", text)
                        .put("StartTimeMs", from)
                        .put("EndTimeMs", to)
                        .put("RoundId", turn));
    }

    private void stopped(ConversationEvent.AgentStops stops) {
        post(
                905,
                SandboxJson.object()
                        .put("UserId", task.robot())
                        .put("RoundId", stops.turn())
                        .put("Text", stops.spoken()));
        if (stops.interrupted()) {
            metric(stops.turn(), "interruption", 1);
        }
    }

    private void metrics(String turn, ConversationEvent.TurnLatency latency) {
        metric(turn, "asr_latency", latency.stt());
        metric(turn, "llm_network_latency", latency.llmNetwork());
        metric(turn, "llm_first_token", latency.llmFirstToken());
        metric(turn, "tts_network_latency", latency.ttsNetwork());
        metric(turn, "tts_first_frame_latency", latency.ttsFirstFrame());
        metric(turn, "tts_discontinuity", latency.gaps());
    }

    private void metric(String turn, String name, int value) {
        ObjectNode payload = SandboxJson.object().put("Metric", name).put("Value", value);
        payload.putObject("Tag").put("RoundId", turn);
        post(906, payload);
    }

    private void error(ConversationEvent.Broken broken) {
        ObjectNode payload = SandboxJson.object();
        ObjectNode tag = payload.putObject("Tag").put("RoundId", broken.turn());
        if (broken.why().isPresent()) {
            handOn(payload, tag, broken.part(), broken.why().get());
            post(908, payload);
            return;
        }
        switch (broken.part()) {
            case STT -> fill(payload, tag, "asr_error", 30102, "recognition failed: internal");
            case LLM -> fill(payload, tag, "llm_error", 30202, "the language model answered 401: invalid_api_key");
            case TTS -> fill(payload, tag, "tts_error", 30302, "the speech service answered 400: voice not found");
        }
        post(908, payload);
    }

    /** The codes of 908; the service's own words are in the message. */
    private static void handOn(
            ObjectNode payload, ObjectNode tag, ConversationEvent.EventPart part, ProviderScenario why) {
        boolean voice = part == ConversationEvent.EventPart.TTS;
        int code = (voice ? 30300 : 30200)
                + switch (why) {
                    case SLOW -> 0;
                    case RATE_LIMITED, NO_QUOTA -> 1;
                    default -> 2;
                };
        String service = voice ? "the speech service answered " : "the language model answered ";
        String words = voice ? why.answer().replace("model", "voice") : why.answer();
        fill(payload, tag, voice ? "tts_error" : "llm_error", code, service + words);
    }

    private static void fill(ObjectNode payload, ObjectNode tag, String metric, int code, String message) {
        payload.put("Metric", metric);
        tag.put("Code", code).put("Message", message);
    }

    private void end(ConversationEvent.ConversationEnding ending) {
        switch (ending) {
            case START_FAILED -> post(901, SandboxJson.object().put("Status", 1));
            case STOPPED, FINISHED -> left(0);
            case KICKED -> left(1);
            case DISMISSED -> left(2);
            case REPLACED -> left(3);
            case VENDOR_FAULT -> left(98);
            case NOBODY, PERSON_LEFT -> left(99);
        }
        scenario.flush();
    }

    private void left(int code) {
        post(902, SandboxJson.object().put("LeaveCode", code));
    }

    private long sinceStart() {
        return Duration.between(task.startedAt(), world.clock().instant()).toMillis();
    }

    private void post(int type, ObjectNode payload) {
        ObjectNode event = SandboxJson.object()
                .put("EventGroupId", AI_GROUP)
                .put("EventType", type)
                .put("CallbackTs", world.clock().millis());
        ObjectNode info = event.putObject("EventInfo")
                .put("EventMsTs", world.clock().millis())
                .put("TaskId", task.taskId());
        info.put("RoomId", task.room().id())
                .put("RoomIdType", task.room().idType())
                .set("Payload", payload);
        byte[] body = SandboxJson.write(event);
        scenario.deliver(() -> readers.forEach(reader -> send(reader, body)));
    }

    private void send(SandboxAccount reader, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("SdkAppId", task.appId());
        reader.callbackSecret()
                .ifPresent(key -> headers.put(
                        "Sign",
                        Base64.getEncoder()
                                .encodeToString(SandboxJson.mac("HmacSHA256", SandboxJson.utf8(key), body))));
        URI to = URI.create(reader.callbackUrl().orElseThrow());
        world.callbackSender().send(task.taskId() + " " + to, new CallbackSender.CallbackMessage(to, headers, body), RULE);
    }
}
