package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.SessionEnd;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a call is over, by the record's {@code EndStatus} and, where the system hung up, its {@code SysHangupReason}
 * (DescribeTelCdr and the data push's {@code cdr}). The page of the numbers from 225 says that an agent's call need not
 * use all of them, so one that is not listed means what it meant without.
 *
 * @see <a href="https://cloud.tencent.com/document/product/679/123938">Status codes of calls, read November 2026</a>
 */
final class CccEnds {
    private static final int GIVEN_UP_BEFORE_RINGING = 221;
    private static final Map<Integer, EndReason> REASONS = reasons();

    /** By {@code SysHangupReason}; the same numbers as {@code EndStatus} mean the same. */
    private static final Map<Integer, SessionEnd> AGENT_CALLS = Map.of(
            225, SessionEnd.of(EndReason.STT_ERROR, EndedBy.VENDOR, "225"),
            226, SessionEnd.of(EndReason.LLM_ERROR, EndedBy.VENDOR, "226"),
            227, SessionEnd.of(EndReason.TTS_ERROR, EndedBy.VENDOR, "227"),
            228, SessionEnd.of(EndReason.COMPLETED, EndedBy.AGENT, "228"),
            229, SessionEnd.of(EndReason.MAX_DURATION, EndedBy.SYSTEM, "229"),
            230, SessionEnd.of(EndReason.SILENCE, EndedBy.SYSTEM, "230"),
            231, new SessionEnd(EndReason.COMPLETED, EndedBy.OPERATOR, "231", null, true),
            232, SessionEnd.of(EndReason.HANG_UP, EndedBy.USER, "232"),
            233, SessionEnd.of(EndReason.COMPLETED, EndedBy.AGENT, "233"));

    private CccEnds() {}

    private static final long LATEST = 253_402_300_799L;

    private static Map<Integer, EndReason> reasons() {
        Map<Integer, EndReason> reasons = new HashMap<>();
        put(reasons, EndReason.COMPLETED, 1);
        put(reasons, EndReason.NO_ANSWER, 202, 204, 210, 213, 219);
        put(reasons, EndReason.BUSY, 206);
        put(reasons, EndReason.REJECTED, 203, 207, 212, 216, 217, 218, 100, 108, 109, 110, 111);
        put(reasons, EndReason.INVALID_NUMBER, 205, 215, 221);
        put(reasons, EndReason.CANCELLED, 209, 220);
        put(reasons, EndReason.VOICEMAIL, 222);
        return reasons;
    }

    private static void put(Map<Integer, EndReason> reasons, EndReason reason, int... codes) {
        for (int code : codes) {
            reasons.put(code, reason);
        }
    }

    /**
     * The call records of an answer: {@code TelCdrList}, or the older {@code TelCdrs} that the SDK calls deprecated
     * beside it.
     */
    static List<JsonNode> records(JsonNode answer) {
        JsonNode current = answer.path("TelCdrList");
        return (current.isEmpty() ? answer.path("TelCdrs") : current)
                .valueStream()
                .toList();
    }

    /**
     * Empty when the record names no end; a status that no document names is an error of the vendor's, its code kept.
     */
    static Optional<SessionEnd> of(JsonNode record) {
        int status = record.path("EndStatus").asInt(-1);
        boolean known = REASONS.containsKey(status) && REASONS.get(status) != EndReason.COMPLETED;
        return known ? byStatus(record) : agentCall(record, status).or(() -> byStatus(record));
    }

    /**
     * Why the system hung up on an agent's call; what a person did, or what kept the call from being answered, has no
     * such reason.
     */
    private static Optional<SessionEnd> agentCall(JsonNode record, int status) {
        boolean bySystem = record.path("HungUpSide").asText().equals("system");
        return Optional.ofNullable(
                        bySystem
                                ? AGENT_CALLS.get(record.path("SysHangupReason").asInt(-1))
                                : null)
                .or(() -> Optional.ofNullable(AGENT_CALLS.get(status)));
    }

    private static Optional<SessionEnd> byStatus(JsonNode record) {
        JsonNode status = record.path("EndStatus");
        if (!status.isValueNode() || status.isNull() || status.asText().isEmpty()) {
            return Optional.empty();
        }
        EndReason reason = REASONS.getOrDefault(status.asInt(-1), EndReason.VENDOR_ERROR);
        EndedBy by = by(reason, status.asInt(-1), record.path("HungUpSide").asText());
        // Without a SysHangupReason HangUpCall leaves no other trace: an answered call ended by the system, one given
        // up before it rang.
        boolean maybeByUs =
                (reason == EndReason.COMPLETED && by == EndedBy.SYSTEM) || status.asInt(-1) == GIVEN_UP_BEFORE_RINGING;
        return Optional.of(new SessionEnd(reason, by, status.asText(), null, maybeByUs));
    }

    private static EndedBy by(EndReason reason, int status, String hungUpSide) {
        return switch (reason) {
            case COMPLETED ->
                switch (hungUpSide) {
                    case "user" -> EndedBy.USER;
                    case "seat" -> EndedBy.AGENT;
                    default -> EndedBy.SYSTEM;
                };
            case BUSY -> EndedBy.USER;
            case REJECTED -> status == 203 ? EndedBy.USER : EndedBy.VENDOR;
            case CANCELLED -> EndedBy.OPERATOR;
            default -> EndedBy.VENDOR;
        };
    }

    /** A time in Unix seconds, written as a number or as text; empty when it is 0, absent or beyond the year 9999. */
    static Optional<Instant> time(JsonNode node, String name) {
        long seconds = node.path(name).asLong(0);
        return seconds > 0 && seconds <= LATEST ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    }
}
