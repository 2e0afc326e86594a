package io.voxgate.event.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.event.EventJson;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.event.webhook.ClaimedDelivery.DeliveryPayload;
import io.voxgate.json.Json;
import java.time.Instant;

/**
 * What a receiver gets: {@code type}, {@code timestamp} (when it happened) and {@code data}, which for a session's
 * event is the event exactly as {@code GET …/events} shows it.
 *
 * @param id the {@code webhook-id}
 * @param body as it is signed and sent
 */
record OutgoingMessage(String id, String body) {

    static OutgoingMessage of(String id, DeliveryPayload payload) {
        return switch (payload) {
            case DeliveryPayload.Event(EventRow event) -> of(id, event.type(), event.occurredAt(), EventJson.of(event));
            case DeliveryPayload.Unreadable(String why) -> throw new IllegalArgumentException(why);
            case DeliveryPayload.Notice(String type, Instant at, ObjectNode data) -> of(id, type, at, data);
        };
    }

    private static OutgoingMessage of(String id, String type, Instant at, ObjectNode data) {
        return new OutgoingMessage(
                id,
                Json.write(Json.object()
                        .put("type", type)
                        .put("timestamp", at.toString())
                        .set("data", data)));
    }
}
