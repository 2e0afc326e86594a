package io.voxgate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Agent;
import java.time.Instant;
import java.util.Optional;

/**
 * What the questions after a session's end know. {@code cursor} is the adapter's own memory between steps; at the
 * beginning it is empty, or what the {@link PostCallStep.Later} before gave to remember, or that of the
 * {@link PostCallStep.Call} for which there was no time left.
 *
 * @param session as the vendor addresses it
 * @param agent as it was started
 * @param times when what happened
 * @param transcriptReported whether words of the session are among its events already, of an earlier question or of
 *     while it ran
 * @param cursor the adapter's memory
 */
public record PostCallState(
        SessionRef session, Agent agent, Times times, boolean transcriptReported, ObjectNode cursor) {

    /** Of a session of which no words are known. */
    public PostCallState(SessionRef session, Agent agent, Times times, ObjectNode cursor) {
        this(session, agent, times, false, cursor);
    }

    /**
     * @param sentAt our start was sent
     * @param beganAt the conversation began; empty: it never did, as far as anybody knows
     * @param endedAt it was over
     * @param now these questions began
     */
    public record Times(Instant sentAt, Optional<Instant> beganAt, Instant endedAt, Instant now) {}

    /** The same with another memory. */
    public PostCallState with(ObjectNode next) {
        return new PostCallState(session, agent, times, transcriptReported, next);
    }
}
