package io.voxgate.adapter;

import io.voxgate.model.SessionEnd;
import io.voxgate.model.SessionStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * How a session stands at the vendor.
 *
 * @param end how it ended; present when the status is terminal and the vendor says more than that
 */
public record VendorSession(
        String vendorSessionId,
        SessionStatus status,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<SessionEnd> end) {
    public VendorSession {
        startedAt = startedAt.filter(VendorEvent::sensible);
        endedAt = endedAt.filter(VendorEvent::sensible);
    }
}
