package io.voxgate.sandbox.tencent.ccc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.ConversationEvent;
import io.voxgate.sandbox.SandboxJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of one call: its session, its record and what was said. */
final class CccCall {
    private static final int OUT = 1;

    /** What does not change. */
    record CallIdentity(String sessionId, String appId, String caller, String callee, Instant startedAt) {}

    enum CallPhase {
        RINGING("ringing"),
        SEAT_JOINING("seatJoining"),
        IN_PROGRESS("inProgress"),
        FINISHED("finished");

        private final String word;

        CallPhase(String word) {
            this.word = word;
        }
    }

    private final CallIdentity identity;
    private final CccCallDetails notes;
    private CallPhase phase = CallPhase.RINGING;
    private Optional<Instant> rungAt = Optional.empty();
    private Optional<Instant> acceptedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<String> staff = Optional.empty();
    private CallEnd end = CallEnd.OK;
    private String hungUpSide = "";
    private Optional<HangUpReason> hangUpReason = Optional.empty();

    CccCall(CallIdentity identity, CccCallDetails notes) {
        this.identity = identity;
        this.notes = notes;
    }

    CallIdentity identity() {
        return identity;
    }

    synchronized CallPhase phase() {
        return phase;
    }

    synchronized Optional<Instant> endedAt() {
        return endedAt;
    }

    synchronized boolean answered() {
        return acceptedAt.isPresent();
    }

    synchronized boolean rung() {
        return rungAt.isPresent();
    }

    boolean finished() {
        return phase() == CallPhase.FINISHED;
    }

    synchronized void ring(Instant now) {
        rungAt = Optional.of(now);
    }

    synchronized void accept(Instant now) {
        acceptedAt = Optional.of(now);
        phase = CallPhase.SEAT_JOINING;
    }

    synchronized void live(ConversationEvent event, Instant now) {
        if (event instanceof ConversationEvent.Up) {
            phase = CallPhase.IN_PROGRESS;
        }
        notes.record(event, now);
    }

    /** A person takes over from the agent; first they are called, then they are there. */
    synchronized void handOver(String mail, CallPhase reached) {
        if (phase != CallPhase.FINISHED) {
            staff = Optional.of(mail);
            phase = reached;
        }
    }

    /** False when it had ended before. */
    synchronized boolean finish(CallEnd how, String side, Optional<HangUpReason> why, Instant now) {
        if (phase == CallPhase.FINISHED) {
            return false;
        }
        phase = CallPhase.FINISHED;
        end = how;
        hungUpSide = side;
        hangUpReason = why;
        endedAt = Optional.of(now);
        return true;
    }

    /** The Session of DescribeTelSession. */
    synchronized ObjectNode session() {
        ObjectNode session =
                outline().put("StartTimestamp", identity.startedAt().getEpochSecond());
        rungAt.ifPresent(at -> session.put("RingTimestamp", at.getEpochSecond()));
        acceptedAt.ifPresent(at -> session.put("AcceptTimestamp", at.getEpochSecond()));
        return session.put("OutBoundCaller", identity.caller()).put("OutBoundCallee", identity.callee());
    }

    /** One of the Sessions of DescribePSTNActiveSessionList, where some times are texts. */
    synchronized ObjectNode active() {
        ObjectNode session = outline()
                .put("StartTimestamp", Long.toString(identity.startedAt().getEpochSecond()));
        rungAt.ifPresent(at -> session.put("RingTimestamp", at.getEpochSecond()));
        acceptedAt.ifPresent(at -> session.put("AcceptTimestamp", Long.toString(at.getEpochSecond())));
        return session;
    }

    private ObjectNode outline() {
        ObjectNode session = SandboxJson.object()
                .put("SessionID", identity.sessionId())
                .put("RoomID", identity.sessionId().substring(0, 10));
        session.put("Caller", identity.caller())
                .put("Callee", identity.callee())
                .put("SessionStatus", phase.word)
                .put("Direction", OUT);
        return session.put("StaffEmail", staff.orElse("")).put("StaffNumber", "");
    }

    /** The call's record; only of one that ended. */
    synchronized ObjectNode record(Instant now) {
        Instant ended = endedAt.orElseThrow();
        ObjectNode cdr = SandboxJson.object()
                .put("SessionId", identity.sessionId())
                .put("Caller", identity.caller())
                .put("Callee", identity.callee());
        cdr.put("Time", identity.startedAt().getEpochSecond())
                .put("Direction", OUT)
                .put("CallType", OUT);
        cdr.put(
                "Duration",
                acceptedAt.map(at -> Duration.between(at, ended).toSeconds()).orElse(0L));
        cdr.put("EndStatus", end.status()).put("EndStatusString", end.word()).put("HungUpSide", hungUpSide);
        hangUpReason.ifPresent(
                why -> cdr.put("SysHangupReason", why.number()).put("SysHangupReasonString", why.word()));
        cdr.put("StartTimestamp", identity.startedAt().getEpochSecond());
        rungAt.ifPresent(at -> cdr.put("RingTimestamp", at.getEpochSecond()));
        acceptedAt.ifPresent(at -> cdr.put("AcceptTimestamp", at.getEpochSecond()));
        cdr.put("EndedTimestamp", ended.getEpochSecond())
                .put("RecordURL", recordUrl())
                .put("AsrStatus", notes.asrStatus(ended, now));
        ArrayNode participants = cdr.putArray("ServeParticipants");
        staff.ifPresent(mail -> participants
                .addObject()
                .put("Mail", mail)
                .put("Type", "staffSeat")
                .put("EndStatusString", end.word()));
        return cdr;
    }

    /** Where the recording would be; {@code ""} when nobody answered. */
    synchronized String recordUrl() {
        return acceptedAt
                .map(_ -> "https://recordings.invalid/" + identity.sessionId() + ".mp3")
                .orElse("");
    }

    /** Its recording's text; empty while there is none. */
    synchronized Optional<ArrayNode> text(Instant now) {
        return endedAt.flatMap(ended -> notes.text(ended, now));
    }

    /** Whether a question for a period means this call. */
    boolean within(ObjectNode period) {
        long second = identity.startedAt().getEpochSecond();
        return second >= period.path("StartTime").asLong()
                && second <= period.path("EndTime").asLong();
    }

    synchronized ArrayNode latency(Instant now) {
        return endedAt.map(ended -> notes.latency(ended, now))
                .orElseGet(() -> SandboxJson.object().putArray("AILatencyDetail"));
    }

    synchronized ArrayNode interactions(Instant now) {
        return notes.interactions(endedAt, now);
    }

    synchronized ArrayNode findings(Instant now) {
        return endedAt.map(ended -> notes.findings(ended, now))
                .orElseGet(() -> SandboxJson.object().putArray("ResultList"));
    }
}
