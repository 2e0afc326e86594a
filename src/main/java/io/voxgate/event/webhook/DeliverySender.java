package io.voxgate.event.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.event.webhook.OutboxTable.DeliveryFailure;
import io.voxgate.event.webhook.OutboxTable.Settled;
import io.voxgate.secret.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sends a claimed delivery and settles what becomes of it. */
@ApplicationScoped
public class DeliverySender {
    private static final Logger LOG = Logger.getLogger(DeliverySender.class);

    private final OutboxTable outbox;
    private final Webhooks webhooks;
    private final WebhookHttpClient httpClient;
    private final IdGenerator idGenerator;
    private final Clock clock;
    private final MeterRegistry meters;

    DeliverySender(
            OutboxTable outbox,
            Webhooks webhooks,
            WebhookHttpClient httpClient,
            IdGenerator idGenerator,
            Clock clock,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.webhooks = webhooks;
        this.httpClient = httpClient;
        this.idGenerator = idGenerator;
        this.clock = clock;
        this.meters = meters;
    }

    void send(ClaimedDelivery claimed) {
        Optional<String> nothing = nothingToSend(claimed);
        if (nothing.isPresent()) {
            outbox.dropped(
                    claimed,
                    settled(
                            "failed",
                            DeliveryAttempt.unanswered(now(), Duration.ZERO, nothing.get()),
                            Optional.empty()));
            return;
        }
        DeliveryAttempt attempt = attempt(claimed);
        meters.timer("voxgate.webhook.attempts", "outcome", attempt.outcome()).record(attempt.took());
        LOG.debugf(
                "webhook attempt tenant=%s webhook=%s id=%s outcome=%s ms=%d",
                claimed.tenantId(),
                claimed.webhook(),
                claimed.eventId(),
                attempt.outcome(),
                attempt.took().toMillis());
        if (attempt.delivered()) {
            outbox.delivered(claimed, settled("delivered", attempt, Optional.empty()));
        } else {
            failed(claimed, attempt);
        }
    }

    private static Optional<String> nothingToSend(ClaimedDelivery claimed) {
        if (claimed.payload().isEmpty()) {
            return Optional.of("The event was deleted before it could be delivered.");
        }
        return claimed.payload()
                .filter(ClaimedDelivery.DeliveryPayload.Unreadable.class::isInstance)
                .map(payload -> ((ClaimedDelivery.DeliveryPayload.Unreadable) payload).why());
    }

    /** What goes wrong on our side is a failed try too: the delivery must not be lost, nor tried without end. */
    private DeliveryAttempt attempt(ClaimedDelivery claimed) {
        try {
            OutgoingMessage message =
                    OutgoingMessage.of(claimed.eventId(), claimed.payload().orElseThrow());
            return httpClient.deliver(
                    claimed.url(),
                    message,
                    webhooks.signing(claimed.tenantId(), claimed.webhook(), claimed.keys(), now()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "A webhook could not be sent: tenant=%s webhook=%s", claimed.tenantId(), claimed.webhook());
            return DeliveryAttempt.unanswered(now(), Duration.ZERO, "Voxgate could not send it.");
        }
    }

    private void failed(ClaimedDelivery claimed, DeliveryAttempt attempt) {
        Instant now = now();
        Optional<Instant> next = attempt.gone()
                ? Optional.empty()
                : RetrySchedule.next(claimed.tries() + 1, chance(), attempt.retryAfter())
                        .map(now::plus);
        DeliveryFailure failure = new DeliveryFailure(
                failures -> pause(failures, attempt, now),
                attempt.gone(),
                now.minus(RetrySchedule.DISABLE_AFTER),
                idGenerator.next("evt"));
        if (next.isEmpty()) {
            meters.counter("voxgate.webhook.lost").increment();
        }
        outbox.failed(claimed, settled(next.isPresent() ? "pending" : "failed", attempt, next), failure)
                .ifPresent(reason -> {
                    meters.counter("voxgate.webhook.disabled", "reason", reason).increment();
                    LOG.warnf(
                            "webhook disabled tenant=%s webhook=%s reason=%s",
                            claimed.tenantId(), claimed.webhook(), reason);
                });
    }

    private static Optional<Instant> pause(int failures, DeliveryAttempt attempt, Instant now) {
        return Optional.of(RetrySchedule.pause(failures, OutboxTable.PAUSE_AFTER_FAILURES, attempt.retryAfter()))
                .filter(Duration::isPositive)
                .map(now::plus);
    }

    private Settled settled(String status, DeliveryAttempt attempt, Optional<Instant> dueAt) {
        return new Settled(status, attempt.tree(), attempt.slow(), dueAt, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private double chance() {
        return (idGenerator.bytes(1)[0] & 0xff) / 256.0;
    }
}
