package io.voxgate.session;

import io.voxgate.calling.CallingGate;
import io.voxgate.database.Transaction;
import io.voxgate.model.EventData;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.session.state.IncomingEvent;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.store.IdempotencyTable;
import io.voxgate.session.store.IdempotencyTable.IdempotencyRow;
import io.voxgate.session.store.StartQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stores what is about to be done before anything of it is sent: the idempotency key, the session and its first
 * attempt.
 */
@ApplicationScoped
class StartIntentions {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final IdempotencyTable keys;
    private final StartQuotas quotas;
    private final CallingGate gate;
    private final SessionRepository repository;

    StartIntentions(
            IdempotencyTable keys, StartQuotas quotas, CallingGate gate, SessionRepository repository) {
        this.keys = keys;
        this.quotas = quotas;
        this.gate = gate;
        this.repository = repository;
    }

    /**
     * @throws Problem 409 when another request has taken the key meanwhile; 422 when a calling policy or the suppression
     *     list forbids the call; 429 and 409 when the tenant has, starts or talks as much as it may
     */
    StartAttempt first(Transaction tx, StartPlan plan, StartCandidate.Fit fit) {
        if (plan.order().idempotency().filter(key -> !take(tx, plan, key)).isPresent()) {
            throw stillRunning();
        }
        gate.check(
                tx,
                plan.channel(),
                plan.composed().template(),
                Duration.ofNanos(plan.deadline().remaining()));
        quotas.check(tx, plan.now());
        repository.open(
                tx,
                plan.row(fit, SessionFacts.sent()),
                List.of(IncomingEvent.own(new EventData.Starting(), plan.now(), plan.now())));
        return StartAttempt.first(plan.id());
    }

    private boolean take(Transaction tx, StartPlan plan, StartRequest.IdempotencyKey key) {
        return keys.take(
                tx,
                plan.tenantId(),
                key.text(),
                new IdempotencyRow(key.bodyHash(), plan.id(), Optional.empty()),
                plan.now());
    }

    static Problem stillRunning() {
        return Problem.of(
                        ProblemCode.IDEMPOTENCY_IN_PROGRESS, "The request with this Idempotency-Key is still running.")
                .with("retryAfterMs", AGAIN.toMillis())
                .mayRetry();
    }
}
