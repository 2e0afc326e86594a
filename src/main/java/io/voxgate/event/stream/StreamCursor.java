package io.voxgate.event.stream;

import io.voxgate.database.Page;

/** How far a stream has been sent; each mark has a successor for each event. */
public sealed interface StreamCursor {
    /** The list whose page tokens are the ids of a tenant's stream. */
    String LIST = "events";

    /** As {@code id:} and {@code Last-Event-ID} have it. */
    String id();

    /** The event was sent already. */
    boolean covers(StreamedEvent streamedEvent);

    /** Something before the event was not sent. */
    boolean misses(StreamedEvent streamedEvent);

    StreamCursor after(StreamedEvent streamedEvent);

    /** In one session's stream: the sequence of the last event. */
    record InSession(int sequence) implements StreamCursor {
        @Override
        public String id() {
            return Integer.toString(sequence);
        }

        @Override
        public boolean covers(StreamedEvent streamedEvent) {
            return streamedEvent.event().sequence() <= sequence;
        }

        @Override
        public boolean misses(StreamedEvent streamedEvent) {
            return streamedEvent.event().sequence() > sequence + 1;
        }

        @Override
        public StreamCursor after(StreamedEvent streamedEvent) {
            return new InSession(streamedEvent.event().sequence());
        }
    }

    /**
     * In a tenant's whole stream. Its places have gaps by nature: what is missing is found by the horizon of what was
     * deleted.
     */
    record InTenant(StreamPosition place) implements StreamCursor {
        @Override
        public String id() {
            return Page.token(LIST, place.toString());
        }

        @Override
        public boolean covers(StreamedEvent streamedEvent) {
            return streamedEvent.place().compareTo(place) <= 0;
        }

        @Override
        public boolean misses(StreamedEvent streamedEvent) {
            return false;
        }

        @Override
        public StreamCursor after(StreamedEvent streamedEvent) {
            return new InTenant(streamedEvent.place());
        }
    }
}
