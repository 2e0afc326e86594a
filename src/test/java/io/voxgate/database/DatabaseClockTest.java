package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.database.DatabaseClock.Measurement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * What the clock makes of the database's answers. The monotonic time, the machine's clock and the database are the
 * test's.
 */
class DatabaseClockTest {
    private static final Instant THERE = Instant.parse("2026-11-28T10:00:00Z");
    private static final long BEGIN = -5_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(BEGIN);
    private final AtomicReference<Instant> machineTime = new AtomicReference<>(THERE.minusSeconds(600));
    private final DatabaseClock clock = new DatabaseClock(nanos::get, new Machine());

    private final class Machine extends Clock {
        @Override
        public Instant instant() {
            return machineTime.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Time goes on, for everybody. */
    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        machineTime.updateAndGet(instant -> instant.plus(time));
    }

    /** The database's true time. */
    private Instant there() {
        return THERE.plusNanos(nanos.get() - BEGIN);
    }

    /**
     * An answer that was made between a way there and a way back; the database's clock has been set forward by
     * {@code step}.
     */
    private Measurement measure(Duration there, Duration back, Duration step) {
        long asked = nanos.get();
        pass(there);
        Instant answer = there().plus(step);
        pass(back);
        return new Measurement(asked, answer, nanos.get());
    }

    private Measurement measure(int millisThere, int millisBack) {
        return measure(Duration.ofMillis(millisThere), Duration.ofMillis(millisBack), Duration.ZERO);
    }

    @Test
    void beforeTheFirstMeasurementItIsTheMachines() {
        assertThat(clock.instant()).isEqualTo(machineTime.get());
        assertThat(clock.difference()).isZero();
    }

    @Test
    void itIsTheDatabasesFromTheFirstMeasurementOn() {
        assertThat(clock.adopt(List.of(measure(2, 2)))).isTrue();
        pass(Duration.ofHours(3));

        assertThat(clock.instant()).isEqualTo(there());
        assertThat(clock.difference()).isEqualTo(Duration.ofSeconds(-600));
    }

    @Test
    void aStepOfTheMachinesClockChangesNothing() {
        clock.adopt(List.of(measure(2, 2)));
        machineTime.updateAndGet(instant -> instant.plus(Duration.ofDays(1)));

        assertThat(clock.instant()).isEqualTo(there());
        assertThat(clock.difference()).isEqualTo(Duration.ofDays(1).minusSeconds(600));
    }

    @Test
    void theFastestOfSeveralAnswersCounts() {
        clock.adopt(List.of(measure(0, 400), measure(3, 3), measure(300, 0)));

        assertThat(clock.instant()).isEqualTo(there());
    }

    @Test
    void itIsWrongByNoMoreThanHalfOfTheRoundTrip() {
        clock.adopt(List.of(measure(0, 400)));

        assertThat(Duration.between(there(), clock.instant()).abs()).isLessThanOrEqualTo(Duration.ofMillis(200));
    }

    /** The process was stopped between the question and the answer. */
    @Test
    void aMeasurementThatWasInterruptedIsNotTrusted() {
        clock.adopt(List.of(measure(2, 2)));

        assertThat(clock.adopt(List.of(measure(Duration.ofMillis(2), Duration.ofSeconds(40), Duration.ZERO))))
                .isFalse();
        assertThat(clock.instant()).isEqualTo(there());
    }

    @Test
    void whereNothingIsKnownYetASlowAnswerIsBetterThanTheMachinesClock() {
        assertThat(clock.adopt(List.of(measure(600, 1))))
                .as("another try is worth it")
                .isFalse();
        assertThat(Duration.between(there(), clock.instant()).abs()).isLessThanOrEqualTo(Duration.ofMillis(301));

        assertThat(clock.adopt(List.of(measure(2, 2)))).isTrue();
        assertThat(clock.instant()).isEqualTo(there());
    }

    /** Another path there and back says nothing new, so that no time comes twice. */
    @Test
    void whatAgreesWithinItsUncertaintyChangesNothing() {
        clock.adopt(List.of(measure(1, 1)));
        clock.adopt(List.of(measure(90, 10)));

        assertThat(clock.instant()).isEqualTo(there());
    }

    @Test
    void itFollowsAStepOfTheDatabasesClock() {
        clock.adopt(List.of(measure(1, 1)));
        clock.adopt(List.of(measure(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(-30))));

        assertThat(clock.instant()).isEqualTo(there().minusSeconds(30));
    }

    @Test
    void aSlowAnswerAloneDoesNotMakeItKnown() {
        clock.adopt(List.of(measure(Duration.ofSeconds(3), Duration.ofMillis(1), Duration.ZERO)));
        assertThat(clock.isMeasured()).isFalse();

        clock.adopt(List.of(measure(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO)));
        assertThat(clock.isMeasured()).isTrue();
    }
}
