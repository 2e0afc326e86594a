package io.voxgate.session.state;

import io.micrometer.core.instrument.Metrics;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.database.Database;
import io.voxgate.database.SkippedRows;
import io.voxgate.database.Transaction;
import io.voxgate.event.CallbackRecorder;
import io.voxgate.event.EventDataCodec;
import io.voxgate.event.EventTable;
import io.voxgate.event.EventTable.EventOwner;
import io.voxgate.event.EventTable.NewEvent;
import io.voxgate.event.UnmatchedEventTable;
import io.voxgate.event.UnmatchedEventTable.UnmatchedRow;
import io.voxgate.secret.IdGenerator;
import io.voxgate.session.diagnosis.DiagnosisRules;
import io.voxgate.session.store.ExpectedCallbackTable;
import io.voxgate.session.store.OrphanTable;
import io.voxgate.session.store.SessionRow;
import io.voxgate.session.store.SessionTable;
import io.voxgate.session.store.StallWatchTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The only way in which a stored session changes: under its lock, with its events, in one transaction. */
@ApplicationScoped
public class SessionRepository implements CallbackRecorder {
    private static final Logger LOG = Logger.getLogger(SessionRepository.class);

    private final Database database;
    private final SessionTable sessions;
    private final EventTable events;
    private final UnmatchedEventTable unmatched;
    private final ExpectedCallbackTable expected;
    private final OrphanTable orphans;
    private final StallWatchTable watches;
    private final AdapterRegistry adapters;
    private final IdGenerator idGenerator;
    private final Clock clock;

    public SessionRepository(
            Database database,
            SessionTable sessions,
            EventTable events,
            UnmatchedEventTable unmatched,
            ExpectedCallbackTable expected,
            OrphanTable orphans,
            StallWatchTable watches,
            AdapterRegistry adapters,
            IdGenerator idGenerator,
            Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.events = events;
        this.unmatched = unmatched;
        this.expected = expected;
        this.orphans = orphans;
        this.watches = watches;
        this.adapters = adapters;
        this.idGenerator = idGenerator;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A new session with its first events. */
    public void open(Transaction tx, SessionRow row, List<IncomingEvent> first) {
        EventAppender appender = appender(Session.of(row));
        first.forEach(appender::add);
        SessionUpdate update = new SessionUpdate(Session.of(row), row.createdAt());
        sessions.insert(tx, update.result(appender, false));
        events.insert(tx, owner(row), appender.written());
    }

    /** Changes a session in a transaction of its own. */
    public Session change(String tenantId, String id, Consumer<SessionUpdate> work) {
        return database.tenant(tenantId, tx -> change(tx, id, work));
    }

    public Session change(Transaction tx, String id, Consumer<SessionUpdate> work) {
        Session session = Session.of(sessions.lock(tx, id)
                .orElseThrow(() -> new IllegalStateException("A session is gone while it is worked on")));
        if (session.row().erased()) {
            return session; // what a vendor still reports of it would bring its person's data back
        }
        SessionUpdate update = new SessionUpdate(session, now());
        work.accept(update);
        update.orphan()
                .ifPresent(handle -> orphans.found(
                        tx,
                        new OrphanTable.Orphan(
                                session.tenantId(),
                                session.row().start().vendor(),
                                session.row().start().connection(),
                                handle,
                                id,
                                update.now(),
                                0)));
        return write(tx, update);
    }

    /**
     * Changes a session whose handle is known only now, and gives it the events that came before it was known. What
     * another session has is never given to a second one: how this one stands is unknown then. What is over, or runs
     * under another handle already, goes on without this: it is stopped.
     */
    public Session adopt(Transaction tx, String id, Handle handle, Consumer<SessionUpdate> work) {
        tx.serialise("callback", handle.vendor(), handle.token(), handle.id());
        if (sessions.handleTaken(tx, handle.connection(), handle.id(), id)) {
            Metrics.counter("voxgate.fenced.writes", "what", "handle").increment();
            LOG.warnf(
                    "handle refused session=%s vendor=%s vendorSessionId=%s cause=another session has it",
                    id, handle.vendor(), handle.id());
            return change(tx, id, update -> {
                update.facts(facts -> facts.start() == SessionFacts.StartFact.SENT
                        ? facts.with(SessionFacts.StartFact.UNKNOWN)
                        : facts);
                update.scheduleNextLookup(false);
            });
        }
        return change(tx, id, update -> {
            boolean second =
                    update.handle().filter(known -> !known.equals(handle.id())).isPresent();
            if (second) {
                update.orphan(handle.id());
                return;
            }
            if (update.facts().ending() != null && update.handle().isEmpty()) {
                update.orphan(handle.id());
            }
            update.handle(Optional.of(handle.id()));
            work.accept(update);
            unmatched
                    .take(tx, handle.vendor(), handle.token(), handle.id())
                    .forEach(row -> claimed(row).ifPresent(update::event));
        });
    }

    /**
     * One that an older version kept in another form, or that is broken, must not stop the session that it belongs to.
     */
    private static Optional<IncomingEvent> claimed(UnmatchedRow row) {
        try {
            return Optional.of(incoming(row));
        } catch (RuntimeException e) {
            SkippedRows.count("unmatched", row.dedupeKey(), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** @param token the callback URL's end at the session's connection */
    public record Handle(String vendor, String connection, String token, String id) {}

    @Override
    public void record(List<String> connections, List<UnmatchedRow> arrived) {
        String tenantId = arrived.getFirst().tenantId();
        boolean recorded = database.tenant(tenantId, tx -> recordKnown(tx, connections, arrived));
        if (!recorded && !database.tenant(tenantId, tx -> storeUnmatched(tx, connections, arrived))) {
            record(connections, arrived);
        }
    }

    private boolean recordKnown(Transaction tx, List<String> connections, List<UnmatchedRow> arrived) {
        UnmatchedRow first = arrived.getFirst();
        Optional<String> id = sessions.byHandle(tx, first.tenantId(), connections, first.vendorSessionId());
        id.ifPresent(known -> change(tx, known, update -> arrived.forEach(row -> update.event(incoming(row)))));
        return id.isPresent();
    }

    /** @return false when a session claimed the handle in the meantime */
    private boolean storeUnmatched(Transaction tx, List<String> connections, List<UnmatchedRow> arrived) {
        UnmatchedRow first = arrived.getFirst();
        tx.serialise("callback", first.vendor(), first.token(), first.vendorSessionId());
        if (sessions.byHandle(tx, first.tenantId(), connections, first.vendorSessionId())
                .isPresent()) {
            return false;
        }
        unmatched.store(tx, arrived);
        return true;
    }

    private static IncomingEvent incoming(UnmatchedRow row) {
        return new IncomingEvent(
                EventDataCodec.read(row.event()),
                row.dedupeKey(),
                row.occurredAt(),
                row.receivedAt(),
                Optional.of(row.raw()));
    }

    private Session write(Transaction tx, SessionUpdate update) {
        Session session = update.session();
        EventAppender appender = appender(session);
        appender.facts(update.facts());
        appendArrived(tx, session.id(), appender, update.events());
        SessionRow result =
                update.result(appender, reportsAfterwards(session.row().start().vendor()));
        if (update.idle(appender)) {
            sessions.schedule(tx, session.id(), result.state());
            return session;
        }
        SessionRow saved = sessions.save(tx, result);
        if (!appender.written().isEmpty()) {
            events.insert(tx, owner(saved), appender.written());
            expect(tx, saved, appender.written());
            armStallWatch(tx, saved, appender.written(), update.now());
        }
        return Session.of(saved);
    }

    private boolean reportsAfterwards(String vendor) {
        return adapters.find(vendor)
                .filter(adapter -> adapter.info().reporting().afterwards())
                .isPresent();
    }

    private void appendArrived(Transaction tx, String id, EventAppender appender, List<IncomingEvent> arrived) {
        if (arrived.isEmpty()) {
            return;
        }
        Set<String> known = events.known(
                tx, id, arrived.stream().map(IncomingEvent::dedupeKey).toList());
        List<String> steps = arrived.stream()
                .filter(IncomingEvent::once)
                .map(event -> event.data().type())
                .distinct()
                .toList();
        appender.append(arrived, known, steps.isEmpty() ? Set.of() : events.recordedTypes(tx, id, steps));
    }

    /**
     * What Voxgate had to find out by itself, its vendor should report by a callback too; whether it did is counted
     * later.
     */
    private void expect(Transaction tx, SessionRow session, List<NewEvent> written) {
        Set<String> byCallback = adapters.find(session.start().vendor())
                .map(adapter -> adapter.info().reporting().byCallback())
                .orElse(Set.of());
        written.stream()
                .filter(event -> event.raw().isEmpty() && byCallback.contains(event.type()))
                .map(NewEvent::type)
                .distinct()
                .forEach(type -> expected.expect(tx, session.id(), type, now().plus(ExpectedCallbackTable.GRACE)));
    }

    /** What calls for an answer of the agent is checked again when that would be late. */
    private void armStallWatch(Transaction tx, SessionRow session, List<NewEvent> written, Instant now) {
        if (session.state().end().isEmpty()) {
            written.stream()
                    .flatMap(event -> DiagnosisRules.judgedAfter(event.type(), event.data()).stream())
                    .min(Comparator.naturalOrder())
                    .ifPresent(after -> watches.arm(tx, session.id(), now.plus(after)));
        }
    }

    private static EventOwner owner(SessionRow session) {
        return new EventOwner(session.id(), session.tenantId(), session.start().vendor());
    }

    private EventAppender appender(Session session) {
        SessionRow.StateColumns state = session.row().state();
        return new EventAppender(
                session.facts(),
                session.channel(),
                state.lastSequence(),
                state.end(),
                state.startedAt(),
                () -> idGenerator.next("evt"));
    }
}
