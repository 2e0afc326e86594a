package io.voxgate.event.stream;

import io.voxgate.database.Page;

/** How far a stream has been sent; each mark has a successor for each event. */
public sealed interface StreamCursor {
    /** The list whose page tokens are the ids of a tenant's stream. */
    String LIST = "events";

    /** As {@code id:} and {@code Last-Event-ID} have it. */
    String id();

    /** The event was sent already. */
    boolean covers(StreamedEvent bulletin);

    /** Something before the event was not sent. */
    boolean misses(StreamedEvent bulletin);

    StreamCursor after(StreamedEvent bulletin);

    /** In one session's stream: the sequence of the last event. */
    record InSession(int sequence) implements StreamCursor {
        @Override
        public String id() {
            return Integer.toString(sequence);
        }

        @Override
        public boolean covers(StreamedEvent bulletin) {
            return bulletin.event().sequence() <= sequence;
        }

        @Override
        public boolean misses(StreamedEvent bulletin) {
            return bulletin.event().sequence() > sequence + 1;
        }

        @Override
        public StreamCursor after(StreamedEvent bulletin) {
            return new InSession(bulletin.event().sequence());
        }
    }

    /**
     * In a tenant's whole stream. Its places have gaps by nature: what is missing is found by the horizon of what was
     * deleted.
     */
    record InTenant(StreamPlace place) implements StreamCursor {
        @Override
        public String id() {
            return Page.token(LIST, place.toString());
        }

        @Override
        public boolean covers(StreamedEvent bulletin) {
            return bulletin.place().compareTo(place) <= 0;
        }

        @Override
        public boolean misses(StreamedEvent bulletin) {
            return false;
        }

        @Override
        public StreamCursor after(StreamedEvent bulletin) {
            return new InTenant(bulletin.place());
        }
    }
}
