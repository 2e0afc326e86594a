package io.voxgate.session;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.database.Database;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.egress.ratelimit.RateLimitPermit;
import io.voxgate.egress.ratelimit.RateLimits.Reservation;
import io.voxgate.model.Problem;
import io.voxgate.session.StartSettlement.VendorAnswer;
import io.voxgate.session.VendorClient.VendorConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Starts sessions, each at most once: what is about to be done is committed before the vendor is called, and what came
 * of it afterwards. A call that may have been executed is not repeated.
 */
@ApplicationScoped
public class SessionStarter {
    private static final Logger LOG = Logger.getLogger(SessionStarter.class);

    /** A call that may still be on its way is not doubted before this has passed. */
    public static final Duration CERTAIN_AFTER = Duration.ofSeconds(15);

    private final Database database;
    private final StartPlanner planner;
    private final StartIntentions intentions;
    private final StartOutcomeRecorder outcomes;
    private final StartSettlement settlement;
    private final StartAnswers answers;
    private final VendorClient calls;

    SessionStarter(
            Database database,
            StartPlanner planner,
            StartIntentions intentions,
            StartOutcomeRecorder outcomes,
            StartSettlement settlement,
            StartAnswers answers,
            VendorClient calls) {
        this.database = database;
        this.planner = planner;
        this.intentions = intentions;
        this.outcomes = outcomes;
        this.settlement = settlement;
        this.answers = answers;
        this.calls = calls;
    }

    /** @throws Problem 4xx when nothing was stored: the request is wrong, the key is taken, the limit used up */
    public StartResult start(StartRequest order) {
        Optional<StartResult> before = order.idempotency().flatMap(key -> answers.replayed(order.tenantId(), key));
        return before.orElseGet(() -> fresh(order));
    }

    private StartResult fresh(StartRequest order) {
        List<VendorConnection> vendors = planner.vendors(order);
        StartPlan plan = planner.plan(order);
        Optional<Problem> unfit = Optional.empty();
        Optional<RefusedAttempt> refused = Optional.empty();
        for (VendorConnection vendor : vendors) {
            switch (planner.candidate(plan, vendor)) {
                case StartCandidate.Unfit no -> unfit = unfit.or(() -> Optional.of(no.problem()));
                case StartCandidate.Fit fit -> {
                    switch (calls.permit(vendor, fit.ready().call().operation(), plan.deadline())) {
                        case Reservation.Full full -> unfit = unfit.or(() -> Optional.of(limited(fit, full.until())));
                        case Reservation.Granted granted -> {
                            boolean last = vendor.equals(vendors.getLast());
                            switch (attempt(
                                    plan,
                                    new Going(fit, granted.permit()),
                                    refused.map(RefusedAttempt::attempt),
                                    last)) {
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
            return answers.refused(
                    plan, refused.get().refusal()); // every connection that was tried said no, and none is left
        }
        throw unfit.orElseThrow();
    }

    /** What came of the attempt over one connection. */
    private sealed interface RouteAttempt {}

    /** The start is answered. */
    private record ConcludedAttempt(StartResult answer) implements RouteAttempt {}

    /** Nothing was executed, and the next connection may be tried. */
    private record RefusedAttempt(StartAttempt attempt, StartRefusal refusal) implements RouteAttempt {}

    /**
     * A start that is about to be sent, with its permit: what is committed before the call is committed while it waits
     * for that.
     */
    private record Going(StartCandidate.Fit fit, RateLimitPermit permit) {}

    private static Problem limited(StartCandidate.Fit fit, Duration until) {
        return VendorProblems.limited(fit.ready().vendor(), fit.ready().call().operation(), until);
    }

    /** @param refused the attempt before it, over another connection; empty: this is the first */
    private RouteAttempt attempt(StartPlan plan, Going going, Optional<StartAttempt> refused, boolean last) {
        StartCandidate.Fit fit = going.fit();
        Optional<StartAttempt> mine = database.tenant(
                plan.tenantId(),
                tx -> refused.isEmpty()
                        ? Optional.of(intentions.first(tx, plan, fit))
                        : outcomes.next(
                                tx,
                                refused.get(),
                                update -> update.start(start -> StartPlan.elsewhere(start, fit, update.now()))));
        if (mine.isEmpty()) {
            return new ConcludedAttempt(
                    answers.asItIs(plan)); // another process went on with it while this one stood still
        }
        try {
            return sent(plan, going, mine.get(), last);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("start not noted session=%s cause=%s", plan.id(), e.reason());
            return new ConcludedAttempt(StartAnswers.mayHaveBegun(plan, fit));
        }
    }

    private RouteAttempt sent(StartPlan plan, Going going, StartAttempt attempt, boolean last) {
        StartCandidate.Fit fit = going.fit();
        VendorConnection vendor = fit.ready().vendor();
        return switch (calls.answer(fit.ready(), going.permit(), plan.deadline())) {
            case CallResult.NotSent not ->
                refused(
                        plan,
                        attempt,
                        last,
                        new StartRefusal(
                                VendorProblems.notSent(vendor.info().id(), not.why()),
                                tx -> outcomes.notSent(tx, attempt, not.why())));
            case CallResult.Limited limited ->
                refused(
                        plan,
                        attempt,
                        last,
                        new StartRefusal(
                                limited(fit, limited.until()),
                                tx -> outcomes.notSent(tx, attempt, "The account's limit was used up.")));
            case CallResult.Answered answered ->
                answered(plan, attempt, new VendorAnswer(vendor, answered.outcome()), last);
        };
    }

    /** @param last no other connection may be tried */
    private RouteAttempt refused(StartPlan plan, StartAttempt attempt, boolean last, StartRefusal refusal) {
        return last ? new ConcludedAttempt(answers.refused(plan, refusal)) : new RefusedAttempt(attempt, refusal);
    }

    private RouteAttempt answered(StartPlan plan, StartAttempt attempt, VendorAnswer answer, boolean last) {
        return switch (answer.outcome()) {
            case CallOutcome.Refused no ->
                refused(
                        plan,
                        attempt,
                        last || !VendorProblems.elsewhere(no),
                        new StartRefusal(VendorProblems.problem(no), tx -> outcomes.refused(tx, attempt, no)));
            case CallOutcome.Gone gone ->
                answered(
                        plan,
                        attempt,
                        new VendorAnswer(
                                answer.vendor(),
                                new CallOutcome.Refused(
                                        CallOutcome.RefusalKind.VENDOR_REFUSED, gone.error(), false, Optional.empty())),
                        last);
            case CallOutcome.AlreadyExists _ -> new ConcludedAttempt(settlement.duplicate(plan, attempt, answer));
            case CallOutcome.Accepted _, CallOutcome.Unknown _ ->
                new ConcludedAttempt(settlement.settled(plan, attempt, answer));
        };
    }
}
