package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import java.time.Instant;
import java.util.Optional;

/**
 * What is asked of the things that run at a vendor: about one of them, or for a part of the list of all.
 *
 * @param one the one that is meant; empty: the list
 * @param from how many of the list were given before
 * @param wanted how many more at most, at least 1
 * @param now when this is asked
 */
public record ActiveState(Optional<Reported> one, int from, int wanted, Instant now) {

    /**
     * A call or task by its name.
     *
     * @param raw a callback of it, as it came; an empty object: none is known
     */
    public record Reported(String vendorSessionId, JsonNode raw) {}

    /** A part of the list. */
    public static ActiveState list(int from, int wanted, Instant now) {
        return new ActiveState(Optional.empty(), from, wanted, now);
    }

    /** About one. */
    public static ActiveState of(Reported one, Instant now) {
        return new ActiveState(Optional.of(one), 0, 1, now);
    }

    /** The same question as a look-up of a session with this handle in a channel. */
    public LookupState lookup(String vendorSessionId, Channel channel) {
        return new LookupState(
                vendorSessionId,
                Optional.of(vendorSessionId),
                channel,
                new LookupState.LookupTimes(now, now, 0),
                LookupState.OtherSessions.NONE,
                Json.object());
    }
}
