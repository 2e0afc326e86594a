package io.voxgate.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.Beat;
import io.voxgate.sandbox.Conversation;
import io.voxgate.sandbox.Stage;
import io.voxgate.sandbox.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One agent in one channel. */
final class AlibabaTask {
    private static final Duration PREPARATION = Duration.ofMillis(100);
    private static final Duration FAREWELL = Duration.ofMillis(500);

    /** How it is addressed. */
    record Identity(String appId, String channelId, String taskId) {
        static Identity of(ObjectNode parameters) {
            return new Identity(parameters.path("AppId").asText(), parameters.path("ChannelId").asText(), parameters.path("TaskId").asText());
        }

        /** One text for all three; a length before each part keeps them apart. */
        String key() {
            return appId.length() + " " + channelId.length() + " " + appId + channelId + taskId;
        }
    }

    /** In the order of the vendor's codes, 0 to 5. */
    private enum Status { NOT_STARTED, STARTING, RUNNING, STOPPING, ENDED, FAILED }

    private final Identity identity;
    private final Clock clock;
    private final Stage stage;
    private final Instant startedAt;
    private final Conversation conversation;
    private Status status = Status.NOT_STARTED;
    private Optional<Instant> stoppedAt = Optional.empty();
    private String message = "";

    /** @param scene makes the conversation, which tells the task each beat */
    AlibabaTask(Identity identity, Clock clock, Stage stage, Scene scene) {
        this.identity = identity;
        this.clock = clock;
        this.stage = stage;
        this.startedAt = clock.instant();
        this.conversation = scene.with(this);
    }

    /** Makes the conversation of a task. */
    @FunctionalInterface
    interface Scene {
        Conversation with(AlibabaTask task);
    }

    Identity identity() {
        return identity;
    }

    void begin() {
        stage.after(PREPARATION, this::prepare);
        conversation.begin();
    }

    private synchronized void prepare() {
        if (status == Status.NOT_STARTED) {
            status = Status.STARTING;
        }
    }

    synchronized void live(Beat beat) {
        if (beat instanceof Beat.Up && status.compareTo(Status.RUNNING) < 0) {
            status = Status.RUNNING;
        } else if (beat instanceof Beat.Broken broken) {
            message = broken.part() + " failed in this conversation.";
        } else if (beat instanceof Beat.End end) {
            end(end.ending());
        }
    }

    private void end(Beat.Ending ending) {
        boolean failed = ending == Beat.Ending.START_FAILED || ending == Beat.Ending.VENDOR_FAULT;
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
        stage.after(FAREWELL, () -> conversation.end(Beat.Ending.STOPPED));
    }

    void say(Conversation.Words words) {
        conversation.say(words);
    }

    /** The answer of GetAgent: numbers, as in the vendor's sample. */
    synchronized ObjectNode describe() {
        ObjectNode fields = Wire.object().put("StartTime", startedAt.toEpochMilli()).put("Status", status.ordinal()).put("Message", message);
        stoppedAt.ifPresent(at -> fields.put("StopTime", at.toEpochMilli()));
        return fields;
    }
}
