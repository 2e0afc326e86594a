package io.voxgate.session;

import io.voxgate.model.Channel;
import io.voxgate.model.EventData;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SessionStatus;
import io.voxgate.persistence.Database;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.persistence.IdempotencyTable;
import io.voxgate.persistence.IdempotencyTable.KeyRow;
import io.voxgate.persistence.RunningSessions;
import io.voxgate.persistence.SessionRow;
import io.voxgate.persistence.SessionTable;
import io.voxgate.persistence.Statements;
import io.voxgate.session.VendorCalls.Line;
import io.voxgate.template.AgentComposer;
import io.voxgate.template.ComposedAgent;
import io.voxgate.tenant.Ids;
import io.voxgate.tenant.TenantShares;
import io.voxgate.vendor.Join;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Nonce;
import io.voxgate.vendor.Outcome;
import io.voxgate.vendor.Secrets;
import io.voxgate.vendor.StartCommand;
import io.voxgate.vendor.transport.Deadline;
import io.voxgate.vendor.transport.RateLimits.Place;
import io.voxgate.vendor.transport.Turn;
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
public class Starts {
    private static final Logger LOG = Logger.getLogger(Starts.class);

    /** A call that may still be on its way is not doubted before this has passed. */
    static final Duration CERTAIN_AFTER = Duration.ofSeconds(15);

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int AGENT_ID_TAIL = 16;

    private final Database database;
    private final SessionTable sessions;
    private final IdempotencyTable keys;
    private final AgentComposer composer;
    private final VendorCalls calls;
    private final Journal journal;
    private final Settlement settlement;
    private final Watch watch;
    private final Alarm alarm;
    private final Ids ids;
    private final TenantShares shares;
    private final RunningSessions running;

    Starts(Database database, SessionTable sessions, IdempotencyTable keys, AgentComposer composer, VendorCalls calls, Journal journal,
            Settlement settlement, Watch watch, Alarm alarm, Ids ids, TenantShares shares, RunningSessions running) {
        this.database = database;
        this.sessions = sessions;
        this.keys = keys;
        this.composer = composer;
        this.calls = calls;
        this.journal = journal;
        this.settlement = settlement;
        this.watch = watch;
        this.alarm = alarm;
        this.ids = ids;
        this.shares = shares;
        this.running = running;
    }

    /** @throws Problem 4xx when nothing was stored: the request is wrong, the key is taken, the limit used up */
    public StartAnswer start(StartOrder order) {
        Optional<StartAnswer> before = order.idempotency().flatMap(key -> replay(order.tenantId(), key));
        return before.orElseGet(() -> fresh(order));
    }

    private Optional<StartAnswer> replay(String tenantId, StartOrder.IdempotencyKey key) {
        return keys.find(tenantId, key.text()).map(row -> {
            if (!MessageDigest.isEqual(row.bodyHash(), key.bodyHash())) {
                throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another request. Use a new key for a new request.");
            }
            return row.answer().map(StartAnswer::replayed).map(answer -> again(tenantId, answer)).orElseThrow(Starts::running);
        });
    }

    private static Problem running() {
        return Problem.of(ProblemCode.IDEMPOTENCY_IN_PROGRESS, "The request with this Idempotency-Key is still running.").with("retryAfterMs", AGAIN.toMillis()).mayRetry();
    }

    /** Everything about one start that does not change from connection to connection. */
    private record Plan(StartOrder order, String id, ComposedAgent composed, Channel channel, String nonce, Instant now, Deadline deadline) {}

    private StartAnswer fresh(StartOrder order) {
        List<Line> lines = lines(order);
        ComposedAgent composed = shares.compute(order.tenantId(), () -> composer.compose(order.tenantId(), order.source()));
        String id = ids.next("ses");
        Plan plan = new Plan(order, id, composed, channel(order.channel(), id), calls.nonce().hex(), journal.now(), Deadline.in(DEADLINE));
        Optional<Problem> unfit = Optional.empty();
        Optional<Attempt> refused = Optional.empty();
        for (Line line : lines) {
            switch (candidate(plan, line)) {
                case Candidate.Unfit no -> unfit = unfit.or(() -> Optional.of(no.problem()));
                case Candidate.Fit fit -> {
                    switch (calls.turn(line, fit.ready().call().operation(), plan.deadline())) {
                        case Place.Full full -> unfit = unfit.or(() -> Optional.of(limited(fit, full.until())));
                        case Place.Yours yours -> {
                            Attempt attempt = attempt(plan, new Going(fit, yours.turn()), refused.map(Attempt::of), line.equals(lines.getLast()));
                            if (attempt.last()) {
                                return attempt.answer();
                            }
                            refused = Optional.of(attempt);
                        }
                    }
                }
            }
        }
        if (refused.isPresent()) {
            return conclude(plan, refused.get());
        }
        throw unfit.orElseThrow();
    }

    private Candidate candidate(Plan plan, Line line) {
        StartCommand command = new StartCommand(plan.composed().agent(), Optional.of(plan.channel()), Optional.of(plan.id()));
        return shares.compute(plan.order().tenantId(), () -> Candidate.of(calls, line, command, plan.order().losses()));
    }

    private List<Line> lines(StartOrder order) {
        List<Optional<Line>> found = order.route().stream().map(name -> calls.line(order.tenantId(), name)).toList();
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

    /**
     * @param of which attempt it was
     * @param last false when the next connection may be tried
     */
    private record Attempt(StartAttempt of, StartAnswer answer, boolean last) {}

    /** A start that is about to be sent, in its turn: what is committed before the call is committed while it waits for that. */
    private record Going(Candidate.Fit fit, Turn turn) {}

    private static Problem limited(Candidate.Fit fit, Duration until) {
        return Refusals.limited(fit.ready().line().info(), fit.ready().call().operation(), until);
    }

    /** @param refused the attempt before it, over another connection; empty: this is the first */
    private Attempt attempt(Plan plan, Going going, Optional<StartAttempt> refused, boolean last) {
        Candidate.Fit fit = going.fit();
        Optional<StartAttempt> mine = database.tenant(plan.order().tenantId(), tx -> refused.isEmpty() ? Optional.of(intend(tx, plan, fit))
                : settlement.next(tx, refused.get(), recording -> recording.start(start -> at(start, fit, recording.now()))));
        if (mine.isEmpty()) {
            return new Attempt(refused.orElseThrow(), asItIs(plan), true);
        }
        try {
            return sent(plan, going, mine.get(), last);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("start not noted session=%s cause=%s", plan.id(), e.getCause().getMessage());
            return new Attempt(mine.get(), mayHaveBegun(plan, fit), true);
        }
    }

    private Attempt sent(Plan plan, Going going, StartAttempt attempt, boolean last) {
        Candidate.Fit fit = going.fit();
        Line line = fit.ready().line();
        return switch (calls.answer(fit.ready(), going.turn(), plan.deadline())) {
            case Called.NotSent not when !last -> new Attempt(attempt, new StartAnswer.Refused(Refusals.notSent(line.info().id(), not.why()), false), false);
            case Called.NotSent not -> new Attempt(attempt, close(plan, Refusals.notSent(line.info().id(), not.why()), tx -> settlement.notSent(tx, attempt, not.why())), true);
            case Called.Limited limited when !last -> new Attempt(attempt, new StartAnswer.Refused(limited(fit, limited.until()), false), false);
            case Called.Limited limited -> new Attempt(attempt, close(plan, limited(fit, limited.until()), tx -> settlement.notSent(tx, attempt, "The account's limit was used up.")), true);
            case Called.Answered answered -> answered(plan, attempt, new Heard(line, answered.outcome()), last);
        };
    }

    /** A vendor's word on a start. */
    private record Heard(Line line, Outcome outcome) {}

    /** The session as it stands by now, since another process went on with it while this one stood still. */
    private StartAnswer asItIs(Plan plan) {
        return begun(Session.of(sessions.find(plan.order().tenantId(), plan.id()).orElseThrow()));
    }

    /**
     * The vendor was called, and what came of it could not be stored: the session is there, and whether it runs is found out by whoever looks after it.
     * To be told to try again would put a second agent into the room.
     */
    private StartAnswer mayHaveBegun(Plan plan, Candidate.Fit fit) {
        return new StartAnswer.Begun(202, SessionView.of(intended(plan, fit, Life.sent().with(Life.Start.UNKNOWN))), false);
    }

    private StartAttempt intend(Statements tx, Plan plan, Candidate.Fit fit) {
        StartOrder order = plan.order();
        boolean taken = order.idempotency().map(key -> !keys.take(tx, order.tenantId(), key.text(), new KeyRow(key.bodyHash(), plan.id(), Optional.empty()), plan.now())).orElse(false);
        if (taken) {
            throw running();
        }
        running.room(tx);
        journal.open(tx, intended(plan, fit, Life.sent()), List.of(Incoming.own(new EventData.Starting(), plan.now(), plan.now())));
        return StartAttempt.first(plan.id());
    }

    private static SessionRow intended(Plan plan, Candidate.Fit fit, Life life) {
        StartOrder order = plan.order();
        Line line = fit.ready().line();
        SessionRow.Start start = new SessionRow.Start(line.info().id(), line.connection().name(), plan.composed().template(), Json.tree(plan.channel()),
                Json.tree(plan.composed().agent()), fit.translated().tree(), Json.tree(order.metadata()), plan.nonce(), plan.now());
        SessionRow.State state = new SessionRow.State(Words.of(life.status()), Json.tree(life), Optional.empty(), Optional.empty(), 0, Optional.empty(),
                Optional.empty(), Optional.of(plan.now().plus(CERTAIN_AFTER)), 0, Optional.empty(), 1, Optional.empty());
        return new SessionRow(plan.id(), order.tenantId(), start, state, plan.now(), plan.now(), 0);
    }

    private static SessionRow.Start at(SessionRow.Start start, Candidate.Fit fit, Instant now) {
        Line line = fit.ready().line();
        return new SessionRow.Start(line.info().id(), line.connection().name(), start.template(), start.channel(), start.agent(), fit.translated().tree(),
                start.metadata(), start.nonce(), now);
    }

    private Attempt answered(Plan plan, StartAttempt attempt, Heard heard, boolean last) {
        Line line = heard.line();
        return switch (heard.outcome()) {
            case Outcome.Refused refused when !last && Refusals.elsewhere(refused) -> new Attempt(attempt, new StartAnswer.Refused(Refusals.problem(refused), false), false);
            case Outcome.Refused refused -> new Attempt(attempt, close(plan, Refusals.problem(refused), tx -> settlement.refused(tx, attempt, refused)), true);
            case Outcome.Gone gone -> answered(plan, attempt, new Heard(line, new Outcome.Refused(Outcome.Kind.VENDOR_REFUSED, gone.error(), false, Optional.empty())), last);
            case Outcome.AlreadyExists _ -> new Attempt(attempt, twin(plan, attempt, heard), true);
            case Outcome.Accepted _, Outcome.Unknown _ -> {
                StartAnswer answer = database.tenant(plan.order().tenantId(), tx -> keep(tx, begun(settlement.settle(tx, attempt, line, heard.outcome()))));
                alarm.ring();
                if (heard.outcome() instanceof Outcome.Accepted) {
                    calls.proven(line);
                }
                yield new Attempt(attempt, joined(answer, line, plan.nonce()), true);
            }
        };
    }

    /** A twin of this very start runs: it is looked up before anything is answered. */
    private StartAnswer twin(Plan plan, StartAttempt attempt, Heard heard) {
        database.tenant(plan.order().tenantId(), tx -> settlement.settle(tx, attempt, heard.line(), heard.outcome()));
        watch.look(plan.id());
        Session session = Session.of(sessions.find(plan.order().tenantId(), plan.id()).orElseThrow());
        return joined(database.tenant(plan.order().tenantId(), tx -> keep(tx, begun(session))), heard.line(), plan.nonce());
    }

    private static StartAnswer begun(Session session) {
        return new StartAnswer.Begun(session.status() == SessionStatus.UNKNOWN ? 202 : 201, SessionView.of(session.row()), false);
    }

    private StartAnswer keep(Statements tx, StartAnswer answer) {
        if (answer instanceof StartAnswer.Begun begun) {
            keys.answer(tx, begun.session().id(), answer.kept());
        }
        return answer;
    }

    private interface Ending {
        Session in(Statements tx);
    }

    private StartAnswer close(Plan plan, Problem problem, Ending ending) {
        return database.tenant(plan.order().tenantId(), tx -> {
            Session session = ending.in(tx);
            StartAnswer answer = session.status() == SessionStatus.FAILED || session.row().erased()
                    ? new StartAnswer.Refused(problem.with("sessionId", plan.id()), false) : begun(session);
            keys.answer(tx, plan.id(), answer.kept());
            return answer;
        });
    }

    /** Every connection that was tried said no, and none is left. */
    private StartAnswer conclude(Plan plan, Attempt refused) {
        Problem problem = ((StartAnswer.Refused) refused.answer()).problem();
        return close(plan, problem, tx -> problem.extras().get("vendorError") instanceof Outcome.VendorError error
                ? settlement.refused(tx, refused.of(), new Outcome.Refused(Outcome.Kind.valueOf(problem.code().name()), error, problem.retryable(), Optional.empty()))
                : settlement.notSent(tx, refused.of(), problem.getMessage()));
    }

    private StartAnswer again(String tenantId, StartAnswer answer) {
        if (!(answer instanceof StartAnswer.Begun begun) || !(begun.session().channel() instanceof Channel.Room)) {
            return answer;
        }
        Optional<SessionRow> stored = sessions.find(tenantId, begun.session().id());
        return stored.filter(SessionRow::erased).<StartAnswer>map(row -> StartAnswer.erased(row.id(), true)).orElseGet(() -> stored
                .flatMap(row -> calls.line(tenantId, begun.session().connection()).map(line -> joined(answer, line, row.start().nonce())))
                .orElse(answer));
    }

    /** With what the person's client needs: made of what is stored, so that it is the same each time. */
    private static StartAnswer joined(StartAnswer answer, Line line, String nonce) {
        if (!(answer instanceof StartAnswer.Begun begun)) {
            return answer;
        }
        Secrets secrets = new Secrets(line.connection().secrets(), Map.of());
        return line.adapter().join(begun.session().channel(), line.account(), secrets, begun.session().createdAt(), new Nonce(nonce))
                .<StartAnswer>map(join -> new StartAnswer.Begun(begun.status(), begun.session().with(fields(join)), begun.replayed()))
                .orElse(answer);
    }

    private static Map<String, Object> fields(Join join) {
        Map<String, Object> fields = new LinkedHashMap<>(join.fields());
        fields.put("expiresAt", join.expiresAt().toString());
        return fields;
    }
}
