package io.voxgate.sandbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/**
 * Delivers callbacks by a vendor's own retry rule. The first tries of one conversation go out one after the other, in
 * order; retries go their own way. What is under way is bounded; beyond that callbacks are lost, as at a vendor under
 * load.
 */
public final class CallbackSender {
    private static final Logger LOG = System.getLogger(CallbackSender.class.getName());
    private static final int MOST_UNDER_WAY = 20_000;

    /** One POST. */
    public record CallbackMessage(URI to, Map<String, String> headers, byte[] body) {}

    /** What came back. */
    public record Receipt(int status, byte[] body) {}

    /** Carries a message once; throws when there is no answer in time. */
    @FunctionalInterface
    public interface CallbackTransport {
        Receipt carry(CallbackMessage message, Duration within) throws Exception;
    }

    /**
     * @param answerWithin no answer after that is a failure
     * @param firstRetry wait before the first retry
     * @param laterRetries wait before each further one
     * @param maxTries all tries together, the first too
     * @param maxAge no try later than that after the first
     * @param accepted whether an answer (status, body) counts as delivered
     */
    public record RetryRule(
            Duration answerWithin,
            Duration firstRetry,
            Duration laterRetries,
            int maxTries,
            Duration maxAge,
            BiPredicate<Integer, byte[]> accepted) {}

    private final Clock clock;
    private final ScriptScheduler scheduler;
    private final CallbackTransport carrier;
    private final Executor executor;
    private final Map<String, CompletableFuture<Void>> lines = new HashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();

    public CallbackSender(Clock clock, ScriptScheduler scheduler, CallbackTransport carrier, Executor executor) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.carrier = carrier;
        this.executor = executor;
    }

    /** @param line the conversation; messages of one line keep their order */
    public void send(String line, CallbackMessage message, RetryRule rule) {
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            LOG.log(Level.WARNING, "Sandbox callback dropped: too many under way");
            return;
        }
        Delivery delivery = new Delivery(message, rule, clock.instant());
        synchronized (lines) {
            CompletableFuture<Void> before = lines.getOrDefault(line, CompletableFuture.completedFuture(null));
            CompletableFuture<Void> tail = before.thenRunAsync(() -> attempt(delivery, 1, Duration.ZERO), executor);
            lines.put(line, tail);
            CompletableFuture<Void> _ = tail.whenComplete((done, failed) -> forget(line, tail));
        }
    }

    private void forget(String line, CompletableFuture<Void> tail) {
        synchronized (lines) {
            lines.remove(line, tail);
        }
    }

    private record Delivery(CallbackMessage message, RetryRule rule, Instant posted) {}

    private void attempt(Delivery delivery, int number, Duration waited) {
        RetryRule rule = delivery.rule();
        if (delivered(delivery)) {
            underWay.decrementAndGet();
            return;
        }
        Duration wait = number == 1 ? rule.firstRetry() : rule.laterRetries();
        Duration age = longer(waited, Duration.between(delivery.posted(), clock.instant()))
                .plus(wait);
        if (number >= rule.maxTries() || age.compareTo(rule.maxAge()) > 0) {
            underWay.decrementAndGet();
            LOG.log(Level.DEBUG, "Sandbox callback given up");
            return;
        }
        scheduler.after(wait, () -> attempt(delivery, number + 1, waited.plus(wait)));
    }

    private boolean delivered(Delivery delivery) {
        try {
            Receipt receipt = carrier.carry(delivery.message(), delivery.rule().answerWithin());
            return delivery.rule().accepted().test(receipt.status(), receipt.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception noAnswer) {
            LOG.log(Level.DEBUG, "Sandbox callback had no answer", noAnswer);
            return false;
        }
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
