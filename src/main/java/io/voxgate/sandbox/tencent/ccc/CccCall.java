package io.voxgate.sandbox.tencent.ccc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.sandbox.Beat;
import io.voxgate.sandbox.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of one call: its session, its record and what was said. */
final class CccCall {
    private static final int OUT = 1;
    private static final int MS_PER_LETTER = 60;

    /** What does not change. */
    record Identity(String sessionId, String appId, String caller, String callee, Instant startedAt) {}

    enum Phase {
        RINGING("ringing"), SEAT_JOINING("seatJoining"), IN_PROGRESS("inProgress"), FINISHED("finished");

        private final String word;

        Phase(String word) {
            this.word = word;
        }
    }

    private record Sentence(String user, String text, long fromMs, long toMs) {}

    private final Identity identity;
    private final List<Sentence> sentences = new ArrayList<>();
    private Phase phase = Phase.RINGING;
    private Optional<Instant> rungAt = Optional.empty();
    private Optional<Instant> acceptedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<String> staff = Optional.empty();
    private CallEnd end = CallEnd.OK;
    private String hungUpSide = "";

    CccCall(Identity identity) {
        this.identity = identity;
    }

    Identity identity() {
        return identity;
    }

    synchronized Phase phase() {
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
        return phase() == Phase.FINISHED;
    }

    synchronized void ring(Instant now) {
        rungAt = Optional.of(now);
    }

    synchronized void accept(Instant now) {
        acceptedAt = Optional.of(now);
        phase = Phase.SEAT_JOINING;
    }

    synchronized void live(Beat beat, Instant now) {
        switch (beat) {
            case Beat.Up _ -> phase = Phase.IN_PROGRESS;
            case Beat.UserSays says -> sentences.add(new Sentence("customer", says.text(), Math.max(0, sinceAccept(now) - length(says.text())), sinceAccept(now)));
            case Beat.AgentStops stops -> sentences.add(new Sentence("robot", stops.spoken(), Math.max(0, sinceAccept(now) - length(stops.spoken())), sinceAccept(now)));
            case Beat.Ready _, Beat.UserStarts _, Beat.AgentSays _, Beat.Measured _, Beat.Broken _, Beat.End _ -> { }
        }
    }

    /** A person takes over from the agent; first they are called, then they are there. */
    synchronized void handOver(String mail, Phase reached) {
        if (phase != Phase.FINISHED) {
            staff = Optional.of(mail);
            phase = reached;
        }
    }

    /** False when it had ended before. */
    synchronized boolean finish(CallEnd how, String side, Instant now) {
        if (phase == Phase.FINISHED) {
            return false;
        }
        phase = Phase.FINISHED;
        end = how;
        hungUpSide = side;
        endedAt = Optional.of(now);
        return true;
    }

    /** The Session of DescribeTelSession. */
    synchronized ObjectNode session() {
        ObjectNode session = outline().put("StartTimestamp", identity.startedAt().getEpochSecond());
        rungAt.ifPresent(at -> session.put("RingTimestamp", at.getEpochSecond()));
        acceptedAt.ifPresent(at -> session.put("AcceptTimestamp", at.getEpochSecond()));
        return session.put("OutBoundCaller", identity.caller()).put("OutBoundCallee", identity.callee());
    }

    /** One of the Sessions of DescribePSTNActiveSessionList, where some times are texts. */
    synchronized ObjectNode active() {
        ObjectNode session = outline().put("StartTimestamp", Long.toString(identity.startedAt().getEpochSecond()));
        rungAt.ifPresent(at -> session.put("RingTimestamp", at.getEpochSecond()));
        acceptedAt.ifPresent(at -> session.put("AcceptTimestamp", Long.toString(at.getEpochSecond())));
        return session;
    }

    private ObjectNode outline() {
        ObjectNode session = Wire.object().put("SessionID", identity.sessionId()).put("RoomID", identity.sessionId().substring(0, 10));
        session.put("Caller", identity.caller()).put("Callee", identity.callee()).put("SessionStatus", phase.word).put("Direction", OUT);
        return session.put("StaffEmail", staff.orElse("")).put("StaffNumber", "");
    }

    /** The call's record; only of one that ended. */
    synchronized ObjectNode record() {
        Instant ended = endedAt.orElseThrow();
        ObjectNode cdr = Wire.object().put("SessionId", identity.sessionId()).put("Caller", identity.caller()).put("Callee", identity.callee());
        cdr.put("Time", identity.startedAt().getEpochSecond()).put("Direction", OUT).put("CallType", OUT);
        cdr.put("Duration", acceptedAt.map(at -> Duration.between(at, ended).toSeconds()).orElse(0L));
        cdr.put("EndStatus", end.status()).put("EndStatusString", end.word()).put("HungUpSide", hungUpSide);
        cdr.put("StartTimestamp", identity.startedAt().getEpochSecond());
        rungAt.ifPresent(at -> cdr.put("RingTimestamp", at.getEpochSecond()));
        acceptedAt.ifPresent(at -> cdr.put("AcceptTimestamp", at.getEpochSecond()));
        cdr.put("EndedTimestamp", ended.getEpochSecond()).put("RecordURL", recordUrl()).put("AsrStatus", sentences.isEmpty() ? "NotExists" : "Complete");
        ArrayNode participants = cdr.putArray("ServeParticipants");
        staff.ifPresent(mail -> participants.addObject().put("Mail", mail).put("Type", "staffSeat").put("EndStatusString", end.word()));
        return cdr;
    }

    /** Where the recording would be; {@code ""} when nobody answered. */
    synchronized String recordUrl() {
        return acceptedAt.map(_ -> "https://recordings.invalid/" + identity.sessionId() + ".mp3").orElse("");
    }

    /** What was said, in order. */
    synchronized ArrayNode transcript() {
        ArrayNode list = Wire.object().putArray("AsrDataList");
        sentences.forEach(said -> list.addObject().put("User", said.user()).put("Message", said.text())
                .put("Timestamp", acceptedAt.orElse(identity.startedAt()).plusMillis(said.fromMs()).getEpochSecond())
                .put("Start", said.fromMs()).put("End", said.toMs()));
        return list;
    }

    private long sinceAccept(Instant now) {
        return Duration.between(acceptedAt.orElse(now), now).toMillis();
    }

    private static long length(String text) {
        return (long) text.length() * MS_PER_LETTER;
    }
}
