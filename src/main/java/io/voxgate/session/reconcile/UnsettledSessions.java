package io.voxgate.session.reconcile;

import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import io.voxgate.event.UnmatchedEventTable;
import io.voxgate.event.UnmatchedEventTable.CallingTask;
import io.voxgate.model.Channel;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.reconcile.LookupRunner.LookupResult.Undecided;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.state.SessionUpdate;
import io.voxgate.session.store.OrphanTable;
import io.voxgate.session.store.OrphanTable.Orphan;
import io.voxgate.session.store.SessionRow;
import io.voxgate.session.store.SessionTable;
import io.voxgate.session.store.SessionTable.Unsettled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The open sessions to one room or number whose handle is not known: which of them has what is found there, and what is
 * done when it cannot be decided.
 */
@ApplicationScoped
class UnsettledSessions {
    /** Sessions that were sent further apart than this cannot be taken for each other. */
    private static final Duration SENT_TOGETHER = Duration.ofSeconds(65);

    /**
     * A start that was carried out late, and whose callbacks came late, has called back by then. What calls later may
     * as well be of a start that was sent later.
     */
    private static final Duration CALLS_BACK_WITHIN = Duration.ofMinutes(3);

    private final Database database;
    private final SessionTable sessions;
    private final SessionRepository repository;
    private final UnmatchedEventTable unmatched;
    private final OrphanTable orphans;

    UnsettledSessions(
            Database database,
            SessionTable sessions,
            SessionRepository repository,
            UnmatchedEventTable unmatched,
            OrphanTable orphans) {
        this.database = database;
        this.sessions = sessions;
        this.repository = repository;
        this.unmatched = unmatched;
        this.orphans = orphans;
    }

    /**
     * Every open session, this one among them, that what is found without a handle could belong to; none where this one
     * has its handle.
     */
    List<Unsettled> of(Transaction tx, Session session) {
        return session.row().state().vendorSessionId().isPresent()
                ? List.of()
                : sessions.unsettled(tx, session.row(), place(session.channel()), SENT_TOGETHER);
    }

    private static String place(Channel channel) {
        return switch (channel) {
            case Channel.Phone phone -> phone.to();
            case Channel.Room room -> room.roomId();
        };
    }

    /**
     * What callbacks say of a session whose start was never answered.
     *
     * @param session with its handle, where a task that called back is certainly its own
     * @param candidates the tasks that called back from its room and that may be its own, although nothing proves it
     *     yet
     */
    record CalledBack(Session session, List<String> candidates) {}

    /**
     * A session whose start was never answered has its task from what called back from its room: a vendor that knows a
     * task only while it runs says of one that is over just what it says of one that never was. So has one that was
     * given up as lost before its callbacks came.
     */
    CalledBack calledBack(VendorConnection connection, Session session) {
        if (!isNamedByCallbacks(session)) {
            return new CalledBack(session, List.of());
        }
        return database.tenant(session.tenantId(), tx -> {
            TaskOwners owners = owners(tx, connection, session);
            return owners.taskOf(session.id())
                    .map(task -> new CalledBack(
                            repository.adopt(tx, session.id(), connection.handle(task), UnsettledSessions::existed),
                            List.of()))
                    .orElseGet(() -> new CalledBack(session, owners.candidates(session.id())));
        });
    }

    private static void existed(SessionUpdate update) {
        update.facts(facts -> facts.exists(false));
        if (update.session().status().terminal()) {
            update.endLookups(Optional.empty());
        }
    }

    /** The vendor knows it only while it runs; what called back may show what it was. */
    static boolean isNamedByCallbacks(Session session) {
        return session.facts().start() == SessionFacts.StartFact.UNKNOWN
                && session.row().state().vendorSessionId().isEmpty()
                && session.channel() instanceof Channel.Room;
    }

    private TaskOwners owners(Transaction tx, VendorConnection connection, Session session) {
        String place = place(session.channel());
        List<Unsettled> mayHave = Stream.concat(
                        sessions.unsettled(tx, session.row(), place, CALLS_BACK_WITHIN).stream(),
                        sessions.lost(tx, session.row(), place, CALLS_BACK_WITHIN).stream())
                .sorted(Comparator.comparing(Unsettled::sentAt).thenComparing(Unsettled::id))
                .toList();
        Instant since = mayHave.stream()
                .map(Unsettled::createdAt)
                .min(Comparator.naturalOrder())
                .orElseGet(repository::now)
                .minus(TaskOwners.CLOCKS_DIFFER);
        Instant until = session.row().start().sentAt().plus(CALLS_BACK_WITHIN);
        List<CallingTask> tasks =
                unmatched
                        .tasks(
                                tx,
                                connection.info().id(),
                                connection.connection().callbackToken(),
                                place,
                                since)
                        .stream()
                        .filter(task -> !session.status().terminal()
                                || task.firstCallback().isBefore(until))
                        .toList();
        return new TaskOwners(mayHave, tasks);
    }

    /** Where each of the sessions is to be stopped, it does not matter whose is what: all that runs is stopped. */
    void stopWhereAllWantIt(Session session, Undecided found) {
        if (found.running().isEmpty()) {
            return;
        }
        SessionRow.StartColumns start = session.row().start();
        database.tenant(session.tenantId(), tx -> {
            List<Unsettled> open = of(tx, session);
            if (found.candidates().size() <= open.size() && open.stream().allMatch(Unsettled::stopped)) {
                found.running()
                        .forEach(handle -> orphans.found(
                                tx,
                                new Orphan(
                                        session.tenantId(),
                                        start.vendor(),
                                        start.connection(),
                                        handle,
                                        session.id(),
                                        repository.now(),
                                        0)));
            }
            return open;
        });
    }

    /**
     * All of them end at once, since the last one would look as if it were alone with what another one may have begun.
     * One whose start may still be answered goes on.
     */
    void giveUp(Session session, Undecided found) {
        String why = "Nobody can say which of these of the vendor's sessions it is: "
                + String.join(", ", found.candidates()) + ".";
        database.tenant(session.tenantId(), tx -> {
            List<String> ends = of(tx, session).stream()
                    .filter(open -> !open.sent())
                    .map(Unsettled::id)
                    .sorted()
                    .toList();
            ends.forEach(id -> repository.change(tx, id, update -> {
                if (update.facts().start() == SessionFacts.StartFact.UNKNOWN
                        && update.handle().isEmpty()
                        && !update.session().status().terminal()) {
                    VendorFindings.lost(update, why);
                }
            }));
            return ends;
        });
    }
}
