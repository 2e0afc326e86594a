package io.voxgate.egress.ratelimit;

import io.voxgate.egress.Deadline;
import io.voxgate.egress.ratelimit.RateLimits.Reservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who waits at this replica for permits of one account and operation. Those who come while the store is being asked are
 * asked for together next time, and a few slots are kept for those who come later: a busy account costs one statement
 * for many calls.
 */
final class RateLimitQueue {
    private final RateLimitStore.LimitKey key;
    private final RateLimitStore store;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    /** Of the one who came last: a connection's settings may change it. */
    private volatile int perSecond = 1;

    private final PermitAllowance allowance = new PermitAllowance();
    private int kept;
    private long keptFresh;
    private long keptUntil;

    private record Waiting(Deadline deadline, CompletableFuture<Reservation> reservation) {}

    RateLimitQueue(RateLimitStore.LimitKey key, RateLimitStore store) {
        this.key = key;
        this.store = store;
    }

    /** How many calls a second the account may make from now on. */
    void limit(int calls) {
        perSecond = calls;
    }

    /** A slot that was kept, if there is one: it is now. */
    synchronized Optional<RateLimitPermit> takeKept() {
        long now = System.nanoTime();
        if (kept == 0 || keptFresh - now <= 0) {
            return Optional.empty();
        }
        kept--;
        return Optional.of(new RateLimitPermit(now, keptUntil));
    }

    private synchronized void keep(int slots, long fresh, Duration late) {
        kept = slots;
        keptFresh = fresh;
        keptUntil = fresh + RateLimitPermit.SLACK.plus(late).toNanos();
    }

    /** A permit of this queue came too late to be used. */
    void expired() {
        allowance.expired();
    }

    CompletableFuture<Reservation> join(Deadline deadline) {
        Waiting mine = new Waiting(deadline, new CompletableFuture<>());
        waiting.add(mine);
        if (asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("rate-limit-slots").start(this::ask);
        }
        return mine.reservation();
    }

    private void ask() {
        do {
            for (List<Waiting> batch = batch(); !batch.isEmpty(); batch = batch()) {
                ask(batch);
            }
            asking.set(false);
        } while (!waiting.isEmpty() && asking.compareAndSet(false, true));
    }

    private List<Waiting> batch() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        return batch;
    }

    private void ask(List<Waiting> batch) {
        try {
            long asked = System.nanoTime();
            List<Duration> maxWaits = batch.stream()
                    .map(each -> Duration.ofNanos(each.deadline().remaining()))
                    .toList();
            Duration late = allowance.late();
            int limit = perSecond;
            RateLimitStore.SlotAnswer answer =
                    store.take(key, new RateLimitStore.SlotRequest(limit, maxWaits, limit / 5, late));
            long answered = System.nanoTime();
            allowance.asked(Duration.ofNanos(answered - asked));
            keep(answer.kept(), asked + RateLimitStore.HOLD.toNanos(), late);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).reservation().complete(reservation(answer.slots().get(i), asked, answered, late));
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(each -> each.reservation().completeExceptionally(e));
        }
    }

    /**
     * The store counted from some moment between the question and the answer: no call goes before the one, nor too late
     * after the other.
     */
    private static Reservation reservation(RateLimitStore.ReservedSlot slot, long asked, long answered, Duration late) {
        long after = slot.after().toNanos();
        return slot.taken()
                ? new Reservation.Granted(new RateLimitPermit(
                        answered + after,
                        asked + after + RateLimitPermit.SLACK.plus(late).toNanos()))
                : new Reservation.Full(Duration.ofNanos(Math.max(1, after - (System.nanoTime() - answered))));
    }
}
