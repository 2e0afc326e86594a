package io.voxgate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a look-up knows. {@code cursor} is the adapter's own memory between steps (a page, a phase); at the beginning it
 * is empty, or what the {@link LookupStep.Later} before gave to remember, or that of the {@link LookupStep.Call} for
 * which the look-up before had no time left.
 *
 * @param sessionId our session's id
 * @param vendorSessionId the vendor's handle; empty when a start's answer never came
 * @param cursor the adapter's own memory
 */
public record LookupState(
        String sessionId,
        Optional<String> vendorSessionId,
        Channel channel,
        LookupTimes times,
        OtherSessions others,
        ObjectNode cursor) {

    /**
     * What the vendor's times are compared with.
     *
     * @param startedAt when our start was sent
     * @param now when this look-up began
     * @param ringLimitMs how long a call may ring at most, in milliseconds
     */
    public record LookupTimes(Instant startedAt, Instant now, long ringLimitMs) {}

    /**
     * The tenant's other sessions at this vendor.
     *
     * @param taken handles of those that have one, which this one cannot be
     * @param otherStarts those without one, that what is found could be as well
     */
    public record OtherSessions(Set<String> taken, OtherStarts otherStarts) {
        public static final OtherSessions NONE = new OtherSessions(Set.of(), OtherStarts.NONE);
    }

    /**
     * The tenant's other sessions at this vendor that reach the same callee or room, whose handle is not known yet.
     *
     * @param earlier when those were sent that were sent before this one
     * @param later when those were sent that were sent after it
     */
    public record OtherStarts(List<Instant> earlier, List<Instant> later) {
        public static final OtherStarts NONE = new OtherStarts(List.of(), List.of());
    }

    public Instant startedAt() {
        return times.startedAt();
    }

    public Instant now() {
        return times.now();
    }

    public long ringLimitMs() {
        return times.ringLimitMs();
    }

    public Set<String> taken() {
        return others.taken();
    }

    public OtherStarts otherStarts() {
        return others.otherStarts();
    }

    /** The same look-up with another cursor. */
    public LookupState with(ObjectNode next) {
        return new LookupState(sessionId, vendorSessionId, channel, times, others, next);
    }
}
