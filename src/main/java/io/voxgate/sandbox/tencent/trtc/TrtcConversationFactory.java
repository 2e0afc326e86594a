package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.CallbackScenario;
import io.voxgate.sandbox.Conversation;
import io.voxgate.sandbox.ConversationEvent;
import io.voxgate.sandbox.ConversationText;
import io.voxgate.sandbox.ProviderScenario;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Scenario;
import io.voxgate.sandbox.Script;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Makes tasks out of start requests, with their script and their callbacks, and words out of control requests. */
final class TrtcConversationFactory {
    private static final int IDLE_SPEED = 60;
    private static final int DEFAULT_IDLE_SECONDS = 60;

    private final SandboxWorld world;

    TrtcConversationFactory(SandboxWorld world) {
        this.world = world;
    }

    TrtcTask.TrtcIdentity identity(ObjectNode start) {
        JsonNode agent = start.path("AgentConfig");
        return new TrtcTask.TrtcIdentity(
                world.ids().get(),
                start.path("SdkAppId").asText(),
                new TrtcTask.TrtcRoom(
                        start.path("RoomId").textValue(),
                        start.path("RoomIdType").asInt(0)),
                Optional.ofNullable(start.path("SessionId").textValue()),
                agent.path("UserId").textValue(),
                agent.path("TargetUserId").asText("user_1"),
                world.clock().instant());
    }

    static Set<Scenario> scenarios(TrtcTask.TrtcIdentity task) {
        return task.room().idType() == 0
                ? Scenario.ofNumericRoom(task.room().id())
                : Scenario.ofRoom(task.room().id());
    }

    /** @param ended called once, with the task's id */
    TrtcTask task(TrtcTask.TrtcIdentity identity, ObjectNode start, List<SandboxAccount> app, Consumer<String> ended) {
        TrtcCallbackWriter callbacks =
                new TrtcCallbackWriter(world, identity, readers(app), new CallbackScenario(scenarios(identity)));
        CompletableFuture<TrtcTask> made = new CompletableFuture<>();
        Conversation conversation = new Conversation(world.stage(), script(identity, start), this::turn, event -> {
            made.join().live(event);
            callbacks.report(event);
            if (event instanceof ConversationEvent.PartyLeft) {
                ended.accept(identity.taskId());
            }
        });
        TrtcTask task = new TrtcTask(identity, lines(start), conversation);
        made.complete(task);
        return task;
    }

    Conversation.SpokenWords words(TrtcTask task, ObjectNode control) {
        if (control.path("Command").textValue().equals("InvokeLLM")) {
            JsonNode invoke = control.path("InvokeLLM");
            String answer = task.lines().replyTo(invoke.path("Content").textValue());
            return new Conversation.SpokenWords(answer, invoke.path("Interrupt").asBoolean(false), true, false, false);
        }
        JsonNode push = control.path("ServerPushText");
        String text =
                push.path("Audio").asText("").isEmpty() ? push.path("Text").asText("") : "";
        return new Conversation.SpokenWords(
                text,
                push.path("Interrupt").asBoolean(false),
                push.path("DropMode").asInt(0) == 1,
                push.path("Priority").asInt(0) == 1,
                push.path("StopAfterPlay").asBoolean(false));
    }

    /** One for each callback URL: several keys may belong to the app. */
    private static List<SandboxAccount> readers(List<SandboxAccount> app) {
        Map<String, SandboxAccount> byUrl = new HashMap<>();
        app.forEach(account -> account.callbackUrl().ifPresent(url -> byUrl.putIfAbsent(url, account)));
        return List.copyOf(byUrl.values());
    }

    private Script script(TrtcTask.TrtcIdentity identity, ObjectNode start) {
        JsonNode agent = start.path("AgentConfig");
        Optional<String> greeting =
                Optional.of(agent.path("WelcomeMessage").asText("")).filter(text -> !text.isBlank());
        long idle = 1000L * agent.path("MaxIdleTime").asInt(DEFAULT_IDLE_SECONDS) / IDLE_SPEED;
        return Script.of(new Script.ScriptSetting(
                scenarios(identity),
                lines(start),
                greeting,
                Duration.ofMillis(Math.clamp(idle, 200, 10_000)),
                this::turn,
                ProviderScenario.ProviderFaults.in(start.path("LLMConfig"), start.path("TTSConfig"))));
    }

    static ConversationText lines(ObjectNode start) {
        return ConversationText.in(start.path("STTConfig").path("Language").asText("zh"));
    }

    /** A round id in the vendor's spelling. */
    private String turn() {
        return world.ids().get().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
}
