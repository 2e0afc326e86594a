package io.voxgate.event.stream;

import io.voxgate.event.EventJson;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.json.Json;
import java.util.Set;

/**
 * An event on its way into streams; written as JSON once for all of them.
 *
 * @param place where it stands in its tenant's stream
 * @param json as lists show it, on one line
 */
record StreamedEvent(EventRow event, StreamPosition place, String json) {
    private static final Set<String> ENDS = Set.of("session.ended", "session.failed");

    static StreamedEvent of(EventRow event) {
        StreamPosition place = StreamPosition.parse(event.place())
                .orElseThrow(() -> new IllegalStateException("An event without a place"));
        return new StreamedEvent(event, place, Json.write(EventJson.of(event)));
    }

    /** It says that the session is over. */
    boolean ends() {
        return ENDS.contains(event.type());
    }
}
