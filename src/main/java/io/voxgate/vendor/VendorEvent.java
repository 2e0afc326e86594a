package io.voxgate.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.EventData;
import java.time.Instant;

/**
 * One event in a vendor's callback, before it belongs to a session of ours.
 *
 * @param vendorSessionId the vendor's handle of the session
 * @param dedupeKey equal for two deliveries of one event, different for two events
 * @param occurredAt when the vendor says that it happened
 * @param raw the vendor's own payload, kept beside the event
 */
public record VendorEvent(String vendorSessionId, String dedupeKey, Instant occurredAt, EventData data, JsonNode raw) {}
