package io.voxgate.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a look-up knows. {@code cursor} is the adapter's own memory between steps (a page, a phase); at the
 * beginning it is empty, or what the {@link LookupStep.Later} before gave to remember, or that of the {@link LookupStep.Call} for which the look
 * before had no time left.
 *
 * @param sessionId our session's id
 * @param vendorSessionId the vendor's handle; empty when a start's answer never came
 * @param startedAt when our start was sent
 * @param now when this look-up began
 * @param ringLimitMs how long a call may ring at most, in milliseconds
 * @param taken handles of the connection's other sessions, which this one cannot be
 */
public record LookupState(
        String sessionId, Optional<String> vendorSessionId, Channel channel, Instant startedAt, Instant now, long ringLimitMs, Set<String> taken, ObjectNode cursor) {

    /** The same look-up with another memory. */
    public LookupState with(ObjectNode next) {
        return new LookupState(sessionId, vendorSessionId, channel, startedAt, now, ringLimitMs, taken, next);
    }
}
