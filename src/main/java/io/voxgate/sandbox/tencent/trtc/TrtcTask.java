package io.voxgate.sandbox.tencent.trtc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.Conversation;
import io.voxgate.sandbox.ConversationEvent;
import io.voxgate.sandbox.ConversationText;
import io.voxgate.sandbox.SandboxJson;
import io.voxgate.sandbox.ScriptScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** One robot in one room. */
final class TrtcTask {

    /** @param idType 0: the id is a number; 1: a text */
    record TrtcRoom(String id, int idType) {}

    /** What does not change. */
    record TrtcIdentity(
            String taskId,
            String appId,
            TrtcRoom room,
            Optional<String> sessionId,
            String robot,
            String person,
            Instant startedAt) {

        /** The robot's place: another robot with the same name takes it. */
        String place() {
            return "robot " + appId + " " + room.idType() + " " + room.id() + " " + robot;
        }

        Optional<String> session() {
            return sessionId.map(id -> session(appId, id));
        }

        static String session(String appId, String sessionId) {
            return "session " + appId + " " + sessionId;
        }
    }

    /** As 647/108515 shows it, {@code 2025-04-24 16:15:48.076648}: China's time, without a zone. */
    private static final DateTimeFormatter START_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.ofHours(8));

    private enum TaskPhase {
        IDLE("Idle"),
        PREPARING("Preparing"),
        IN_PROGRESS("InProgress"),
        STOPPED("Stopped");

        private final String word;

        TaskPhase(String word) {
            this.word = word;
        }
    }

    private final TrtcIdentity identity;
    private final ConversationText lines;
    private final Conversation conversation;
    private volatile TaskPhase phase = TaskPhase.IDLE;

    TrtcTask(TrtcIdentity identity, ConversationText lines, Conversation conversation) {
        this.identity = identity;
        this.lines = lines;
        this.conversation = conversation;
    }

    TrtcIdentity identity() {
        return identity;
    }

    /** What is said in the conversation's language. */
    ConversationText lines() {
        return lines;
    }

    boolean stopped() {
        return phase == TaskPhase.STOPPED;
    }

    void begin(ScriptScheduler scheduler) {
        scheduler.after(Duration.ofMillis(100), this::prepare);
        conversation.begin();
    }

    private synchronized void prepare() {
        if (phase == TaskPhase.IDLE) {
            phase = TaskPhase.PREPARING;
        }
    }

    synchronized void live(ConversationEvent event) {
        if (event instanceof ConversationEvent.Up) {
            phase = TaskPhase.IN_PROGRESS;
        } else if (event instanceof ConversationEvent.PartyLeft) {
            phase = TaskPhase.STOPPED;
        }
    }

    void say(Conversation.SpokenWords words) {
        conversation.say(words);
    }

    void end(ConversationEvent.ConversationEnding ending) {
        conversation.end(ending);
    }

    /** The answer of DescribeAIConversation. */
    ObjectNode describe() {
        ObjectNode fields = SandboxJson.object()
                .put("TaskId", identity.taskId())
                .put("Status", phase.word)
                .put("StartTime", START_TIME.format(identity.startedAt()));
        identity.sessionId().ifPresent(id -> fields.put("SessionId", id));
        return fields;
    }
}
