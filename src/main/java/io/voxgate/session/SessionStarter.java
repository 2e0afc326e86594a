package io.voxgate.session;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.JoinCredentials;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.StartCommand;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.RateLimitPermit;
import io.voxgate.egress.RateLimits.Reservation;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.model.EventData;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SessionStatus;
import io.voxgate.persistence.Database;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.persistence.IdempotencyTable.IdempotencyRow;
import io.voxgate.persistence.IdempotencyTable;
import io.voxgate.persistence.RunningSessions;
import io.voxgate.persistence.SessionRow;
import io.voxgate.persistence.SessionTable;
import io.voxgate.persistence.Transaction;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.template.AgentComposer;
import io.voxgate.template.ComposedAgent;
import io.voxgate.tenant.IdGenerator;
import io.voxgate.tenant.TenantShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Starts sessions, each at most once: what is about to be done is committed before the vendor is called, and what came of it afterwards.
 * Nobody repeats a call that may have been executed.
 */
@ApplicationScoped
public class SessionStarter {
    private static final Logger LOG = Logger.getLogger(SessionStarter.class);

    /** A call that may still be on its way is not doubted before this has passed. */
    static final Duration CERTAIN_AFTER = Duration.ofSeconds(15);

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int AGENT_ID_TAIL = 16;

    private final Database database;
    private final SessionTable sessions;
    private final IdempotencyTable keys;
    private final AgentComposer composer;
    private final VendorClient calls;
    private final SessionRepository repository;
    private final StartOutcomeRecorder outcomes;
    private final SessionReconciler reconciler;
    private final LookupWakeup wakeup;
    private final IdGenerator idGenerator;
    private final TenantShares shares;
    private final RunningSessions running;

    SessionStarter(Database database, SessionTable sessions, IdempotencyTable keys, AgentComposer composer, VendorClient calls, SessionRepository repository,
            StartOutcomeRecorder outcomes, SessionReconciler reconciler, LookupWakeup wakeup, IdGenerator idGenerator, TenantShares shares, RunningSessions running) {
        this.database = database;
        this.sessions = sessions;
        this.keys = keys;
        this.composer = composer;
        this.calls = calls;
        this.repository = repository;
        this.outcomes = outcomes;
        this.reconciler = reconciler;
        this.wakeup = wakeup;
        this.idGenerator = idGenerator;
        this.shares = shares;
        this.running = running;
    }

    /** @throws Problem 4xx when nothing was stored: the request is wrong, the key is taken, the limit used up */
    public StartResult start(StartRequest order) {
        Optional<StartResult> before = order.idempotency().flatMap(key -> replay(order.tenantId(), key));
        return before.orElseGet(() -> fresh(order));
    }

    private Optional<StartResult> replay(String tenantId, StartRequest.IdempotencyKey key) {
        return keys.find(tenantId, key.text()).map(row -> {
            if (!MessageDigest.isEqual(row.bodyHash(), key.bodyHash())) {
                throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another request. Use a new key for a new request.");
            }
            return row.answer().map(StartResult::replayed).map(answer -> again(tenantId, answer)).orElseThrow(SessionStarter::running);
        });
    }

    private static Problem running() {
        return Problem.of(ProblemCode.IDEMPOTENCY_IN_PROGRESS, "The request with this Idempotency-Key is still running.").with("retryAfterMs", AGAIN.toMillis()).mayRetry();
    }

    /** Everything about one start that does not change from connection to connection. */
    private record Plan(StartRequest order, String id, ComposedAgent composed, Channel channel, String nonce, Instant now, Deadline deadline) {}

    private StartResult fresh(StartRequest order) {
        List<VendorConnection> lines = lines(order);
        ComposedAgent composed = shares.compute(order.tenantId(), () -> composer.compose(order.tenantId(), order.source()));
        String id = idGenerator.next("ses");
        Plan plan = new Plan(order, id, composed, channel(order.channel(), id), calls.nonce().hex(), repository.now(), Deadline.in(DEADLINE));
        Optional<Problem> unfit = Optional.empty();
        Optional<RefusedAttempt> refused = Optional.empty();
        for (VendorConnection line : lines) {
            switch (candidate(plan, line)) {
                case StartCandidate.Unfit no -> unfit = unfit.or(() -> Optional.of(no.problem()));
                case StartCandidate.Fit fit -> {
                    switch (calls.turn(line, fit.ready().call().operation(), plan.deadline())) {
                        case Reservation.Full full -> unfit = unfit.or(() -> Optional.of(limited(fit, full.until())));
                        case Reservation.Yours yours -> {
                            switch (attempt(plan, new Going(fit, yours.turn()), refused.map(RefusedAttempt::attempt), line.equals(lines.getLast()))) {
                                case ConcludedAttempt concluded -> {
                                    return concluded.answer();
                                }
                                case RefusedAttempt no -> refused = Optional.of(no);
                            }
                        }
                    }
                }
            }
        }
        if (refused.isPresent()) {
            return close(plan, refused.get().refusal()); // every connection that was tried said no, and none is left
        }
        throw unfit.orElseThrow();
    }

    private StartCandidate candidate(Plan plan, VendorConnection line) {
        StartCommand command = new StartCommand(plan.composed().agent(), Optional.of(plan.channel()), Optional.of(plan.id()));
        return shares.compute(plan.order().tenantId(), () -> StartCandidate.of(calls, line, command, plan.order().losses()));
    }

    private List<VendorConnection> lines(StartRequest order) {
        List<Optional<VendorConnection>> found = order.route().stream().map(name -> calls.line(order.tenantId(), name)).toList();
        List<Fault> faults = IntStream.range(0, found.size()).filter(i -> found.get(i).isEmpty())
                .mapToObj(i -> new Fault(order.pointer().equals("/route") ? "/route/" + i : order.pointer(), "UNKNOWN", "There is no connection " + order.route().get(i) + ".")).toList();
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, faults.getFirst().detail(), faults);
        }
        return found.stream().map(Optional::orElseThrow).toList();
    }

    private static Channel channel(Channel asked, String id) {
        if (!(asked instanceof Channel.Room room) || room.agentUserId() != null) {
            return asked;
        }
        return room.withAgentUserId("agent_" + id.substring(id.length() - AGENT_ID_TAIL));
    }

    /** What came of the attempt over one connection. */
    private sealed interface RouteAttempt {}

    /** The start is answered. */
    private record ConcludedAttempt(StartResult answer) implements RouteAttempt {}

    /** Nothing was executed, and the next connection may be tried. */
    private record RefusedAttempt(StartAttempt attempt, Refusal refusal) implements RouteAttempt {}

    /**
     * A "no" to a start.
     *
     * @param problem as the caller is told
     * @param ending how the session ends when no other connection is tried
     */
    private record Refusal(Problem problem, RouteEnding ending) {}

    /** A start that is about to be sent, in its turn: what is committed before the call is committed while it waits for that. */
    private record Going(StartCandidate.Fit fit, RateLimitPermit turn) {}

    private static Problem limited(StartCandidate.Fit fit, Duration until) {
        return VendorProblems.limited(fit.ready().line().info(), fit.ready().call().operation(), until);
    }

    /** @param refused the attempt before it, over another connection; empty: this is the first */
    private RouteAttempt attempt(Plan plan, Going going, Optional<StartAttempt> refused, boolean last) {
        StartCandidate.Fit fit = going.fit();
        Optional<StartAttempt> mine = database.tenant(plan.order().tenantId(), tx -> refused.isEmpty() ? Optional.of(intend(tx, plan, fit))
                : outcomes.next(tx, refused.get(), update -> update.start(start -> at(start, fit, update.now()))));
        if (mine.isEmpty()) {
            return new ConcludedAttempt(asItIs(plan));
        }
        try {
            return sent(plan, going, mine.get(), last);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("start not noted session=%s cause=%s", plan.id(), e.reason());
            return new ConcludedAttempt(mayHaveBegun(plan, fit));
        }
    }

    private RouteAttempt sent(Plan plan, Going going, StartAttempt attempt, boolean last) {
        StartCandidate.Fit fit = going.fit();
        VendorConnection line = fit.ready().line();
        return switch (calls.answer(fit.ready(), going.turn(), plan.deadline())) {
            case CallResult.NotSent not -> refused(plan, attempt, last, new Refusal(VendorProblems.notSent(line.info().id(), not.why()),
                    tx -> outcomes.notSent(tx, attempt, not.why())));
            case CallResult.Limited limited -> refused(plan, attempt, last, new Refusal(limited(fit, limited.until()),
                    tx -> outcomes.notSent(tx, attempt, "The account's limit was used up.")));
            case CallResult.Answered answered -> answered(plan, attempt, new VendorHeard(line, answered.outcome()), last);
        };
    }

    /** @param last no other connection may be tried */
    private RouteAttempt refused(Plan plan, StartAttempt attempt, boolean last, Refusal refusal) {
        return last ? new ConcludedAttempt(close(plan, refusal)) : new RefusedAttempt(attempt, refusal);
    }

    /** A vendor's word on a start. */
    private record VendorHeard(VendorConnection line, CallOutcome outcome) {}

    /** The session as it stands by now, since another process went on with it while this one stood still. */
    private StartResult asItIs(Plan plan) {
        return begun(Session.of(sessions.find(plan.order().tenantId(), plan.id()).orElseThrow()));
    }

    /**
     * The vendor was called, and what came of it could not be stored: the session is there, and whether it runs is found out by whoever looks after it.
     * To be told to try again would put a second agent into the room.
     */
    private StartResult mayHaveBegun(Plan plan, StartCandidate.Fit fit) {
        return new StartResult.Begun(202, SessionView.of(intended(plan, fit, SessionFacts.sent().with(SessionFacts.StartFact.UNKNOWN))), false);
    }

    private StartAttempt intend(Transaction tx, Plan plan, StartCandidate.Fit fit) {
        StartRequest order = plan.order();
        boolean taken = order.idempotency().map(key -> !keys.take(tx, order.tenantId(), key.text(), new IdempotencyRow(key.bodyHash(), plan.id(), Optional.empty()), plan.now())).orElse(false);
        if (taken) {
            throw running();
        }
        running.room(tx);
        repository.open(tx, intended(plan, fit, SessionFacts.sent()), List.of(IncomingEvent.own(new EventData.Starting(), plan.now(), plan.now())));
        return StartAttempt.first(plan.id());
    }

    private static SessionRow intended(Plan plan, StartCandidate.Fit fit, SessionFacts facts) {
        StartRequest order = plan.order();
        VendorConnection line = fit.ready().line();
        SessionRow.StartColumns start = new SessionRow.StartColumns(line.info().id(), line.connection().name(), plan.composed().template(), Json.tree(plan.channel()),
                Json.tree(plan.composed().agent()), fit.translated().tree(), Json.tree(order.metadata()), plan.nonce(), plan.now());
        SessionRow.StateColumns state = new SessionRow.StateColumns(EnumNames.of(facts.status()), Json.tree(facts), Optional.empty(), Optional.empty(), 0, Optional.empty(),
                Optional.empty(), Optional.of(plan.now().plus(CERTAIN_AFTER)), 0, Optional.empty(), 1, Optional.empty());
        return new SessionRow(plan.id(), order.tenantId(), start, state, plan.now(), plan.now(), 0);
    }

    private static SessionRow.StartColumns at(SessionRow.StartColumns start, StartCandidate.Fit fit, Instant now) {
        VendorConnection line = fit.ready().line();
        return new SessionRow.StartColumns(line.info().id(), line.connection().name(), start.template(), start.channel(), start.agent(), fit.translated().tree(),
                start.metadata(), start.nonce(), now);
    }

    private RouteAttempt answered(Plan plan, StartAttempt attempt, VendorHeard heard, boolean last) {
        VendorConnection line = heard.line();
        return switch (heard.outcome()) {
            case CallOutcome.Refused no -> refused(plan, attempt, last || !VendorProblems.elsewhere(no),
                    new Refusal(VendorProblems.problem(no), tx -> outcomes.refused(tx, attempt, no)));
            case CallOutcome.Gone gone -> answered(plan, attempt, new VendorHeard(line, new CallOutcome.Refused(CallOutcome.RefusalKind.VENDOR_REFUSED, gone.error(), false, Optional.empty())), last);
            case CallOutcome.AlreadyExists _ -> new ConcludedAttempt(twin(plan, attempt, heard));
            case CallOutcome.Accepted _, CallOutcome.Unknown _ -> {
                StartResult answer = database.tenant(plan.order().tenantId(), tx -> keep(tx, begun(outcomes.settle(tx, attempt, line, heard.outcome()))));
                wakeup.signal();
                if (heard.outcome() instanceof CallOutcome.Accepted) {
                    calls.proven(line);
                }
                yield new ConcludedAttempt(joined(answer, line, plan.nonce()));
            }
        };
    }

    /** A twin of this very start runs: it is looked up before anything is answered. */
    private StartResult twin(Plan plan, StartAttempt attempt, VendorHeard heard) {
        database.tenant(plan.order().tenantId(), tx -> outcomes.settle(tx, attempt, heard.line(), heard.outcome()));
        reconciler.look(plan.id());
        Session session = Session.of(sessions.find(plan.order().tenantId(), plan.id()).orElseThrow());
        return joined(database.tenant(plan.order().tenantId(), tx -> keep(tx, begun(session))), heard.line(), plan.nonce());
    }

    private static StartResult begun(Session session) {
        return new StartResult.Begun(session.status() == SessionStatus.UNKNOWN ? 202 : 201, SessionView.of(session.row()), false);
    }

    private StartResult keep(Transaction tx, StartResult answer) {
        if (answer instanceof StartResult.Begun begun) {
            keys.answer(tx, begun.session().id(), answer.kept());
        }
        return answer;
    }

    private interface RouteEnding {
        Session in(Transaction tx);
    }

    private StartResult close(Plan plan, Refusal refusal) {
        return database.tenant(plan.order().tenantId(), tx -> {
            Session session = refusal.ending().in(tx);
            StartResult answer = session.status() == SessionStatus.FAILED || session.row().erased()
                    ? new StartResult.Refused(refusal.problem().with("sessionId", plan.id()), false) : begun(session);
            keys.answer(tx, plan.id(), answer.kept());
            return answer;
        });
    }

    private StartResult again(String tenantId, StartResult answer) {
        if (!(answer instanceof StartResult.Begun begun) || !(begun.session().channel() instanceof Channel.Room)) {
            return answer;
        }
        Optional<SessionRow> stored = sessions.find(tenantId, begun.session().id());
        return stored.filter(SessionRow::erased).<StartResult>map(row -> StartResult.erased(row.id(), true)).orElseGet(() -> stored
                .flatMap(row -> calls.line(tenantId, begun.session().connection()).map(line -> joined(answer, line, row.start().nonce())))
                .orElse(answer));
    }

    /** With what the person's client needs: made of what is stored, so that it is the same each time. */
    private static StartResult joined(StartResult answer, VendorConnection line, String nonce) {
        if (!(answer instanceof StartResult.Begun begun)) {
            return answer;
        }
        CredentialValues secrets = new CredentialValues(line.connection().secrets(), Map.of());
        return line.adapter().join(begun.session().channel(), line.account(), secrets, begun.session().createdAt(), new RequestNonce(nonce))
                .<StartResult>map(join -> new StartResult.Begun(begun.status(), begun.session().with(fields(join)), begun.replayed()))
                .orElse(answer);
    }

    private static Map<String, Object> fields(JoinCredentials join) {
        Map<String, Object> fields = new LinkedHashMap<>(join.fields());
        fields.put("expiresAt", join.expiresAt().toString());
        return fields;
    }
}
