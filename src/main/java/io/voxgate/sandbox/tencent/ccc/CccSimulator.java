package io.voxgate.sandbox.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.AnswerScenarios;
import io.voxgate.sandbox.BoundedStore;
import io.voxgate.sandbox.CallbackScenario;
import io.voxgate.sandbox.Conversation;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.tencent.TencentAnswer;
import io.voxgate.sandbox.tencent.TencentRequestAuthenticator;
import io.voxgate.sandbox.tencent.TencentRequestAuthenticator.AuthenticationResult.Admitted;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tencent CCC's AI calls. Each CreateAICall dials, also a second one to the same number: nothing makes two of them one.
 * A call that ended is still described; every account may call from every number.
 */
@Singleton
public final class CccSimulator implements Simulator {
    private static final int MOST_CALLS = 20_000;
    private static final String HOUSE_NUMBER = "008675500000000";

    private final SandboxWorld world;
    private final TencentRequestAuthenticator authenticator;
    private final BoundedStore<CccConversationFactory> calls =
            new BoundedStore<>(MOST_CALLS, play -> play.call().finished());

    @Inject
    public CccSimulator(SandboxWorld world) {
        this.world = world;
        this.authenticator = new TencentRequestAuthenticator(world, CccSchemas.PRODUCT);
    }

    @Override
    public String vendor() {
        return CccSchemas.PRODUCT.vendor();
    }

    @Override
    public boolean recognises(SandboxRequest head) {
        return authenticator.recognises(head);
    }

    @Override
    public boolean handles(SandboxRequest request) {
        return authenticator.handles(request);
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        return switch (authenticator.authenticate(request)) {
            case TencentRequestAuthenticator.AuthenticationResult.Rejected turned -> turned.reply();
            case Admitted call -> {
                List<SandboxAccount> app = call.accounts().stream()
                        .filter(account -> account.appId()
                                .equals(call.body().path("SdkAppId").asText()))
                        .toList();
                yield app.isEmpty()
                        ? refuse(call, "InvalidParameterValue.InstanceNotExist", "The SdkAppId does not exist.")
                        : act(call, app);
            }
        };
    }

    private SandboxReply act(Admitted call, List<SandboxAccount> app) {
        return switch (call.action()) {
            case "CreateAICall" ->
                AnswerScenarios.play(CccConversationFactory.scenarios(call.body()), voice(call), () -> dial(call, app));
            case "DescribePSTNActiveSessionList" ->
                TencentAnswer.ok(call.requestId(), CccRecords.active(call.body(), of(app)));
            case "DescribeTelCdr" -> records(call, app);
            case "DescribeTelSession" ->
                with(
                        call,
                        play -> TencentAnswer.ok(
                                call.requestId(),
                                SandboxJson.object().set("Session", play.call().session())));
            case "DescribeTelRecordAsr" -> with(call, play -> transcript(call, play));
            case "DescribeAICallInteractionRecords" ->
                with(call, play -> TencentAnswer.ok(call.requestId(), interactions(play.call())));
            case "DescribeAILatency" ->
                with(call, play -> TencentAnswer.ok(call.requestId(), latency(call.body(), play.call())));
            case "DescribeAICallExtractResult" ->
                with(call, play -> TencentAnswer.ok(call.requestId(), findings(call.body(), play.call())));
            case "HangUpCall" -> whileRunning(call, play -> hangUp(call, play));
            case "TransferToManual" ->
                whileRunning(
                        call,
                        play -> inConversation(
                                call,
                                play,
                                () -> play.handOver(
                                        call.body().path("SkillGroupId").asLong())));
            default -> whileRunning(call, play -> inConversation(call, play, () -> play.say(words(play, call.body()))));
        };
    }

    private SandboxReply dial(Admitted call, List<SandboxAccount> app) {
        ObjectNode order = call.body();
        String caller = order.path("Callers").path(0).asText(HOUSE_NUMBER);
        CccCall.CallIdentity identity = new CccCall.CallIdentity(
                world.ids().get(),
                order.path("SdkAppId").asText(),
                caller,
                order.path("Callee").textValue(),
                world.clock().instant());
        CccCallbackWriter callbacks = new CccCallbackWriter(
                world, readers(app), new CallbackScenario(CccConversationFactory.scenarios(order)));
        CccConversationFactory play = new CccConversationFactory(
                world,
                new CccCall(identity, new CccCallDetails(order, CccConversationFactory.scenarios(order))),
                callbacks,
                order);
        calls.put(identity.sessionId(), play);
        play.begin();
        return TencentAnswer.ok(call.requestId(), SandboxJson.object().put("SessionId", identity.sessionId()));
    }

    private SandboxReply hangUp(Admitted call, CccConversationFactory play) {
        play.hangUp();
        return TencentAnswer.ok(call.requestId(), SandboxJson.object());
    }

    private SandboxReply inConversation(Admitted call, CccConversationFactory play, Runnable action) {
        if (play.call().phase() != CccCall.CallPhase.IN_PROGRESS || play.handedOver()) {
            return refuse(
                    call, "FailedOperation.SessionNotInControlState", "The session cannot be controlled in its state.");
        }
        action.run();
        return TencentAnswer.ok(call.requestId(), SandboxJson.object());
    }

    private static Conversation.SpokenWords words(CccConversationFactory play, ObjectNode control) {
        if (control.path("Command").textValue().equals("InvokeLLM")) {
            JsonNode invoke = control.path("InvokeLLM");
            return new Conversation.SpokenWords(
                    play.lines().replyTo(invoke.path("Content").textValue()),
                    invoke.path("Interrupt").asBoolean(false),
                    true,
                    false,
                    false);
        }
        JsonNode push = control.path("ServerPushText");
        return new Conversation.SpokenWords(
                push.path("Text").asText(""),
                push.path("Interrupt").asBoolean(false),
                push.path("DropMode").asInt(0) == 1,
                push.path("Priority").asInt(0) == 1,
                push.path("StopAfterPlay").asBoolean(false));
    }

    private SandboxReply records(Admitted call, List<SandboxAccount> app) {
        return CccRecords.wrongTimes(call.body(), world.clock().instant())
                .map(wrong -> refuse(call, "InvalidParameterValue", wrong))
                .orElseGet(() -> TencentAnswer.ok(
                        call.requestId(),
                        CccRecords.records(call.body(), of(app), world.clock().instant())));
    }

    private SandboxReply transcript(Admitted call, CccConversationFactory play) {
        return play.call()
                .text(world.clock().instant())
                .map(text ->
                        TencentAnswer.ok(call.requestId(), SandboxJson.object().set("AsrDataList", text)))
                .orElseGet(() -> refuse(call, "InvalidParameterValue.RecordNotExist", "The recording does not exist."));
    }

    private ObjectNode interactions(CccCall call) {
        return SandboxJson.object()
                .set("InteractionEventList", call.interactions(world.clock().instant()));
    }

    private ObjectNode latency(ObjectNode period, CccCall call) {
        return SandboxJson.object()
                .set(
                        "AILatencyDetail",
                        call.within(period)
                                ? call.latency(world.clock().instant())
                                : SandboxJson.object().putArray("none"));
    }

    private ObjectNode findings(ObjectNode period, CccCall call) {
        return SandboxJson.object()
                .set(
                        "ResultList",
                        call.within(period)
                                ? call.findings(world.clock().instant())
                                : SandboxJson.object().putArray("none"));
    }

    private List<CccCall> of(List<SandboxAccount> app) {
        return calls
                .find(play ->
                        play.call().identity().appId().equals(app.getFirst().appId()))
                .stream()
                .map(CccConversationFactory::call)
                .toList();
    }

    private SandboxReply whileRunning(Admitted call, Function<CccConversationFactory, SandboxReply> action) {
        return with(call, play -> play.call().finished() ? noSuchSession(call) : action.apply(play));
    }

    private SandboxReply with(Admitted call, Function<CccConversationFactory, SandboxReply> action) {
        return calls.get(call.body().path("SessionId").textValue())
                .filter(play -> play.call()
                        .identity()
                        .appId()
                        .equals(call.body().path("SdkAppId").asText()))
                .map(action)
                .orElseGet(() -> noSuchSession(call));
    }

    private static SandboxReply noSuchSession(Admitted call) {
        return refuse(call, "FailedOperation.SessionNotExists", "The session does not exist.");
    }

    /** One for each callback URL: several keys may belong to the app. */
    private static List<SandboxAccount> readers(List<SandboxAccount> app) {
        Map<String, SandboxAccount> byUrl = new HashMap<>();
        app.forEach(account -> account.callbackUrl().ifPresent(url -> byUrl.putIfAbsent(url, account)));
        return List.copyOf(byUrl.values());
    }

    private static AnswerScenarios.ScenarioVoice voice(Admitted call) {
        return new AnswerScenarios.ScenarioVoice() {
            @Override
            public SandboxReply throttled() {
                return refuse(call, "RequestLimitExceeded", "The calls of this account exceed its limit.");
            }

            @Override
            public SandboxReply refused() {
                return refuse(call, "FailedOperation.NoCallOutNumber", "The account has no number to call out from.");
            }

            @Override
            public SandboxReply internalError() {
                return refuse(call, "InternalError", "An internal error has occurred.");
            }
        };
    }

    private static SandboxReply refuse(Admitted call, String code, String message) {
        return TencentAnswer.error(call.requestId(), code, message);
    }
}
