package io.voxgate.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.json.Json;

/** An event as everybody outside gets it: in lists, webhooks and streams. */
public final class EventJson {
    private EventJson() {}

    public static ObjectNode of(EventRow event) {
        ObjectNode tree = Json.object()
                .put("id", event.id())
                .put("sessionId", event.sessionId())
                .put("sequence", event.sequence())
                .put("type", event.type())
                .put("occurredAt", event.occurredAt().toString())
                .put("receivedAt", event.receivedAt().toString())
                .put("vendor", event.vendor());
        return tree.set("data", event.data());
    }
}
