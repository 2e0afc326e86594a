package io.voxgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxgate.limits.TenantPermits.PermitShare;
import io.voxgate.worker.LeasedWorker.WorkerSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a leased worker does when its process is to stop. */
class LeasedWorkerShutdownTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final PermitShare SHARE = new PermitShare(4, 4, 4, 0);

    private final TestRows rows = new TestRows();
    private final Wakeup wakeup = new Wakeup();
    private final CountDownLatch held = new CountDownLatch(1);

    private LeasedWorker<String> worker(Duration interval, Duration mostForDrain) {
        return new LeasedWorker<>(
                rows, wakeup, new WorkerSettings("test", "row", SHARE, interval, INTERVAL, mostForDrain), rows.clock());
    }

    @AfterEach
    void release() {
        held.countDown();
    }

    private void hold() {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void due(int count) {
        IntStream.range(0, count).forEach(number -> rows.add("row" + number));
    }

    @Test
    void nothingIsClaimedAfterTheStop() {
        // Given
        LeasedWorker<String> quick = worker(Duration.ofMillis(5), SOON);
        quick.start();
        await().atMost(SOON).until(() -> rows.asked.size() >= 2);

        // When
        quick.stopTaking();
        quick.drain();
        int claims = rows.asked.size();
        due(3);
        wakeup.signal();

        // Then
        await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> rows.asked.size() == claims);
        assertThat(rows.begun).isEmpty();
    }

    @Test
    void aDrainWaitsForWhatHasBegun() {
        // Given
        LeasedWorker<String> patient = worker(INTERVAL, SOON);
        rows.work = _ -> hold();
        due(2);
        patient.start();
        await().atMost(SOON).until(() -> rows.begun.size() == 2);

        // When
        Thread drain = Thread.ofVirtual().start(patient::drain);
        await().during(Duration.ofMillis(100)).atMost(SOON).until(drain::isAlive);
        held.countDown();

        // Then
        await().atMost(SOON).until(() -> !drain.isAlive());
        assertThat(rows.done).hasSize(2);
        assertThat(patient.inWork()).isZero();
    }

    @Test
    void aDrainGivesUpAtItsBound() {
        // Given
        LeasedWorker<String> worker = worker(INTERVAL, Duration.ofMillis(300));
        rows.work = _ -> hold();
        due(2);
        worker.start();
        await().atMost(SOON).until(() -> rows.begun.size() == 2);

        // When
        long began = System.nanoTime();
        worker.drain();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(250), SOON);
        assertThat(worker.inWork()).as("others do it when the leases end").isEqualTo(2);
    }

    @Test
    void theBoundCountsFromTheFirstMomentOfStopping() throws InterruptedException {
        // Given
        Duration bound = Duration.ofSeconds(2);
        LeasedWorker<String> stopping = worker(INTERVAL, bound);
        rows.work = _ -> hold();
        due(1);
        stopping.claims().round();
        stopping.stopTaking();
        Thread.sleep(bound);

        // When
        long began = System.nanoTime();
        stopping.drain();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(bound.dividedBy(2));
    }
}
