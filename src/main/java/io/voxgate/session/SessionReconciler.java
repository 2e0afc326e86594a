package io.voxgate.session;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.adapter.VendorSession;
import io.voxgate.database.Database;
import io.voxgate.egress.Deadline;
import io.voxgate.json.Json;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.UnsettledSessions.CalledBack;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.diagnosis.DiagnosisRules;
import io.voxgate.session.store.IdempotencyTable;
import io.voxgate.session.store.SessionTable;
import io.voxgate.session.store.SessionTable.Unsettled;
import io.voxgate.session.store.StallWatchTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks after one session whose look is due: doubts a start that nobody answered, repeats a stop, asks the vendor, and
 * writes down what it says.
 */
@ApplicationScoped
class SessionReconciler {
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
     * So long one waits for a word that tells several sessions apart; what is unknown is settled within ten minutes,
     * the last look included.
     */
    private static final Duration DECIDED_WITHIN = Duration.ofMinutes(9);

    private final Database database;
    private final SessionTable sessions;
    private final IdempotencyTable keys;
    private final VendorClient calls;
    private final LookupRunner lookups;
    private final SessionRepository repository;
    private final StartOutcomeRecorder outcomes;
    private final UnsettledSessions unsettledSessions;
    private final EndedSessionLookup ended;
    private final StallWatchTable watches;

    SessionReconciler(
            Database database,
            SessionTable sessions,
            IdempotencyTable keys,
            VendorClient calls,
            LookupRunner lookups,
            SessionRepository repository,
            StartOutcomeRecorder outcomes,
            UnsettledSessions unsettledSessions,
            EndedSessionLookup ended,
            StallWatchTable watches) {
        this.database = database;
        this.sessions = sessions;
        this.keys = keys;
        this.calls = calls;
        this.lookups = lookups;
        this.repository = repository;
        this.outcomes = outcomes;
        this.unsettledSessions = unsettledSessions;
        this.ended = ended;
        this.watches = watches;
    }

    void look(String id) {
        sessions.find(id).map(Session::of).ifPresent(session -> {
            if (session.status().terminal()) {
                ended.look(session);
            } else {
                look(session);
            }
        });
    }

    private void look(Session found) {
        if (found.facts().start() == SessionFacts.StartFact.SENT
                && repository.now().isBefore(found.row().start().sentAt().plus(SessionStarter.CERTAIN_AFTER))) {
            repository.change(found.tenantId(), found.id(), update -> update.look(SessionStarter.CERTAIN_AFTER, 0));
            return;
        }
        Session session = found.facts().start() == SessionFacts.StartFact.SENT ? doubted(found) : found;
        if (session.facts().start() == SessionFacts.StartFact.SENT
                || session.status().terminal()) {
            return;
        }
        watch(session);
        Optional<VendorConnection> line =
                calls.line(session.tenantId(), session.row().start().connection());
        if (line.isEmpty()) {
            repository.change(session.tenantId(), session.id(), update -> update.look(WITHOUT_CONNECTION, 0));
            return;
        }
        if (session.facts().stop() != null
                && !session.facts().stopAccepted()
                && session.row().state().vendorSessionId().isPresent()) {
            stop(line.get(), session);
        }
        look(line.get(), unsettledSessions.calledBack(line.get(), session).session());
    }

    /** At its first look: a start that was taken calls for an agent, and a vendor may never speak of it again. */
    private void watch(Session session) {
        if (session.status() == SessionStatus.STARTING && session.row().state().lookupCount() <= 1) {
            watches.arm(
                    session.tenantId(),
                    session.id(),
                    DiagnosisRules.agentLate(session.row().start().sentAt()));
        }
    }

    private void look(VendorConnection line, Session session) {
        LookupRunner.Questions questions = lookups.questions(line);
        List<Unsettled> unsettled = line.adapter().foundByOwnId()
                ? List.of()
                : database.tenant(session.tenantId(), tx -> unsettledSessions.of(tx, session));
        LookupRunner.LookupResult sight = lookups.look(line, session, questions, unsettled);
        List<VendorEvent> said = WordsSoFar.ask(line, session, sight, questions);
        write(new Look(line, session, unsettled, said, questions.pause()), sight);
    }

    /** Whoever sent the start stands still or is gone: nobody knows what came of it. */
    private Session doubted(Session found) {
        return database.tenant(found.tenantId(), tx -> {
            Session session = outcomes.unknown(
                    tx, new StartAttempt(found.id(), found.row().state().starts(), false));
            if (session.status() == SessionStatus.UNKNOWN) {
                keys.answer(tx, found.id(), new StartResult.Begun(202, SessionView.of(session.row()), false).kept());
            }
            return session;
        });
    }

    private void stop(VendorConnection line, Session session) {
        if (line.adapter().stop(session.ref()) instanceof CommandResult.Call call
                && calls.call(line, call.call(), Deadline.in(STEP)) instanceof CallResult.Answered(CallOutcome outcome)
                && (outcome instanceof CallOutcome.Accepted || outcome instanceof CallOutcome.Gone)) {
            repository.change(session.tenantId(), session.id(), update -> update.facts(SessionFacts::stopTaken));
        }
    }

    /**
     * @param session as it was before the vendor was asked
     * @param unsettled the open sessions that were told apart
     * @param said what was said so far
     * @param pause how long the vendor is left alone after it, because it is slow
     */
    private record Look(
            VendorConnection line, Session session, List<Unsettled> unsettled, List<VendorEvent> said, Duration pause) {
        /** Nobody has sent the session's start again or learnt its handle while the vendor was asked. */
        boolean stillHolds(SessionUpdate update) {
            return update.starts() == session.row().state().starts()
                    && update.handle().equals(session.row().state().vendorSessionId())
                    && update.facts().start() == session.facts().start();
        }
    }

    private void write(Look look, LookupRunner.LookupResult sight) {
        Session session = look.session();
        switch (sight) {
            case LookupRunner.LookupResult.Found found -> found(look, found.session());
            case LookupRunner.LookupResult.Absent _ -> absent(look);
            case LookupRunner.LookupResult.Undecided undecided -> undecided(look, undecided);
            case LookupRunner.LookupResult.Later later ->
                repository.change(session.tenantId(), session.id(), update -> {
                    update.look(later.after(), update.session().row().state().lookupCount() + 1);
                    update.notBefore(look.pause());
                    update.memory(later.memory());
                });
            case LookupRunner.LookupResult.Unreachable _ ->
                repository.change(session.tenantId(), session.id(), update -> {
                    update.lookAgain(look.line().info().polled());
                    update.notBefore(look.pause());
                });
        }
    }

    private void found(Look look, VendorSession seen) {
        Session session = look.session();
        VendorConnection line = look.line();
        Consumer<SessionUpdate> work = update -> {
            WordsSoFar.write(update, look.said());
            VendorFindings.seen(update, line, seen);
            update.notBefore(look.pause());
        };
        database.tenant(session.tenantId(), tx -> {
            if (session.row().state().vendorSessionId().isPresent()) {
                return repository.change(tx, session.id(), work);
            }
            boolean sameRivals = line.adapter().foundByOwnId()
                    || unsettledSessions.of(tx, session).equals(look.unsettled());
            return sameRivals
                    ? repository.adopt(
                            tx, session.id(), SessionRepository.Handle.of(line, seen.vendorSessionId()), work)
                    : repository.change(tx, session.id(), update -> update.look(LookupRunner.GOES_ON_AFTER, 0));
        });
    }

    /** The vendor knows nothing of it: it never began, has not begun yet, or is long over. */
    private void absent(Look look) {
        CalledBack calledBack = unsettledSessions.calledBack(look.line(), look.session());
        Session session = calledBack.session();
        if (!session.row()
                .state()
                .vendorSessionId()
                .equals(look.session().row().state().vendorSessionId())) {
            return; // it called back while the vendor was asked
        }
        if (!calledBack.candidates().isEmpty()) {
            undecided(look, new LookupRunner.LookupResult.Undecided(calledBack.candidates(), List.of()));
            return;
        }
        Duration since = Duration.between(session.row().start().sentAt(), repository.now());
        boolean never = session.facts().start() == SessionFacts.StartFact.UNKNOWN;
        if (never
                && look.line().adapter().startIsIdempotent()
                && session.row().state().starts() == 1
                && session.facts().stop() == null
                && !since.isNegative()
                && since.compareTo(STARTED_AGAIN_WITHIN) < 0) {
            startAgain(look.line(), session);
            return;
        }
        repository.change(session.tenantId(), session.id(), update -> {
            if (!look.stillHolds(update)) {
                update.look(Duration.ZERO, 0);
            } else if ((never && since.compareTo(ARRIVES_WITHIN) < 0)
                    || AbsencePeriod.mayCallBack(look.session(), update)) {
                AbsencePeriod.remember(look.session(), update);
                update.lookAgain(look.line().info().polled());
            } else {
                VendorFindings.lost(update, "The vendor knows nothing of it.");
            }
        });
    }

    /**
     * Nobody can say which of several is this session's: a word that tells them apart may still come, but not for ever.
     */
    private void undecided(Look look, LookupRunner.LookupResult.Undecided found) {
        Session session = look.session();
        unsettledSessions.stopWhereAllWantIt(session, found);
        if (session.row().start().sentAt().plus(DECIDED_WITHIN).isBefore(repository.now())) {
            unsettledSessions.giveUp(session, found);
            return;
        }
        repository.change(session.tenantId(), session.id(), update -> {
            update.memory(Json.object());
            update.lookAgain(look.line().info().polled());
        });
    }

    /** Only where the vendor recognises a start by our own session's id, and once. */
    private void startAgain(VendorConnection line, Session lost) {
        Optional<StartAttempt> again = database.tenant(
                lost.tenantId(),
                tx -> outcomes.again(
                        tx, new StartAttempt(lost.id(), lost.row().state().starts(), false)));
        again.ifPresent(attempt -> {
            StartCommand command = new StartCommand(lost.agent(), Optional.of(lost.channel()), Optional.of(lost.id()));
            CallResult called =
                    calls.call(line, line.adapter().translate(command).call(), Deadline.in(STEP));
            database.tenant(lost.tenantId(), tx -> switch (called) {
                case CallResult.Answered(CallOutcome outcome) -> outcomes.settle(tx, attempt, line, outcome);
                case CallResult.NotSent not -> outcomes.notSent(tx, attempt, not.why());
                case CallResult.Limited _ -> outcomes.notSent(tx, attempt, "The account's limit was used up.");
            });
        });
    }
}
