package io.voxgate.session.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.store.SessionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The changes that one transaction makes to one session: gathered, then written together. */
public final class SessionUpdate {
    private final Session session;
    private final Instant now;
    private final List<IncomingEvent> events = new ArrayList<>();
    private SessionFacts facts;
    private SessionRow.StartColumns start;
    private Optional<String> handle;
    private Optional<ObjectNode> vendorError;
    private Optional<Instant> nextLookup;
    private int lookupCount;
    private Optional<ObjectNode> lookupCursor;
    private Optional<Instant> absentSince;
    private int starts;
    private Optional<String> missingTranscriptReason;
    private Optional<String> orphan = Optional.empty();

    SessionUpdate(Session session, Instant now) {
        this.session = session;
        this.now = now;
        this.facts = session.facts();
        this.start = session.row().start();
        this.handle = session.row().state().vendorSessionId();
        this.vendorError = session.row().state().vendorError();
        this.nextLookup = session.row().state().lookup().nextAt();
        this.lookupCount = session.row().state().lookup().count();
        this.lookupCursor = session.row().state().lookup().cursor();
        this.absentSince = session.row().state().lookup().absentSince();
        this.starts = session.row().state().starts();
        this.missingTranscriptReason = session.row().state().missingTranscriptReason();
    }

    public Session session() {
        return session;
    }

    public Instant now() {
        return now;
    }

    public SessionFacts facts() {
        return facts;
    }

    public void facts(UnaryOperator<SessionFacts> change) {
        facts = change.apply(facts);
    }

    public void start(UnaryOperator<SessionRow.StartColumns> change) {
        start = change.apply(start);
    }

    public void handle(Optional<String> known) {
        handle = handle.or(() -> known);
    }

    /** The handle as it is known so far. */
    public Optional<String> handle() {
        return handle;
    }

    /** What runs at the vendor under this handle has no session that goes on, and is to be stopped. */
    void orphan(String vendorSessionId) {
        orphan = Optional.of(vendorSessionId);
    }

    Optional<String> orphan() {
        return orphan;
    }

    public void vendorError(Object error) {
        vendorError = Optional.of(Json.tree(error));
    }

    public void event(IncomingEvent event) {
        events.add(event);
    }

    /** The facts after the events that are gathered so far. */
    SessionFacts projected() {
        SessionFacts projected = facts;
        for (IncomingEvent event : events) {
            projected = projected.with(event.data(), event.happenedAt());
        }
        return projected;
    }

    /**
     * Asks the vendor next when that makes sense for the session as it is now; a session that has just changed is
     * watched closely again.
     */
    public void scheduleNextLookup(boolean polled) {
        int count = projected().status() == session.status() ? lookupCount : 0;
        scheduleLookup(PollingBackoff.next(polled, projected(), count), count + 1);
    }

    /**
     * When the vendor is asked next; the count of look-ups decides the back-off. No replica asks how a session stands
     * that is over: what is set then belongs to {@link #askAfterwards}.
     */
    public void scheduleLookup(Duration after, int count) {
        if (!session.status().terminal()) {
            nextLookup = Optional.of(now.plus(after));
            lookupCount = count;
        }
    }

    /**
     * The vendor is asked no earlier than this, because it is slow; a stop that it has not received yet does not wait
     * for that.
     */
    public void notBefore(Duration pause) {
        if (facts.stop() == null || facts.stopAccepted()) {
            nextLookup = nextLookup.map(next -> next.isBefore(now.plus(pause)) ? now.plus(pause) : next);
        }
    }

    /** What the adapter wants to know again at the next look-up. */
    public void lookupCursor(ObjectNode remembered) {
        if (!session.status().terminal()) {
            lookupCursor = kept(remembered);
        }
    }

    /** Since when the vendor has known nothing of it; empty: it knows it. */
    public void absentSince(Optional<Instant> time) {
        absentSince = time;
    }

    /** When the vendor is asked again what it reports of a session that is over. */
    public void askAfterwards(Duration after, ObjectNode remembered) {
        nextLookup = Optional.of(now.plus(after));
        lookupCount++;
        lookupCursor = kept(remembered);
    }

    /** Nothing more will be asked of a session that is over. */
    public void endLookups(Optional<String> lacking) {
        nextLookup = Optional.empty();
        lookupCursor = Optional.empty();
        absentSince = Optional.empty();
        missingTranscriptReason = lacking;
    }

    private static Optional<ObjectNode> kept(ObjectNode remembered) {
        return Optional.of(remembered).filter(node -> !node.isEmpty());
    }

    public int starts() {
        return starts;
    }

    public void starts(int count) {
        starts = count;
    }

    List<IncomingEvent> events() {
        return events;
    }

    /** Nothing became known: only the next look-up is set. */
    boolean idle(EventAppender appender) {
        SessionRow row = session.row();
        return appender.written().isEmpty()
                && appender.facts().equals(session.facts())
                && start.equals(row.start())
                && starts == row.state().starts()
                && handle.equals(row.state().vendorSessionId())
                && vendorError.equals(row.state().vendorError())
                && missingTranscriptReason.equals(row.state().missingTranscriptReason());
    }

    /**
     * The session after all of it. Its time and ETag follow what can be seen of it: an event that changes nothing of
     * that has its own.
     */
    SessionRow result(EventAppender appender, boolean reportsAfterwards) {
        SessionRow row = session.row();
        SessionFacts after = appender.facts();
        SessionStatus status = after.status();
        if (status.terminal() && !session.status().terminal()) {
            endLookups(Optional.empty());
            boolean askedAfterwards = reportsAfterwards && status == SessionStatus.ENDED && handle.isPresent();
            nextLookup = askedAfterwards
                    ? Optional.of(now)
                    : Optional.of(now.plus(LateLookup.pause(0))).filter(_ -> LateLookup.due(after, handle, starts));
            lookupCount = 0;
        }
        SessionRow.StateColumns state = new SessionRow.StateColumns(
                EnumNames.of(status),
                Json.tree(after),
                handle,
                vendorError,
                appender.sequence(),
                appender.reportedEnd(),
                appender.startedAt(),
                new SessionRow.LookupColumns(nextLookup, lookupCount, lookupCursor, absentSince),
                starts,
                missingTranscriptReason);
        boolean same = row.start().equals(start) && row.state().visibleValues().equals(state.visibleValues());
        return new SessionRow(
                row.id(),
                row.tenantId(),
                start,
                state,
                row.createdAt(),
                same ? row.updatedAt() : now,
                same ? row.version() : SessionRow.CHANGED);
    }
}
