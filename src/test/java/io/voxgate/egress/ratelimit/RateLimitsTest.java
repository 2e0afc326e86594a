package io.voxgate.egress.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.egress.Deadline;
import io.voxgate.egress.ratelimit.RateLimits.Reservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a replica makes of the slots that the store gives it; how slots are given is the database's, and tested there.
 */
class RateLimitsTest {
    private static final RateLimitStore.LimitKey START = new RateLimitStore.LimitKey("t", "v", "1400000001", "Start");
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Gives every call the same slot, and writes down what it was asked. */
    private static final class Scripted implements RateLimitStore {
        private final List<SlotRequest> asked = new ArrayList<>();
        private final ReservedSlot slot;
        private final int kept;

        Scripted(ReservedSlot slot, int kept) {
            this.slot = slot;
            this.kept = kept;
        }

        @Override
        public synchronized SlotAnswer take(LimitKey key, SlotRequest request) {
            asked.add(request);
            return new SlotAnswer(request.maxWaits().stream().map(_ -> slot).toList(), kept);
        }
    }

    private static RateLimitStore.ReservedSlot at(int millis) {
        return new RateLimitStore.ReservedSlot(true, Duration.ofMillis(millis));
    }

    private static RateLimitPermit taken(RateLimits limits) {
        return ((Reservation.Granted) limits.take(START, 20, Deadline.in(SOON))).permit();
    }

    /**
     * However long the store took to answer: a permit is never used before it was written down for, and hardly after.
     */
    @Test
    void aPermitExpiresSoon() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        RateLimitPermit prompt = taken(new RateLimits(new Scripted(at(200), 0)));
        assertThat(prompt.over()).isFalse();
        prompt.await();
        assertThat(never.await(RateLimitPermit.SLACK.toMillis() + 1, TimeUnit.MILLISECONDS))
                .isFalse();
        assertThat(prompt.over()).isTrue();

        RateLimitPermit late = taken(new RateLimits((_, request) -> {
            await(never, RateLimitPermit.SLACK.plusMillis(1));
            return new RateLimitStore.SlotAnswer(
                    request.maxWaits().stream().map(_ -> at(0)).toList(), 0);
        }));
        late.await();
        assertThat(late.over()).as("nobody knows when the store wrote it down").isTrue();
    }

    /** Otherwise each call would cost many slots, and few calls would go out. */
    @Test
    void whereTheStoreIsSlowLaterCallsMayBeLate() {
        CountDownLatch never = new CountDownLatch(1);
        Duration slow = RateLimitPermit.SLACK.multipliedBy(3);
        List<Duration> allowed = new ArrayList<>();
        RateLimits limits = new RateLimits((_, request) -> {
            allowed.add(request.late());
            await(never, slow);
            return new RateLimitStore.SlotAnswer(
                    request.maxWaits().stream().map(_ -> at(0)).toList(), 0);
        });
        assertThat(taken(limits).over()).isTrue();
        assertThat(taken(limits).over()).isFalse();
        assertThat(allowed.getFirst()).isZero();
        assertThat(allowed.get(1)).isBetween(slow, Duration.ofSeconds(2));
    }

    @Test
    void aPermitThatExpiredAllowsTheNextToBeLater() {
        Scripted store = new Scripted(at(0), 0);
        RateLimits limits = new RateLimits(store);
        taken(limits);
        IntStream.range(0, 20).forEach(_ -> limits.expired(START));
        taken(limits);
        IntStream.range(0, 100).forEach(_ -> taken(limits));
        assertThat(store.asked.getFirst().late()).isZero();
        assertThat(store.asked.get(1).late()).isEqualTo(Duration.ofSeconds(2));
        assertThat(store.asked.getLast().late()).as("forgotten").isLessThan(RateLimitPermit.SLACK);
    }

    @Test
    void waitsUntilItsMoment() {
        RateLimits limits = new RateLimits(new Scripted(at(300), 0));
        long began = System.nanoTime();
        taken(limits).await();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void whoseSlotComesTooLateIsToldWhen() {
        Scripted store = new Scripted(new RateLimitStore.ReservedSlot(false, Duration.ofSeconds(12)), 0);
        assertThat(new RateLimits(store).take(START, 20, Deadline.in(SOON)))
                .isInstanceOfSatisfying(
                        Reservation.Full.class,
                        full -> assertThat(full.until()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12)));
        assertThat(store.asked.getFirst().maxWaits().getFirst()).isBetween(Duration.ofSeconds(4), SOON);
    }

    @Test
    void slotsThatAreKeptCostNoQuestion() {
        Scripted store = new Scripted(at(0), 4);
        RateLimits limits = new RateLimits(store);
        IntStream.range(0, 5).forEach(_ -> taken(limits));
        assertThat(store.asked).hasSizeBetween(1, 5);
        assertThat(store.asked.getFirst().spare()).isEqualTo(4);
    }

    /** A connection's setting that is changed holds from the next call on. */
    @Test
    void theLimitIsTheLastOne() {
        Scripted store = new Scripted(at(0), 0);
        RateLimits limits = new RateLimits(store);
        for (int perSecond : new int[] {20, 50, 1}) {
            assertThat(limits.take(START, perSecond, Deadline.in(SOON))).isInstanceOf(Reservation.Granted.class);
        }
        assertThat(store.asked)
                .extracting(RateLimitStore.SlotRequest::perSecond)
                .containsExactly(20, 50, 1);
    }

    @Test
    void slotsThatAreKeptGetOld() throws Exception {
        Scripted store = new Scripted(at(0), 4);
        RateLimits limits = new RateLimits(store);
        taken(limits);
        assertThat(new CountDownLatch(1).await(RateLimitStore.HOLD.toMillis(), TimeUnit.MILLISECONDS))
                .isFalse();
        taken(limits);
        assertThat(store.asked).hasSize(2);
    }

    /** While the store is asked for the first, all others gather and are asked for at once. */
    @Test
    void whoComesTogetherIsAskedForTogether() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch gathered = new CountDownLatch(1);
        List<Integer> sizes = new ArrayList<>();
        RateLimits limits = new RateLimits((_, request) -> {
            sizes.add(request.maxWaits().size());
            first.countDown();
            await(gathered);
            return new RateLimitStore.SlotAnswer(
                    request.maxWaits().stream().map(_ -> at(0)).toList(), 0);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RateLimitPermit>> callers = new ArrayList<>(List.of(threads.submit(() -> taken(limits))));
            await(first);
            CountDownLatch inLine = new CountDownLatch(99);
            IntStream.range(0, 99)
                    .forEach(_ -> callers.add(threads.submit(() -> {
                        inLine.countDown();
                        return taken(limits);
                    })));
            await(inLine);
            gathered.countDown();
            for (Future<RateLimitPermit> caller : callers) {
                caller.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
        assertThat(sizes).hasSizeLessThan(20);
    }

    @Test
    void aBookThatCannotBeReadFailsTheCall() {
        RateLimits limits = new RateLimits((_, _) -> {
            throw new IllegalStateException("no database");
        });
        assertThatThrownBy(() -> limits.take(START, 20, Deadline.in(SOON)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no database");
        assertThatThrownBy(() -> limits.take(START, 20, Deadline.in(SOON)))
                .as("and the next one is asked for again")
                .isInstanceOf(IllegalStateException.class);
    }

    private static void await(CountDownLatch never, Duration time) {
        try {
            assertThat(never.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
