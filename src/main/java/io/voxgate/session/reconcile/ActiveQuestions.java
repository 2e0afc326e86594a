package io.voxgate.session.reconcile;

import io.voxgate.adapter.ActiveState;
import io.voxgate.adapter.ActiveStep;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.VendorCall;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.ratelimit.RateLimitPermit;
import io.voxgate.egress.ratelimit.RateLimits.Reservation;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.session.SessionCommands;
import io.voxgate.session.VendorClient;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.VendorProblems;
import java.time.Duration;
import java.util.Optional;

/**
 * The questions to a vendor for one answer about what runs there: with the account's permits like all calls, bounded in
 * number and time.
 */
final class ActiveQuestions {
    /** What an answer needs at least, so that a question is worth asking. */
    private static final Duration ONE_MORE = Duration.ofSeconds(2);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final VendorClient calls;
    private final VendorConnection vendor;
    private final Deadline deadline = Deadline.in(SessionCommands.DEADLINE);
    private int asked;

    ActiveQuestions(VendorClient calls, VendorConnection vendor) {
        this.calls = calls;
        this.vendor = vendor;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Whether there is time for one more question. */
    boolean inTime() {
        return asked < Limit.STRAY_CALLS.max() && deadline.remaining() >= ONE_MORE.toNanos();
    }

    /** @throws Problem when the vendor cannot be asked, or does not say */
    ActiveStep.Part ask(ActiveState state) {
        ActiveStep step = vendor.adapter().active(state, Optional.empty());
        while (true) {
            switch (step) {
                case ActiveStep.Part part -> {
                    return part;
                }
                case ActiveStep.Unclear unclear -> throw unavailable(unclear.why());
                case ActiveStep.Call next -> step = answered(next);
            }
        }
    }

    private ActiveStep answered(ActiveStep.Call question) {
        HttpReply reply = reply(question.call());
        ActiveStep step = vendor.adapter().active(question.state(), Optional.of(reply));
        if (step instanceof ActiveStep.Unclear
                && vendor.adapter().read(question.call(), reply) instanceof CallOutcome.Refused refusal) {
            throw VendorProblems.problem(refusal);
        }
        return step;
    }

    private HttpReply reply(VendorCall call) {
        asked++;
        RateLimitPermit permit = switch (calls.permit(vendor, call.operation(), deadline)) {
            case Reservation.Granted granted -> granted.permit();
            case Reservation.Full full -> throw VendorProblems.limited(vendor, call.operation(), full.until());
        };
        return switch (calls.send(calls.ready(vendor, call), permit, deadline)) {
            case SendResult.VendorReply reply -> reply.reply();
            case SendResult.NotSent not ->
                throw VendorProblems.notSent(vendor.info().id(), not.why());
            case SendResult.PermitExpired out -> throw VendorProblems.limited(vendor, call.operation(), out.until());
            case SendResult.Broken broken -> throw unavailable(broken.why());
        };
    }

    /** It was only asked: nothing was done. */
    private Problem unavailable(String why) {
        return Problem.of(ProblemCode.VENDOR_UNAVAILABLE, vendor.info().id() + " does not say what runs: " + why)
                .with("retryAfterMs", AGAIN.toMillis())
                .mayRetry();
    }
}
