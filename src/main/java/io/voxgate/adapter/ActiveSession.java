package io.voxgate.adapter;

import io.voxgate.model.Channel;
import io.voxgate.model.SessionStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * One call or task that runs at a vendor, whatever started it.
 *
 * @param startedAt since when, if the vendor says so
 * @param channel where, with numbers as the vendor spells them; empty: it does not say
 */
public record ActiveSession(
        String vendorSessionId, SessionStatus status, Optional<Instant> startedAt, Optional<Channel> channel) {
    private static final Channel UNKNOWN = new Channel.Room("", Channel.RoomIdType.STRING, null, null);

    public ActiveSession {
        startedAt = startedAt.filter(VendorEvent::sensible);
    }

    /**
     * As the vendor addresses it. It is no session of ours: its id there stands for both. A vendor that also wants the
     * channel has said it.
     */
    public SessionRef ref() {
        return new SessionRef(vendorSessionId, vendorSessionId, channel.orElse(UNKNOWN));
    }
}
