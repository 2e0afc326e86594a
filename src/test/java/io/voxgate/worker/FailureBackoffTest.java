package io.voxgate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureBackoffTest {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMillis(1_000);

    private static List<Long> millis(FailureBackoff backoff, int failures) {
        return IntStream.range(0, failures)
                .mapToObj(_ -> backoff.next().toMillis())
                .toList();
    }

    @Test
    void pausesGrowAndAreCapped() {
        FailureBackoff backoff = new FailureBackoff(FIRST, LONGEST, () -> 0);

        assertThat(millis(backoff, 6))
                .as("the half that is not drawn by chance")
                .containsExactly(50L, 100L, 200L, 400L, 500L, 500L);
    }

    @Test
    void aPauseIsNeverLongerThanItsBound() {
        FailureBackoff backoff = new FailureBackoff(FIRST, LONGEST, () -> 0.999_999);

        assertThat(millis(backoff, 100)).startsWith(99L, 199L).allMatch(pause -> pause <= LONGEST.toMillis());
    }

    @Test
    void chanceSpreadsThePausesOfReplicas() {
        FailureBackoff backoff = new FailureBackoff(LONGEST, LONGEST);

        assertThat(IntStream.range(0, 100)
                        .mapToObj(_ -> backoff.next())
                        .distinct()
                        .count())
                .isGreaterThan(50);
    }

    @Test
    void afterASuccessTheNextFailureIsTheFirstAgain() {
        // Given
        FailureBackoff backoff = new FailureBackoff(FIRST, LONGEST, () -> 0);
        millis(backoff, 5);

        // When
        backoff.reset();

        // Then
        assertThat(millis(backoff, 2)).containsExactly(50L, 100L);
    }
}
