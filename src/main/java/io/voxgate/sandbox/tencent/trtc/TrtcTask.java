package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.Beat;
import io.voxgate.sandbox.Conversation;
import io.voxgate.sandbox.Lines;
import io.voxgate.sandbox.Stage;
import io.voxgate.sandbox.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One robot in one room. */
final class TrtcTask {

    /** What does not change. */
    record Identity(String taskId, String appId, String roomId, int roomIdType, Optional<String> sessionId, String robot, String person, Instant startedAt) {

        /** The robot's place: another robot with the same name takes it. */
        String place() {
            return "robot " + appId + " " + roomIdType + " " + roomId + " " + robot;
        }

        Optional<String> session() {
            return sessionId.map(id -> session(appId, id));
        }

        static String session(String appId, String sessionId) {
            return "session " + appId + " " + sessionId;
        }
    }

    private enum Phase {
        IDLE("Idle"), PREPARING("Preparing"), IN_PROGRESS("InProgress"), STOPPED("Stopped");

        private final String word;

        Phase(String word) {
            this.word = word;
        }
    }

    private final Identity identity;
    private final Lines lines;
    private final Conversation conversation;
    private volatile Phase phase = Phase.IDLE;

    TrtcTask(Identity identity, Lines lines, Conversation conversation) {
        this.identity = identity;
        this.lines = lines;
        this.conversation = conversation;
    }

    Identity identity() {
        return identity;
    }

    /** What is said in the conversation's language. */
    Lines lines() {
        return lines;
    }

    boolean stopped() {
        return phase == Phase.STOPPED;
    }

    void begin(Stage stage) {
        stage.after(Duration.ofMillis(100), this::prepare);
        conversation.begin();
    }

    private synchronized void prepare() {
        if (phase == Phase.IDLE) {
            phase = Phase.PREPARING;
        }
    }

    synchronized void live(Beat beat) {
        if (beat instanceof Beat.Up) {
            phase = Phase.IN_PROGRESS;
        } else if (beat instanceof Beat.End) {
            phase = Phase.STOPPED;
        }
    }

    void say(Conversation.Words words) {
        conversation.say(words);
    }

    void end(Beat.Ending ending) {
        conversation.end(ending);
    }

    /** The answer of DescribeAIConversation. */
    ObjectNode describe() {
        ObjectNode fields = Wire.object().put("TaskId", identity.taskId()).put("Status", phase.word).put("StartTime", identity.startedAt().toString());
        identity.sessionId().ifPresent(id -> fields.put("SessionId", id));
        return fields;
    }
}
