package io.voxgate.session.reconcile;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.VendorSession;
import io.voxgate.database.Database;
import io.voxgate.egress.Deadline;
import io.voxgate.json.Json;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.CallResult;
import io.voxgate.session.SessionLookup;
import io.voxgate.session.SessionStarter;
import io.voxgate.session.VendorClient;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.diagnosis.DiagnosisRules;
import io.voxgate.session.reconcile.UnsettledSessions.CalledBack;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.state.SessionUpdate;
import io.voxgate.session.store.SessionTable;
import io.voxgate.session.store.SessionTable.Unsettled;
import io.voxgate.session.store.StallWatchTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks up one session that is due: doubts a start that got no answer, repeats a stop, asks the vendor, and writes down
 * what it says.
 */
@ApplicationScoped
public class SessionReconciler implements SessionLookup {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration WITHOUT_CONNECTION = Duration.ofMinutes(1);

    /**
     * A vendor that is slow may carry out a start so long after it was sent: what it does not know before is not lost
     * yet.
     */
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);

    /**
     * Later than this after it was sent, "the vendor knows nothing of it" may as well mean that it is over: a
     * conversation may last a second.
     */
    private static final Duration STARTED_AGAIN_WITHIN = Duration.ofSeconds(2);

    /**
     * So long one waits for a report that distinguishes several sessions; what is unknown is settled within ten
     * minutes, the last look-up included.
     */
    private static final Duration DECIDED_WITHIN = Duration.ofMinutes(9);

    private final Database database;
    private final SessionTable sessions;
    private final VendorClient calls;
    private final LookupRunner lookups;
    private final SessionRepository repository;
    private final UnansweredStart unanswered;
    private final UnsettledSessions unsettledSessions;
    private final EndedSessionLookup ended;
    private final StallWatchTable watches;

    SessionReconciler(
            Database database,
            SessionTable sessions,
            VendorClient calls,
            LookupRunner lookups,
            SessionRepository repository,
            UnansweredStart unanswered,
            UnsettledSessions unsettledSessions,
            EndedSessionLookup ended,
            StallWatchTable watches) {
        this.database = database;
        this.sessions = sessions;
        this.calls = calls;
        this.lookups = lookups;
        this.repository = repository;
        this.unanswered = unanswered;
        this.unsettledSessions = unsettledSessions;
        this.ended = ended;
        this.watches = watches;
    }

    @Override
    public void lookUp(String id) {
        sessions.find(id).map(Session::of).ifPresent(session -> {
            if (session.status().terminal()) {
                ended.lookUp(session);
            } else {
                lookUp(session);
            }
        });
    }

    private void lookUp(Session found) {
        if (found.facts().start() == SessionFacts.StartFact.SENT
                && repository.now().isBefore(found.row().start().sentAt().plus(SessionStarter.CERTAIN_AFTER))) {
            repository.change(
                    found.tenantId(), found.id(), update -> update.scheduleLookup(SessionStarter.CERTAIN_AFTER, 0));
            return;
        }
        Session session = found.facts().start() == SessionFacts.StartFact.SENT ? unanswered.doubted(found) : found;
        if (session.facts().start() == SessionFacts.StartFact.SENT
                || session.status().terminal()) {
            return;
        }
        armStallWatch(session);
        Optional<VendorConnection> vendor =
                calls.connection(session.tenantId(), session.row().start().connection());
        if (vendor.isEmpty()) {
            repository.change(session.tenantId(), session.id(), update -> update.scheduleLookup(WITHOUT_CONNECTION, 0));
            return;
        }
        if (session.facts().stop() != null
                && !session.facts().stopAccepted()
                && session.row().state().vendorSessionId().isPresent()) {
            stop(vendor.get(), session);
        }
        lookUp(vendor.get(), unsettledSessions.calledBack(vendor.get(), session).session());
    }

    /** At its first look-up: a start that was taken calls for an agent, and a vendor may never speak of it again. */
    private void armStallWatch(Session session) {
        if (session.status() == SessionStatus.STARTING
                && session.row().state().lookup().count() <= 1) {
            watches.arm(
                    session.tenantId(),
                    session.id(),
                    DiagnosisRules.agentLate(session.row().start().sentAt()));
        }
    }

    private void lookUp(VendorConnection vendor, Session session) {
        LookupRunner.Questions questions = lookups.questions(vendor);
        List<Unsettled> unsettled = vendor.adapter().foundByOwnId()
                ? List.of()
                : database.tenant(session.tenantId(), tx -> unsettledSessions.of(tx, session));
        LookupRunner.LookupResult result = lookups.lookUp(vendor, session, questions, unsettled);
        List<VendorEvent> said = WordsSoFar.ask(vendor, session, result, questions);
        write(new LookupContext(vendor, session, unsettled, said, questions.pause()), result);
    }

    private void stop(VendorConnection vendor, Session session) {
        if (vendor.adapter().stop(session.ref()) instanceof CommandResult.Call call
                && calls.call(vendor, call.call(), Deadline.in(STEP))
                        instanceof CallResult.Answered(CallOutcome outcome)
                && (outcome instanceof CallOutcome.Accepted || outcome instanceof CallOutcome.Gone)) {
            repository.change(session.tenantId(), session.id(), update -> update.facts(SessionFacts::stopTaken));
        }
    }

    /**
     * @param session as it was before the vendor was asked
     * @param unsettled the open sessions that were distinguished
     * @param said what was said so far
     * @param pause how long the vendor is left alone after it, because it is slow
     */
    private record LookupContext(
            VendorConnection vendor,
            Session session,
            List<Unsettled> unsettled,
            List<VendorEvent> said,
            Duration pause) {
        /** No process has sent the session's start again or stored its handle while the vendor was asked. */
        boolean stillHolds(SessionUpdate update) {
            return update.starts() == session.row().state().starts()
                    && update.handle().equals(session.row().state().vendorSessionId())
                    && update.facts().start() == session.facts().start();
        }
    }

    private void write(LookupContext context, LookupRunner.LookupResult result) {
        Session session = context.session();
        switch (result) {
            case LookupRunner.LookupResult.Found found -> found(context, found.session());
            case LookupRunner.LookupResult.Absent _ -> absent(context);
            case LookupRunner.LookupResult.Undecided undecided -> undecided(context, undecided);
            case LookupRunner.LookupResult.Later later ->
                repository.change(session.tenantId(), session.id(), update -> {
                    update.scheduleLookup(
                            later.after(),
                            update.session().row().state().lookup().count() + 1);
                    update.notBefore(context.pause());
                    update.lookupCursor(later.memory());
                });
            case LookupRunner.LookupResult.Unreachable _ ->
                repository.change(session.tenantId(), session.id(), update -> {
                    update.scheduleNextLookup(context.vendor().info().polled());
                    update.notBefore(context.pause());
                });
        }
    }

    private void found(LookupContext context, VendorSession seen) {
        Session session = context.session();
        VendorConnection vendor = context.vendor();
        Consumer<SessionUpdate> work = update -> {
            WordsSoFar.write(update, context.said());
            VendorFindings.seen(update, vendor, seen);
            update.notBefore(context.pause());
        };
        database.tenant(session.tenantId(), tx -> {
            if (session.row().state().vendorSessionId().isPresent()) {
                return repository.change(tx, session.id(), work);
            }
            boolean sameOtherStarts = vendor.adapter().foundByOwnId()
                    || unsettledSessions.of(tx, session).equals(context.unsettled());
            return sameOtherStarts
                    ? repository.adopt(tx, session.id(), vendor.handle(seen.vendorSessionId()), work)
                    : repository.change(
                            tx, session.id(), update -> update.scheduleLookup(LookupRunner.GOES_ON_AFTER, 0));
        });
    }

    /** The vendor knows nothing of it: it never began, has not begun yet, or is long over. */
    private void absent(LookupContext context) {
        CalledBack calledBack = unsettledSessions.calledBack(context.vendor(), context.session());
        Session session = calledBack.session();
        if (!session.row()
                .state()
                .vendorSessionId()
                .equals(context.session().row().state().vendorSessionId())) {
            return; // it called back while the vendor was asked
        }
        if (!calledBack.candidates().isEmpty()) {
            undecided(context, new LookupRunner.LookupResult.Undecided(calledBack.candidates(), List.of()));
            return;
        }
        Duration since = Duration.between(session.row().start().sentAt(), repository.now());
        boolean never = session.facts().start() == SessionFacts.StartFact.UNKNOWN;
        if (never
                && context.vendor().adapter().startIsIdempotent()
                && session.row().state().starts() == 1
                && session.facts().stop() == null
                && !since.isNegative()
                && since.compareTo(STARTED_AGAIN_WITHIN) < 0) {
            unanswered.sendAgain(context.vendor(), session);
            return;
        }
        repository.change(session.tenantId(), session.id(), update -> {
            if (!context.stillHolds(update)) {
                update.scheduleLookup(Duration.ZERO, 0);
            } else if ((never && since.compareTo(ARRIVES_WITHIN) < 0)
                    || AbsencePeriod.mayCallBack(context.session(), update)) {
                AbsencePeriod.remember(context.session(), update);
                update.scheduleNextLookup(context.vendor().info().polled());
            } else {
                VendorFindings.lost(update, "The vendor knows nothing of it.");
            }
        });
    }

    /**
     * It is unknown which of several is this session's: a report that distinguishes them may still come, but not for
     * ever.
     */
    private void undecided(LookupContext context, LookupRunner.LookupResult.Undecided found) {
        Session session = context.session();
        unsettledSessions.stopWhereAllWantIt(session, found);
        if (session.row().start().sentAt().plus(DECIDED_WITHIN).isBefore(repository.now())) {
            unsettledSessions.giveUp(session, found);
            return;
        }
        repository.change(session.tenantId(), session.id(), update -> {
            update.lookupCursor(Json.object());
            update.absentSince(Optional.empty());
            update.scheduleNextLookup(context.vendor().info().polled());
        });
    }
}
