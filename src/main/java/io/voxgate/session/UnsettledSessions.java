package io.voxgate.session;

import io.voxgate.model.Channel;
import io.voxgate.persistence.Database;
import io.voxgate.persistence.SessionTable;
import io.voxgate.persistence.SessionTable.Unsettled;
import io.voxgate.persistence.Transaction;
import io.voxgate.persistence.UnmatchedEventTable;
import io.voxgate.persistence.UnmatchedEventTable.CallingTask;
import io.voxgate.session.VendorClient.VendorConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The open sessions without a vendor's handle that go to the same place: which of them has what is found there. */
@ApplicationScoped
class UnsettledSessions {
    /** Sessions that were sent further apart than this cannot be taken for each other. */
    private static final Duration SENT_TOGETHER = Duration.ofSeconds(65);

    private final Database database;
    private final SessionTable sessions;
    private final SessionRepository repository;
    private final UnmatchedEventTable unmatched;

    UnsettledSessions(Database database, SessionTable sessions, SessionRepository repository, UnmatchedEventTable unmatched) {
        this.database = database;
        this.sessions = sessions;
        this.repository = repository;
        this.unmatched = unmatched;
    }

    /** Every open session, this one among them, that what is found without a handle could belong to. */
    List<Unsettled> candidates(Transaction tx, Session session) {
        return session.row().state().vendorSessionId().isPresent() ? List.of() : sessions.unsettled(tx, session.row(), place(session.channel()), SENT_TOGETHER);
    }

    private static String place(Channel channel) {
        return switch (channel) {
            case Channel.Phone phone -> phone.to();
            case Channel.Room room -> room.roomId();
        };
    }

    /**
     * A session whose start was never answered has its task from what called back from its room: a vendor that knows a task only while it runs
     * says of one that is over just what it says of one that never was.
     */
    Session namedByCallbacks(VendorConnection line, Session session) {
        if (session.facts().start() != SessionFacts.StartFact.UNKNOWN || session.row().state().vendorSessionId().isPresent() || !(session.channel() instanceof Channel.Room room)) {
            return session;
        }
        return database.tenant(session.tenantId(), tx -> {
            List<Unsettled> open = candidates(tx, session);
            if (open.isEmpty()) {
                return session; // somebody has found out meanwhile
            }
            Instant since = open.stream().map(Unsettled::createdAt).min(Comparator.naturalOrder()).orElseThrow().minus(TaskOwners.CLOCKS_DIFFER);
            List<CallingTask> tasks = unmatched.tasks(tx, line.info().id(), line.connection().callbackToken(), room.roomId(), since);
            return TaskOwners.taskOf(session.id(), open, tasks).map(task -> repository.adopt(tx, session.id(),
                    SessionRepository.Handle.of(line, task), update -> update.facts(facts -> facts.exists(false)))).orElse(session);
        });
    }
}
