package io.voxgate.egress;

import io.voxgate.egress.RateLimits.Reservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who waits at this replica for turns of one account and operation. Whoever comes while the book is being asked is asked for together with
 * the others next time, and a few turns are kept for whoever comes next: a busy account costs one statement for many calls.
 */
final class RateLimitQueue {
    private final RateLimitStore.LimitKey key;
    private final int perSecond;
    private final RateLimitStore book;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    private int kept;
    private long keptUntil;

    private record Waiting(Deadline deadline, CompletableFuture<Reservation> place) {}

    RateLimitQueue(RateLimitStore.LimitKey key, int perSecond, RateLimitStore book) {
        this.key = key;
        this.perSecond = perSecond;
        this.book = book;
    }

    /** A turn that was kept, if there is one: it is now. */
    synchronized Optional<RateLimitPermit> takeKept() {
        long now = System.nanoTime();
        if (kept == 0 || keptUntil - now <= 0) {
            return Optional.empty();
        }
        kept--;
        return Optional.of(new RateLimitPermit(now, keptUntil + RateLimitPermit.SLACK.toNanos()));
    }

    private synchronized void keep(int turns, long until) {
        kept = turns;
        keptUntil = until;
    }

    CompletableFuture<Reservation> join(Deadline deadline) {
        Waiting mine = new Waiting(deadline, new CompletableFuture<>());
        waiting.add(mine);
        if (asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("turns").start(this::ask);
        }
        return mine.place();
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
            List<Duration> patience = batch.stream().map(each -> Duration.ofNanos(each.deadline().remaining())).toList();
            RateLimitStore.SlotAnswer answer = book.take(key, new RateLimitStore.SlotRequest(perSecond, patience, perSecond / 5));
            long answered = System.nanoTime();
            keep(answer.kept(), asked + RateLimitStore.HOLD.toNanos());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).place().complete(place(answer.turns().get(i), asked, answered));
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(each -> each.place().completeExceptionally(e));
        }
    }

    /** The book counted from some moment between the question and the answer: nobody goes before the one, nor too late after the other. */
    private static Reservation place(RateLimitStore.ReservedSlot turn, long asked, long answered) {
        long after = turn.after().toNanos();
        return turn.taken()
                ? new Reservation.Yours(new RateLimitPermit(answered + after, asked + after + RateLimitPermit.SLACK.toNanos()))
                : new Reservation.Full(Duration.ofNanos(Math.max(1, after - (System.nanoTime() - answered))));
    }
}
