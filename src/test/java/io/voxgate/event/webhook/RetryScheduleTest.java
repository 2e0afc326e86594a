package io.voxgate.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    /** The table of quality.md: 0 s 5 s 5 min 30 min 2 h 5 h 10 h 14 h 20 h 24 h. */
    @ParameterizedTest
    @CsvSource({"1,PT5S", "2,PT5M", "3,PT30M", "4,PT2H", "5,PT5H", "6,PT10H", "7,PT14H", "8,PT20H", "9,PT24H"})
    void afterEachTry(int tries, Duration expected) {
        assertThat(RetrySchedule.next(tries, 0, Optional.empty())).contains(expected);
        assertThat(RetrySchedule.next(tries, 0.999, Optional.empty()).orElseThrow())
                .isBetween(expected, expected.multipliedBy(6).dividedBy(5));
    }

    @Test
    void theFirstIsAtOnceAndTheTenthIsTheLast() {
        assertThat(RetrySchedule.DELAYS.getFirst()).isZero();
        assertThat(RetrySchedule.next(10, 0, Optional.empty())).isEmpty();
        assertThat(RetrySchedule.next(10, 0, Optional.of(Duration.ofSeconds(1))))
                .isEmpty();
    }

    @Test
    void jitterSpreads() {
        assertThat(List.of(0.0, 0.25, 0.5, 0.75).stream()
                        .map(chance ->
                                RetrySchedule.next(2, chance, Optional.empty()).orElseThrow())
                        .distinct())
                .hasSize(4);
    }

    @Test
    void retryAfterOnlyMakesItLongerAndNotWithoutEnd() {
        assertThat(RetrySchedule.next(1, 0, Optional.of(Duration.ofSeconds(2)))).contains(Duration.ofSeconds(5));
        assertThat(RetrySchedule.next(1, 0, Optional.of(Duration.ofSeconds(60))))
                .contains(Duration.ofSeconds(60));
        assertThat(RetrySchedule.next(1, 0, Optional.of(Duration.ofDays(365)))).contains(Duration.ofHours(24));
    }

    @Test
    void aReceiverThatFailsInARowIsLeftAloneForAMoment() {
        assertThat(RetrySchedule.pause(1, 5, Optional.empty())).isZero();
        assertThat(RetrySchedule.pause(4, 5, Optional.empty())).isZero();
        assertThat(RetrySchedule.pause(5, 5, Optional.empty())).isEqualTo(Duration.ofMillis(100));
        assertThat(RetrySchedule.pause(7, 5, Optional.empty())).isEqualTo(Duration.ofMillis(400));
        assertThat(RetrySchedule.pause(1_000_000, 5, Optional.empty())).isEqualTo(Duration.ofSeconds(5));
        assertThat(RetrySchedule.pause(1, 5, Optional.of(Duration.ofSeconds(30))))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(RetrySchedule.pause(1, 5, Optional.of(Duration.ofDays(3)))).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"120|PT2M", " 5 |PT5S", "Sat, 21 Nov 2026 08:00:30 GMT|PT30S"})
    void retryAfterIsRead(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, NOW)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0", "-5", "soon", "1.5", "99999999999", "Sat, 21 Nov 2026 07:59:59 GMT", "''"})
    void retryAfterThatSaysNothingIsIgnored(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
