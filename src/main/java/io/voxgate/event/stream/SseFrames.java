package io.voxgate.event.stream;

import io.voxgate.json.Json;

/** Server-sent events as they are written, after the WHATWG's rules: a frame is some lines and an empty one. */
final class SseFrames {
    static final String HEARTBEAT = ":\n\n";
    private static final int RETRY_MS = 2_000;

    private SseFrames() {}

    /** What a stream begins with. It carries no event, but a place to go on from even before the first event comes. */
    static String first(StreamCursor cursor) {
        return "retry: " + RETRY_MS + "\nid: " + cursor.id() + "\n\n";
    }

    static String event(StreamCursor after, StreamedEvent streamedEvent) {
        return "id: " + after.id() + "\nevent: " + streamedEvent.event().type() + "\ndata: " + streamedEvent.json()
                + "\n\n";
    }

    /** Says that something between the two marks is not kept any more. */
    static String reset(StreamCursor from, StreamCursor to) {
        return "id: " + to.id() + "\nevent: reset\ndata: "
                + Json.write(Json.object()
                        .put("after", from.id())
                        .put("resumesAfter", to.id())
                        .put("detail", "Events after this place are not kept any more. What follows is what there is."))
                + "\n\n";
    }
}
