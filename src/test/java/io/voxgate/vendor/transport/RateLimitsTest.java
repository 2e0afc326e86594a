package io.voxgate.vendor.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final RateLimits limits = new RateLimits();
    private final RateLimits.Key start = new RateLimits.Key("v", "1400000001", "Start");

    @Test
    void aBurstIsServedAndTheNextOneWaitsForTheSecondAfter() {
        long began = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            assertThat(limits.take(start, 5, Deadline.in(Duration.ofSeconds(5)))).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
        assertThat(limits.take(start, 5, Deadline.in(Duration.ofSeconds(5)))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void whoseTurnComesTooLateIsToldWhenAndTakesNone() {
        for (int i = 0; i < 2; i++) {
            limits.take(start, 2, Deadline.in(Duration.ofSeconds(5)));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(limits.take(start, 2, Deadline.in(Duration.ofMillis(20)))).hasValueSatisfying(
                    wait -> assertThat(wait).isBetween(Duration.ofMillis(100), Duration.ofMillis(1100)));
        }
    }

    @Test
    void accountsAndOperationsDoNotShareALimit() {
        Deadline now = Deadline.in(Duration.ofMillis(50));
        assertThat(limits.take(start, 1, now)).isEmpty();
        assertThat(limits.take(new RateLimits.Key("v", "1400000002", "Start"), 1, now)).isEmpty();
        assertThat(limits.take(new RateLimits.Key("v", "1400000001", "Stop"), 1, now)).isEmpty();
        assertThat(limits.take(start, 1, now)).isPresent();
    }
}
