package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** On a clock that the test holds: how fast the machine is makes no difference. */
class StandstillWatchTest {
    private static final long STANDSTILL = Duration.ofMillis(400).toNanos();

    private final AtomicLong now = new AtomicLong(1_000);
    private long addedToEachPause;

    private final StandstillWatch watch =
            new StandstillWatch(now::get, nanos -> now.addAndGet(nanos + addedToEachPause));

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            watch.step();
        }
    }

    @Test
    void withoutAStandstillThereIsNone() {
        steps(2_000);

        assertThat(watch.longest()).isZero();
    }

    @Test
    void aStandstillIsFoundAndStaysTheLongest() {
        steps(10);
        addedToEachPause = STANDSTILL;
        steps(1);
        addedToEachPause = STANDSTILL / 4;
        steps(1);
        addedToEachPause = 0;
        steps(10);

        assertThat(watch.longest()).isEqualTo(Duration.ofNanos(STANDSTILL));
    }

    /** Many pauses that are a little too long are no long one. */
    @Test
    void shortOnesAreNotAddedUp() {
        addedToEachPause = Duration.ofMillis(2).toNanos();
        steps(1_000);

        assertThat(watch.longest()).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void oneThatLastsWhenItIsAskedCountsAlready() {
        steps(10);
        now.addAndGet(Duration.ofMillis(1).toNanos() + STANDSTILL);

        assertThat(watch.longest()).isEqualTo(Duration.ofNanos(STANDSTILL));
    }

    /** However slow the machine is: a thread's every pause is noted some time, by the clock that the process has. */
    @Test
    void itWatchesByItselfAndEnds() {
        StandstillWatch own = StandstillWatch.begin();
        try (own) {
            await().atMost(Duration.ofMinutes(1)).until(() -> own.longest().isPositive());
        }

        await().atMost(Duration.ofMinutes(1)).until(() -> !own.watches());
    }
}
