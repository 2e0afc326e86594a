package io.voxgate.event.stream;

import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.Page;
import io.voxgate.security.StreamTokenTable.TokenGrant;
import java.util.List;
import java.util.Optional;

/**
 * One reader's stream. What is new is pushed to it while it is up to date; otherwise it reads from storage, from its
 * mark on, until it is again. Nothing is kept for it but the mark: what a full connection cannot take is read once more
 * when there is room.
 */
final class EventStream {
    private static final int BATCH_CHARS = 32_000;

    private final EventStreamHub streamHub;
    private final StreamRequest request;
    private StreamSink sink = StreamSink.NOWHERE;
    private StreamCursor cursor;
    private boolean begun;
    private boolean reading = true;
    private boolean again;
    private boolean over;
    private boolean closed;
    private Optional<Long> fullSince = Optional.empty();
    private long lastWrite;

    EventStream(EventStreamHub streamHub, StreamRequest request) {
        this.streamHub = streamHub;
        this.request = request;
        this.cursor = request.cursor();
        this.over = request.over();
        this.lastWrite = streamHub.nanos();
    }

    TokenGrant grant() {
        return request.grant();
    }

    Optional<String> sessionId() {
        return request.sessionId();
    }

    /** The first words; then everything from the mark on. */
    synchronized void begin(StreamSink way) {
        sink = way;
        begun = true;
        reading = false;
        write(SseFrames.first(cursor) + (request.lost() ? SseFrames.reset(cursor, cursor) : ""));
        again();
    }

    /** There may be something that was not pushed. */
    synchronized void again() {
        again = true;
        if (!reading && !closed && fullSince.isEmpty()) {
            reading = true;
            streamHub.read(this, this::read);
        }
    }

    /** What was just committed: of this session, or of this tenant in the order of its stream. */
    synchronized void offer(List<StreamedEvent> fresh) {
        if (reading || again || closed || fullSince.isPresent()) {
            again();
        } else if (!push(fresh)) {
            again();
        }
    }

    /** @return false when something is missing before one of them */
    private boolean push(List<StreamedEvent> fresh) {
        StringBuilder text = new StringBuilder();
        boolean whole = true;
        for (StreamedEvent streamedEvent : fresh) {
            whole = whole && !cursor.misses(streamedEvent);
            if (whole && !cursor.covers(streamedEvent)) {
                append(text, streamedEvent);
            }
        }
        flush(text);
        return whole;
    }

    private void read() {
        try {
            if (readSome()) {
                streamHub.read(this, this::read);
            }
        } catch (DatabaseUnavailable e) {
            pause();
        } catch (RuntimeException e) {
            streamHub.complain(e);
            close();
        }
    }

    /** @return whether to read on */
    private boolean readSome() {
        synchronized (this) {
            again = false;
        }
        Page<StreamedEvent> stored = streamHub.stored(request, cursor());
        synchronized (this) {
            boolean all = catchUp(stored.items());
            reading = !closed
                    && fullSince.isEmpty()
                    && (again || !all || stored.next().isPresent());
            again = again || !all;
            return reading;
        }
    }

    /** Without the database there is nothing to send; the reader is not to blame, and the hub comes back to it. */
    private synchronized void pause() {
        reading = false;
        again = true;
    }

    /** @return false when the connection could not take them all */
    private boolean catchUp(List<StreamedEvent> stored) {
        StringBuilder text = new StringBuilder();
        for (StreamedEvent streamedEvent : stored) {
            if (closed || fullSince.isPresent()) {
                return false;
            }
            if (cursor.misses(streamedEvent)) {
                StreamCursor kept =
                        new StreamCursor.InSession(streamedEvent.event().sequence() - 1);
                text.append(SseFrames.reset(cursor, kept));
                cursor = kept;
            }
            if (!cursor.covers(streamedEvent)) {
                append(text, streamedEvent);
            }
            if (text.length() > BATCH_CHARS) {
                flush(text);
            }
        }
        flush(text);
        return true;
    }

    private void append(StringBuilder text, StreamedEvent streamedEvent) {
        cursor = cursor.after(streamedEvent);
        text.append(SseFrames.event(cursor, streamedEvent));
        over = over || streamedEvent.ends();
        streamHub.countSent(1);
    }

    private void flush(StringBuilder text) {
        if (!text.isEmpty()) {
            write(text.toString());
            text.setLength(0);
        }
    }

    private void write(String text) {
        if (!closed) {
            sink.write(text);
            lastWrite = streamHub.nanos();
            if (sink.full()) {
                fullSince = fullSince.or(() -> Optional.of(lastWrite));
            }
        }
    }

    synchronized StreamCursor cursor() {
        return cursor;
    }

    /** The reader has taken enough for there to be room again. */
    synchronized void drained() {
        if (fullSince.isPresent()) {
            fullSince = Optional.empty();
            again();
        }
    }

    /**
     * Checks it now and then: a heartbeat when there was nothing else, another try where the database failed, the
     * timeout of a write.
     */
    void check(long now) {
        boolean slow;
        synchronized (this) {
            slow = fullSince
                    .or(() -> begun ? Optional.empty() : Optional.of(lastWrite))
                    .filter(since ->
                            now - since > streamHub.settings().writeTimeout().toNanos())
                    .isPresent();
            if (begun
                    && !slow
                    && fullSince.isEmpty()
                    && now - lastWrite >= streamHub.settings().heartbeat().toNanos()) {
                write(SseFrames.HEARTBEAT);
            }
            if (again) {
                again();
            }
        }
        if (slow && shut()) {
            streamHub.slow();
            streamHub.left(this);
            sink.cut();
        }
    }

    /** Its session has said that it is over, and everything that is known has been sent. */
    synchronized boolean mayEnd() {
        return over && !closed && !reading && !again && fullSince.isEmpty();
    }

    /**
     * Everything up to this sequence was all there will be. One that was deleted in the meantime is sent as missing.
     */
    void finish(int lastSequence) {
        synchronized (this) {
            if (!mayEnd()) {
                return;
            }
            if (cursor instanceof StreamCursor.InSession(int sequence) && sequence < lastSequence) {
                StreamCursor last = new StreamCursor.InSession(lastSequence);
                write(SseFrames.reset(cursor, last));
                cursor = last;
            }
        }
        close();
    }

    /** Ends it; the reader may come back and go on from its last id. */
    void close() {
        if (shut()) {
            streamHub.left(this);
            sink.end();
        }
    }

    /** It cannot be written to, so that there is no proper end either. */
    void drop() {
        if (shut()) {
            streamHub.left(this);
            sink.cut();
        }
    }

    /** The reader is gone. */
    void readerLeft() {
        if (shut()) {
            streamHub.left(this);
        }
    }

    private synchronized boolean shut() {
        boolean open = !closed;
        closed = true;
        return open;
    }
}
