package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.EventData;
import io.voxgate.model.VendorText;
import java.time.Instant;

/**
 * One event in a vendor's callback, before it belongs to a session of ours.
 *
 * @param vendorSessionId the vendor's handle of the session; empty: of none, or one that cannot be an id
 * @param dedupeKey equal for two deliveries of one event, different for two events
 * @param occurredAt when the vendor says that it happened; {@link Instant#EPOCH}: it does not
 * @param raw the vendor's own payload, kept beside the event
 * @param room the room that the session is in, as our channel names it; empty: the vendor does not say
 */
public record VendorEvent(
        String vendorSessionId, String dedupeKey, Instant occurredAt, EventData data, JsonNode raw, String room) {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** Of a vendor that does not say where the session is. */
    public VendorEvent(String vendorSessionId, String dedupeKey, Instant occurredAt, EventData data, JsonNode raw) {
        this(vendorSessionId, dedupeKey, occurredAt, data, raw, "");
    }

    public VendorEvent {
        vendorSessionId = VendorText.usableId(vendorSessionId) ? vendorSessionId : "";
        dedupeKey = VendorText.key(dedupeKey);
        occurredAt = sensible(occurredAt) ? occurredAt : Instant.EPOCH;
        room = VendorText.usableId(room) ? room : "";
    }

    /** A time that a column can hold; any other says nothing. */
    static boolean sensible(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(LAST);
    }
}
