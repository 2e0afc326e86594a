package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.AnswerScenarios;
import io.voxgate.sandbox.BoundedStore;
import io.voxgate.sandbox.ConversationEvent;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.tencent.TencentAnswer;
import io.voxgate.sandbox.tencent.TencentRequestAuthenticator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tencent TRTC's conversational AI. The account's extras by arrangement (avatar, uninterruptible messages) are on. A
 * task that ended is {@code Stopped} for a second, then unknown; {@code MaxIdleTime} passes 60 times faster.
 */
@Singleton
public final class TrtcSimulator implements Simulator {
    private static final int MOST_TASKS = 20_000;
    private static final Duration RELEASE = Duration.ofSeconds(1);

    private final SandboxWorld world;
    private final TencentRequestAuthenticator authenticator;
    private final TrtcConversationFactory cast;
    private final BoundedStore<TrtcTask> tasks = new BoundedStore<>(MOST_TASKS, TrtcTask::stopped);

    @Inject
    public TrtcSimulator(SandboxWorld world) {
        this.world = world;
        this.authenticator = new TencentRequestAuthenticator(world, TrtcSchemas.PRODUCT);
        this.cast = new TrtcConversationFactory(world);
    }

    @Override
    public String vendor() {
        return TrtcSchemas.PRODUCT.vendor();
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
            case TencentRequestAuthenticator.AuthenticationResult.Admitted call ->
                switch (call.action()) {
                    case "StartAIConversation" -> start(call);
                    case "DescribeAIConversation" -> describe(call);
                    case "StopAIConversation" -> withTask(call, task -> stop(call, task));
                    case "UpdateAIConversation" -> withTask(call, task -> done(call));
                    default -> withTask(call, task -> control(call, task));
                };
        };
    }

    private SandboxReply start(TencentRequestAuthenticator.AuthenticationResult.Admitted call) {
        String appId = call.body().path("SdkAppId").asText();
        List<SandboxAccount> app = call.accounts().stream()
                .filter(account -> account.appId().equals(appId))
                .toList();
        if (app.isEmpty()) {
            return refuse(call, "UnauthorizedOperation.SdkAppId", "This key has no access to the SdkAppId.");
        }
        if (!admitted(app, call.body())) {
            return refuse(
                    call,
                    "InvalidParameter.UserSig",
                    "The UserSig is not valid for this UserId and SdkAppId, or has expired.");
        }
        return start(call, app);
    }

    /** One at a time: of two starts with one SessionId the second has to see the first. */
    private synchronized SandboxReply start(
            TencentRequestAuthenticator.AuthenticationResult.Admitted call, List<SandboxAccount> app) {
        TrtcTask.TrtcIdentity task = cast.identity(call.body());
        if (task.session().flatMap(tasks::named).isPresent()) {
            return refuse(call, "FailedOperation.TaskExist", "A task with this SessionId exists.");
        }
        return AnswerScenarios.play(
                TrtcConversationFactory.scenarios(task), new TrtcErrorWriter(call.requestId()), () -> {
                    tasks.named(task.place())
                            .ifPresent(earlier -> earlier.end(ConversationEvent.ConversationEnding.REPLACED));
                    TrtcTask started = cast.task(task, call.body(), app, this::release);
                    tasks.put(
                            task.taskId(), started, task.place(), task.session().orElse(task.place()));
                    started.begin(world.stage());
                    return TencentAnswer.ok(
                            call.requestId(), SandboxJson.object().put("TaskId", task.taskId()));
                });
    }

    private void release(String taskId) {
        world.stage().after(RELEASE, () -> tasks.remove(taskId));
    }

    private boolean admitted(List<SandboxAccount> app, ObjectNode body) {
        List<String> keys =
                app.stream().flatMap(account -> account.joinKey().stream()).toList();
        String user = body.path("AgentConfig").path("UserId").asText();
        String sig = body.path("AgentConfig").path("UserSig").asText();
        String appId = app.getFirst().appId();
        return keys.isEmpty()
                || keys.stream()
                        .anyMatch(key -> new UserSigCheck(key, appId)
                                .admits(user, sig, world.clock().instant()));
    }

    private SandboxReply describe(TencentRequestAuthenticator.AuthenticationResult.Admitted call) {
        ObjectNode body = call.body();
        if (body.hasNonNull("SdkAppId")
                && call.accounts().stream()
                        .noneMatch(account ->
                                account.appId().equals(body.path("SdkAppId").asText()))) {
            return refuse(
                    call, "FailedOperation.SdkAppIdNotUnderAppId", "The SdkAppId does not belong to this account.");
        }
        Optional<TrtcTask> task = body.hasNonNull("TaskId")
                ? tasks.get(body.path("TaskId").textValue())
                : tasks.named(TrtcTask.TrtcIdentity.session(
                        body.path("SdkAppId").asText(), body.path("SessionId").textValue()));
        return task.filter(found -> owns(call, found))
                .map(found -> TencentAnswer.ok(call.requestId(), found.describe()))
                .orElseGet(() -> noSuchTask(call));
    }

    private SandboxReply withTask(
            TencentRequestAuthenticator.AuthenticationResult.Admitted call, Function<TrtcTask, SandboxReply> action) {
        Optional<TrtcTask> task =
                tasks.get(call.body().path("TaskId").textValue()).filter(found -> owns(call, found));
        if (task.filter(TrtcTask::stopped).isPresent()) {
            return refuse(call, "FailedOperation.TaskFinished", "The task has finished.");
        }
        return task.map(action).orElseGet(() -> noSuchTask(call));
    }

    private static SandboxReply stop(TencentRequestAuthenticator.AuthenticationResult.Admitted call, TrtcTask task) {
        task.end(ConversationEvent.ConversationEnding.STOPPED);
        return done(call);
    }

    private SandboxReply control(TencentRequestAuthenticator.AuthenticationResult.Admitted call, TrtcTask task) {
        if (!call.body().hasNonNull("TransparentData")) {
            task.say(cast.words(task, call.body()));
        }
        return done(call);
    }

    private static boolean owns(TencentRequestAuthenticator.AuthenticationResult.Admitted call, TrtcTask task) {
        return call.accounts().stream()
                .anyMatch(account -> account.appId().equals(task.identity().appId()));
    }

    private static SandboxReply noSuchTask(TencentRequestAuthenticator.AuthenticationResult.Admitted call) {
        return refuse(call, "FailedOperation.TaskNotExist", "The task does not exist.");
    }

    private static SandboxReply done(TencentRequestAuthenticator.AuthenticationResult.Admitted call) {
        return TencentAnswer.ok(call.requestId(), SandboxJson.object());
    }

    private static SandboxReply refuse(
            TencentRequestAuthenticator.AuthenticationResult.Admitted call, String code, String message) {
        return TencentAnswer.error(call.requestId(), code, message);
    }
}
