package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.AnswerPlots;
import io.voxgate.sandbox.Beat;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.SandboxWorld;
import io.voxgate.sandbox.Shelf;
import io.voxgate.sandbox.Simulator;
import io.voxgate.sandbox.Wire;
import io.voxgate.sandbox.tencent.TencentAnswer;
import io.voxgate.sandbox.tencent.TencentDoor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tencent TRTC's conversational AI. The account's extras by arrangement (avatar, uninterruptible messages) are on. A task that ended is
 * {@code Stopped} for a second, then unknown; {@code MaxIdleTime} passes 60 times faster.
 */
@Singleton
public final class TrtcSimulator implements Simulator {
    private static final int MOST_TASKS = 20_000;
    private static final Duration RELEASE = Duration.ofSeconds(1);

    private final SandboxWorld world;
    private final TencentDoor door;
    private final TrtcCast cast;
    private final Shelf<TrtcTask> tasks = new Shelf<>(MOST_TASKS, TrtcTask::stopped);

    @Inject
    public TrtcSimulator(SandboxWorld world) {
        this.world = world;
        this.door = new TencentDoor(world, TrtcShapes.PRODUCT);
        this.cast = new TrtcCast(world);
    }

    @Override
    public String vendor() {
        return TrtcShapes.PRODUCT.vendor();
    }

    @Override
    public boolean recognises(SandboxRequest head) {
        return door.recognises(head);
    }

    @Override
    public boolean handles(SandboxRequest request) {
        return door.handles(request);
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        return switch (door.open(request)) {
            case TencentDoor.Entry.Turned turned -> turned.reply();
            case TencentDoor.Entry.Admitted call -> switch (call.action()) {
                case "StartAIConversation" -> start(call);
                case "DescribeAIConversation" -> describe(call);
                case "StopAIConversation" -> withTask(call, task -> stop(call, task));
                case "UpdateAIConversation" -> withTask(call, task -> done(call));
                default -> withTask(call, task -> control(call, task));
            };
        };
    }

    private SandboxReply start(TencentDoor.Entry.Admitted call) {
        String appId = call.body().path("SdkAppId").asText();
        List<SandboxAccount> app = call.accounts().stream().filter(account -> account.appId().equals(appId)).toList();
        if (app.isEmpty()) {
            return refuse(call, "UnauthorizedOperation.SdkAppId", "This key has no access to the SdkAppId.");
        }
        if (!admitted(app, call.body())) {
            return refuse(call, "InvalidParameter.UserSig", "The UserSig is not valid for this UserId and SdkAppId, or has expired.");
        }
        return start(call, app);
    }

    /** One at a time: of two starts with one SessionId the second has to see the first. */
    private synchronized SandboxReply start(TencentDoor.Entry.Admitted call, List<SandboxAccount> app) {
        TrtcTask.Identity task = cast.identity(call.body());
        if (task.session().flatMap(tasks::named).isPresent()) {
            return refuse(call, "FailedOperation.TaskExist", "A task with this SessionId exists.");
        }
        return AnswerPlots.play(TrtcCast.plots(task), new TrtcVoice(call.requestId()), () -> {
            tasks.named(task.place()).ifPresent(earlier -> earlier.end(Beat.Ending.REPLACED));
            TrtcTask started = cast.task(task, call.body(), app, this::release);
            tasks.put(task.taskId(), started, task.place(), task.session().orElse(task.place()));
            started.begin(world.stage());
            return TencentAnswer.ok(call.requestId(), Wire.object().put("TaskId", task.taskId()));
        });
    }

    private void release(String taskId) {
        world.stage().after(RELEASE, () -> tasks.remove(taskId));
    }

    private boolean admitted(List<SandboxAccount> app, ObjectNode body) {
        List<String> keys = app.stream().flatMap(account -> account.joinKey().stream()).toList();
        String user = body.path("AgentConfig").path("UserId").asText();
        String sig = body.path("AgentConfig").path("UserSig").asText();
        String appId = app.getFirst().appId();
        return keys.isEmpty() || keys.stream().anyMatch(key -> new UserSigCheck(key, appId).admits(user, sig, world.clock().instant()));
    }

    private SandboxReply describe(TencentDoor.Entry.Admitted call) {
        ObjectNode body = call.body();
        if (body.hasNonNull("SdkAppId") && call.accounts().stream().noneMatch(account -> account.appId().equals(body.path("SdkAppId").asText()))) {
            return refuse(call, "FailedOperation.SdkAppIdNotUnderAppId", "The SdkAppId does not belong to this account.");
        }
        Optional<TrtcTask> task = body.hasNonNull("TaskId")
                ? tasks.get(body.path("TaskId").textValue())
                : tasks.named(TrtcTask.Identity.session(body.path("SdkAppId").asText(), body.path("SessionId").textValue()));
        return task.filter(found -> owns(call, found))
                .map(found -> TencentAnswer.ok(call.requestId(), found.describe()))
                .orElseGet(() -> noSuchTask(call));
    }

    private SandboxReply withTask(TencentDoor.Entry.Admitted call, Function<TrtcTask, SandboxReply> action) {
        Optional<TrtcTask> task = tasks.get(call.body().path("TaskId").textValue()).filter(found -> owns(call, found));
        if (task.filter(TrtcTask::stopped).isPresent()) {
            return refuse(call, "FailedOperation.TaskFinished", "The task has finished.");
        }
        return task.map(action).orElseGet(() -> noSuchTask(call));
    }

    private static SandboxReply stop(TencentDoor.Entry.Admitted call, TrtcTask task) {
        task.end(Beat.Ending.STOPPED);
        return done(call);
    }

    private SandboxReply control(TencentDoor.Entry.Admitted call, TrtcTask task) {
        task.say(cast.words(task, call.body()));
        return done(call);
    }

    private static boolean owns(TencentDoor.Entry.Admitted call, TrtcTask task) {
        return call.accounts().stream().anyMatch(account -> account.appId().equals(task.identity().appId()));
    }

    private static SandboxReply noSuchTask(TencentDoor.Entry.Admitted call) {
        return refuse(call, "FailedOperation.TaskNotExist", "The task does not exist.");
    }

    private static SandboxReply done(TencentDoor.Entry.Admitted call) {
        return TencentAnswer.ok(call.requestId(), Wire.object());
    }

    private static SandboxReply refuse(TencentDoor.Entry.Admitted call, String code, String message) {
        return TencentAnswer.error(call.requestId(), code, message);
    }
}
