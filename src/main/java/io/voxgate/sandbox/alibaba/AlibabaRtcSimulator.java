package io.voxgate.sandbox.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.AnswerScenarios;
import io.voxgate.sandbox.BoundedStore;
import io.voxgate.sandbox.Conversation;
import io.voxgate.sandbox.ConversationText;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Scenario;
import io.voxgate.sandbox.Script;
import io.voxgate.sandbox.Simulator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Alibaba RTC's agents. A task that ended stays there to be asked about. {@code UserInactivityTimeout} passes 60 times
 * faster. What a second start with the ids of a first one does is not documented; here it is refused.
 */
@Singleton
public final class AlibabaRtcSimulator implements Simulator {
    private static final int MOST_TASKS = 20_000;
    private static final int FASTER = 60;

    private final SandboxWorld world;
    private final AlibabaRequestAuthenticator authenticator;
    private final BoundedStore<AlibabaTask> tasks = new BoundedStore<>(MOST_TASKS, AlibabaTask::over);

    @Inject
    public AlibabaRtcSimulator(SandboxWorld world) {
        this.world = world;
        this.authenticator = new AlibabaRequestAuthenticator(
                world, new AlibabaProduct("2018-01-11", Set.of("POST"), AlibabaSchemas.OPERATIONS));
    }

    @Override
    public String vendor() {
        return "alibaba-rtc";
    }

    @Override
    public boolean recognises(SandboxRequest head) {
        return AlibabaRequestAuthenticator.recognises(head);
    }

    @Override
    public boolean handles(SandboxRequest request) {
        return authenticator.handles(request);
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        String requestId = AlibabaAnswer.requestId(world.ids().get());
        try {
            return perform(authenticator.authenticate(request), requestId);
        } catch (AlibabaRefusal refusal) {
            return AlibabaAnswer.error(requestId, refusal);
        }
    }

    private SandboxReply perform(AlibabaRequestAuthenticator.AuthenticatedCall call, String requestId) {
        String appId = call.parameters().path("AppId").asText();
        if (call.accounts().stream().noneMatch(account -> account.appId().equals(appId))) {
            throw new AlibabaRefusal(404, "NotFound", "The app does not exist in this account.");
        }
        return switch (call.action()) {
            case "StartAgent" -> start(call.parameters(), requestId);
            case "GetAgent" -> AlibabaAnswer.ok(requestId, task(call).describe());
            case "StopAgent" -> {
                running(call).stop();
                yield AlibabaAnswer.ok(requestId, SandboxJson.object());
            }
            case "NotifyAgent" -> {
                say(running(call), call.parameters());
                yield AlibabaAnswer.ok(requestId, SandboxJson.object());
            }
            default -> {
                running(call);
                yield AlibabaAnswer.ok(requestId, SandboxJson.object());
            }
        };
    }

    private AlibabaTask task(AlibabaRequestAuthenticator.AuthenticatedCall call) {
        return tasks.get(AlibabaTask.TaskIdentity.of(call.parameters()).key())
                .orElseThrow(() -> new AlibabaRefusal(404, "NotFound", "The task does not exist."));
    }

    private AlibabaTask running(AlibabaRequestAuthenticator.AuthenticatedCall call) {
        return Optional.of(task(call))
                .filter(task -> !task.over())
                .orElseThrow(() -> new AlibabaRefusal(404, "NotFound", "The task is over."));
    }

    /** One at a time: of two starts with the same ids the second has to see the first. */
    private synchronized SandboxReply start(ObjectNode parameters, String requestId) {
        AlibabaTask.TaskIdentity identity = AlibabaTask.TaskIdentity.of(parameters);
        if (tasks.get(identity.key()).isPresent()) {
            throw new AlibabaRefusal(400, "ParameterError", "A task with this TaskId exists in the channel.");
        }
        Set<Scenario> scenarios = Scenario.ofRoom(identity.channelId());
        return AnswerScenarios.play(scenarios, new ScenarioVoice(requestId), () -> {
            AlibabaTask task = new AlibabaTask(
                    identity, world.clock(), world.stage(), started -> conversation(started, parameters, scenarios));
            tasks.put(identity.key(), task);
            task.begin();
            return AlibabaAnswer.ok(requestId, SandboxJson.object());
        });
    }

    private Conversation conversation(AlibabaTask task, ObjectNode parameters, Set<Scenario> scenarios) {
        JsonNode rtc = inside(parameters, "RtcConfig");
        JsonNode chat = inside(parameters, "VoiceChatConfig");
        Duration idle =
                Duration.ofSeconds(rtc.path("UserInactivityTimeout").asLong(30)).dividedBy(FASTER);
        ConversationText lines = ConversationText.in(
                chat.path("ASRConfig").path("LanguageHints").path(0).asText("zh"));
        Optional<String> greeting = Optional.of(chat.path("Greeting").asText()).filter(text -> !text.isEmpty());
        Script script = Script.of(new Script.ScriptSetting(scenarios, lines, greeting, idle, world.ids()));
        return new Conversation(world.stage(), script, world.ids(), task::live);
    }

    private static JsonNode inside(ObjectNode parameters, String name) {
        return SandboxJson.parse(parameters.path(name).asText("{}")).orElseGet(SandboxJson::object);
    }

    private static void say(AlibabaTask task, ObjectNode parameters) {
        String message = parameters.path("Message").asText();
        if (!message.isEmpty()) {
            String priority = parameters.path("Priority").asText("2");
            boolean locked = parameters.path("Interruptable").asText().equals("false");
            task.say(new Conversation.SpokenWords(message, priority.equals("1"), priority.equals("2"), locked, false));
        }
    }

    private record ScenarioVoice(String requestId) implements AnswerScenarios.ScenarioVoice {
        @Override
        public SandboxReply throttled() {
            return AlibabaAnswer.error(requestId, AlibabaRequestAuthenticator.throttled());
        }

        @Override
        public SandboxReply refused() {
            return AlibabaAnswer.error(
                    requestId,
                    new AlibabaRefusal(
                            403, "Forbidden.UserVerification", "The account is not verified for this feature."));
        }

        @Override
        public SandboxReply internalError() {
            return AlibabaAnswer.error(
                    requestId,
                    new AlibabaRefusal(
                            500, "InternalError", "The request processing has failed due to some unknown error."));
        }
    }
}
