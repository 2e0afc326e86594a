package io.voxgate.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.Conversation;
import io.voxgate.sandbox.ConversationEvent;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.ScriptScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One agent in one channel. */
final class AlibabaTask {
    private static final Duration PREPARATION = Duration.ofMillis(100);
    private static final Duration FAREWELL = Duration.ofMillis(500);

    /** How it is addressed. */
    record TaskIdentity(String appId, String channelId, String taskId) {
        static TaskIdentity of(ObjectNode parameters) {
            return new TaskIdentity(
                    parameters.path("AppId").asText(),
                    parameters.path("ChannelId").asText(),
                    parameters.path("TaskId").asText());
        }

        /** One text for all three; a length before each part keeps them apart. */
        String key() {
            return appId.length() + " " + channelId.length() + " " + appId + channelId + taskId;
        }
    }

    /** With the vendor's codes, 0 to 5. */
    private enum Status {
        NOT_STARTED(0),
        STARTING(1),
        RUNNING(2),
        STOPPING(3),
        ENDED(4),
        FAILED(5);

        private final int number;

        Status(int number) {
            this.number = number;
        }
    }

    private final TaskIdentity identity;
    private final Clock clock;
    private final ScriptScheduler scheduler;
    private final Instant startedAt;
    private final Conversation conversation;
    private Status status = Status.NOT_STARTED;
    private Optional<Instant> stoppedAt = Optional.empty();
    private String message = "";

    /** @param scene makes the conversation, which reports each event to the task */
    AlibabaTask(TaskIdentity identity, Clock clock, ScriptScheduler scheduler, Scene scene) {
        this.identity = identity;
        this.clock = clock;
        this.scheduler = scheduler;
        this.startedAt = clock.instant();
        this.conversation = scene.with(this);
    }

    /** Makes the conversation of a task. */
    @FunctionalInterface
    interface Scene {
        Conversation with(AlibabaTask task);
    }

    TaskIdentity identity() {
        return identity;
    }

    void begin() {
        scheduler.after(PREPARATION, this::prepare);
        conversation.begin();
    }

    private synchronized void prepare() {
        if (status == Status.NOT_STARTED) {
            status = Status.STARTING;
        }
    }

    synchronized void live(ConversationEvent event) {
        if (event instanceof ConversationEvent.Up && status.compareTo(Status.RUNNING) < 0) {
            status = Status.RUNNING;
        } else if (event instanceof ConversationEvent.Broken broken) {
            message = broken.part() + " failed in this conversation.";
        } else if (event instanceof ConversationEvent.PartyLeft end) {
            end(end.ending());
        }
    }

    private void end(ConversationEvent.ConversationEnding ending) {
        boolean failed = ending == ConversationEvent.ConversationEnding.START_FAILED
                || ending == ConversationEvent.ConversationEnding.VENDOR_FAULT;
        status = failed ? Status.FAILED : Status.ENDED;
        message = failed ? "The agent broke off with an internal fault." : message;
        stoppedAt = Optional.of(clock.instant());
    }

    /** Whether nothing can be asked of it any more. */
    synchronized boolean over() {
        return status.compareTo(Status.STOPPING) >= 0;
    }

    synchronized void stop() {
        status = Status.STOPPING;
        scheduler.after(FAREWELL, () -> conversation.end(ConversationEvent.ConversationEnding.STOPPED));
    }

    void say(Conversation.SpokenWords words) {
        conversation.say(words);
    }

    /** The answer of GetAgent: numbers, as in the vendor's sample. */
    synchronized ObjectNode describe() {
        ObjectNode fields = SandboxJson.object()
                .put("StartTime", startedAt.toEpochMilli())
                .put("Status", status.number)
                .put("Message", message);
        stoppedAt.ifPresent(at -> fields.put("StopTime", at.toEpochMilli()));
        return fields;
    }
}
