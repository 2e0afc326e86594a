package io.voxgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits.PermitShare;
import io.voxgate.worker.LeasedWorker.WorkerSettings;
import io.voxgate.worker.WorkerLoop.Wait;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a leased worker promises, on rows in memory. Where no thread is needed for it, the test does the rounds itself.
 */
class LeasedWorkerTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration MOST_PER_ITEM = Duration.ofSeconds(60);
    private static final int PERMITS = 4;
    private static final PermitShare SHARE = new PermitShare(PERMITS, PERMITS, PERMITS, 0);

    private final TestRows rows = new TestRows();
    private final AtomicLong nanos = new AtomicLong();
    private final Wakeup wakeup = new Wakeup();
    private final CountDownLatch held = new CountDownLatch(1);
    private final LeasedWorker<String> worker = worker(INTERVAL);

    private LeasedWorker<String> worker(Duration interval) {
        return new LeasedWorker<>(
                rows,
                wakeup,
                new WorkerSettings("test", "row", SHARE, interval, MOST_PER_ITEM, SOON),
                rows.clock(),
                nanos::get);
    }

    @AfterEach
    void stop() {
        held.countDown();
        worker.drain();
    }

    private void hold() {
        holdUntil(held);
    }

    private static void holdUntil(CountDownLatch released) {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void due(int count) {
        IntStream.range(0, count).forEach(number -> rows.add("row" + number));
    }

    @Test
    void noMoreIsInWorkThanThereArePermits() throws InterruptedException {
        // Given
        rows.work = _ -> hold();
        due(10);

        // When
        worker.claims().round();
        worker.claims().round();
        worker.claims().round();

        // Then
        await().atMost(SOON).until(() -> rows.begun.size() == PERMITS);
        assertThat(worker.inWork()).isEqualTo(PERMITS);
        assertThat(rows.asked)
                .as("permits that were free at each claim; without any there is no claim")
                .containsExactly(PERMITS);
    }

    @Test
    void aClaimThatTakesTooMuchIsBegunAsFarAsThereArePermits() throws InterruptedException {
        // Given
        rows.work = _ -> hold();
        rows.greedy = true;
        due(10);

        // When
        Wait wait = worker.claims().round();

        // Then
        assertThat(wait.untilWakeup()).as("it counts as a failure").isFalse();
        assertThat(worker.inWork()).isEqualTo(PERMITS);
        assertThat(rows.claimFailures).hasSize(1);
    }

    @Test
    void allWorkIsDoneInTheEndAndThePermitsAreBack() {
        // Given: an interval that the test would not live to see the end of
        AtomicInteger most = new AtomicInteger();
        rows.work = _ -> most.accumulateAndGet(worker.inWork(), Math::max);
        due(200);

        // When
        worker.start();

        // Then
        await().atMost(SOON).until(() -> rows.done.size() == 200 && worker.inWork() == 0);
        assertThat(rows.done).doesNotHaveDuplicates();
        assertThat(most.get()).isLessThanOrEqualTo(PERMITS);
    }

    @Test
    void workThatComesBetweenAClaimAndTheWaitIsNotLeftUntilTheInterval() {
        // Given
        rows.afterClaim = () -> {
            if (rows.asked.size() == 1) {
                rows.add("late");
                wakeup.signal();
            }
        };

        // When
        worker.start();

        // Then
        await().atMost(SOON).until(() -> rows.done.contains("late"));
    }

    @Test
    void aPermitThatComesBackDuringAClaimIsNotLeftUnusedUntilTheInterval() throws InterruptedException {
        // Given: all permits are held, more work is due, and one permit comes back
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        Map<String, CountDownLatch> ends = Map.of("row0", first, "row1", second);
        rows.work = row -> holdUntil(ends.getOrDefault(row, held));
        due(10);
        worker.claims().round();
        first.countDown();
        await().atMost(SOON).until(() -> worker.inWork() == PERMITS - 1);
        wakeup.await(Duration.ZERO);

        // When: another comes back while that one is claimed for, and is not among those that are asked for
        rows.afterClaim = () -> {
            second.countDown();
            await().atMost(SOON).until(() -> worker.inWork() == PERMITS - 2);
        };
        Wait wait = worker.claims().round();

        // Then
        assertThat(worker.inWork()).isEqualTo(PERMITS - 1);
        assertThat(wait.most().isZero() || wakeup.await(Duration.ZERO))
                .as("there is another claim at once")
                .isTrue();
    }

    @Test
    void withNothingDueItDoesNotSpin() throws InterruptedException {
        // When
        Wait wait = worker.claims().round();

        // Then
        assertThat(wait).isEqualTo(new Wait(INTERVAL, true));
        assertThat(wakeup.await(Duration.ZERO)).as("it did not wake itself").isFalse();
    }

    @Test
    void workThatThrowsHarmsNoOtherAndGivesItsPermitBack() {
        // Given
        rows.work = row -> {
            if (row.equals("row1")) {
                throw new StackOverflowError("a row that cannot be read");
            }
        };
        due(9);

        // When
        worker.start();

        // Then
        await().atMost(SOON).until(() -> rows.done.size() == 8 && worker.inWork() == 0);
        assertThat(rows.failed).containsExactly("row1");
        assertThat(rows.claimFailures).isEmpty();
    }

    @Test
    void aRowWhoseHolderIsUnreadableHarmsNoOther() throws InterruptedException {
        // Given
        rows.unreadable = "row1";
        due(3);

        // When
        worker.claims().round();

        // Then
        await().atMost(SOON).until(() -> rows.done.size() == 2 && worker.inWork() == 0);
        assertThat(rows.failed).containsExactly("row1");
    }

    @Test
    void aClaimThatThrowsDoesNotEndTheLoop() {
        // Given
        LeasedWorker<String> quick = worker(Duration.ofMillis(20));
        AtomicInteger claims = new AtomicInteger();
        rows.beforeClaim = () -> {
            if (claims.incrementAndGet() <= 2) {
                throw new StackOverflowError("a claim that fails");
            }
        };
        due(3);

        // When
        quick.start();

        // Then
        await().atMost(SOON).until(() -> rows.done.size() == 3);
        assertThat(rows.claimFailures).hasSize(2);
        quick.drain();
    }

    @Test
    void aLeaseIsRenewedWhileItsWorkGoesOn() throws InterruptedException {
        // Given
        rows.work = _ -> hold();
        due(1);
        worker.claims().round();
        await().atMost(SOON).until(() -> rows.begun.size() == 1);

        // When
        rows.forward(Duration.ofMillis(Limit.WORK_LEASE.max() / 2));
        worker.renewals().round();

        // Then
        assertThat(rows.renewed).containsExactly("row0");
    }

    @Test
    void workThatTakesTooLongIsInterruptedAndLeftToOthers() throws InterruptedException {
        // Given
        rows.work = _ -> hold();
        due(1);
        worker.claims().round();
        await().atMost(SOON).until(() -> rows.begun.size() == 1);
        nanos.addAndGet(MOST_PER_ITEM.toNanos() - 1);
        worker.renewals().round();
        assertThat(rows.failed).as("a moment before").isEmpty();

        // When
        nanos.incrementAndGet();
        rows.forward(Duration.ofMillis(Limit.WORK_LEASE.max() / 2));
        worker.renewals().round();

        // Then
        assertThat(rows.renewed).isEmpty();
        await().atMost(SOON).until(() -> rows.failed.contains("row0") && worker.inWork() == 0);
    }

    @Test
    void aProcessThatStoodStillDoesNotBeginWhatOthersMayHaveTaken() throws InterruptedException {
        // Given
        rows.afterClaim = () -> rows.forward(Duration.ofMillis(Limit.WORK_LEASE.max()));
        due(1);

        // When
        worker.claims().round();

        // Then
        await().atMost(SOON).until(() -> worker.inWork() == 0);
        assertThat(rows.begun).isEmpty();
    }

    @Test
    void whatIsHeldIsMeasured() throws InterruptedException {
        // Given
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        worker.measure(meters, "rows");
        rows.work = _ -> hold();
        due(3);

        // When
        worker.claims().round();

        // Then
        assertThat(meters.get("voxgate.background.permits")
                        .tag("work", "rows")
                        .gauge()
                        .value())
                .isEqualTo(3);
        assertThat(meters.get("voxgate.background.permits.largest")
                        .tag("work", "rows")
                        .gauge()
                        .value())
                .isEqualTo(3);
    }
}
