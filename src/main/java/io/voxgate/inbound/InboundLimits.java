package io.voxgate.inbound;

import io.voxgate.limits.Limit;
import java.time.Duration;

/**
 * What the connections of a port may take.
 *
 * @param connections in all
 * @param perAddress of one address
 * @param head from the first byte of a request's head to its last
 * @param request from the end of the head to the end of the body
 * @param headBytes of all heads that are not complete yet, together
 */
public record InboundLimits(int connections, int perAddress, Duration head, Duration request, long headBytes) {
    /** As the list of limits says. */
    public static InboundLimits usual() {
        return new InboundLimits(
                Limit.CONNECTIONS.count(),
                Limit.CONNECTIONS_PER_ADDRESS.count(),
                Duration.ofSeconds(Limit.HEAD_SECONDS.max()),
                Duration.ofSeconds(Limit.BODY_SECONDS.max()),
                Limit.HEAD_BYTES_IN_ALL.max());
    }

    InboundLimits connections(int most, int mostPerAddress) {
        return new InboundLimits(most, Math.min(most, mostPerAddress), head, request, headBytes);
    }
}
