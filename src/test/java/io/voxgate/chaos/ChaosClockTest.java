package io.voxgate.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosClockTest {
    private static final Duration STEP = Duration.ofMillis(100);

    private final List<Long> begins = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    /** Three steps, planned for 0, 100 and 200 ms, of which each takes 250 ms. */
    private void run(Duration rest) throws InterruptedException {
        new ChaosClock().run(List.of(0L, 1L, 2L), STEP::multipliedBy, Duration.ofMinutes(1), rest, _ -> {
            begins.add(System.nanoTime());
            Thread.sleep(250);
            ends.add(System.nanoTime());
        });
        assertThat(begins).hasSize(3);
    }

    private Duration between(int first) {
        return Duration.ofNanos(begins.get(first + 1) - ends.get(first));
    }

    @Test
    void whatIsLateRestsToo() throws InterruptedException {
        run(STEP);
        assertThat(between(0)).isGreaterThanOrEqualTo(STEP.minusMillis(1));
        assertThat(between(1)).isGreaterThanOrEqualTo(STEP.minusMillis(1));
    }

    @Test
    void withoutARestWhatIsLateIsDoneAtOnce() throws InterruptedException {
        run(Duration.ZERO);
        assertThat(between(0)).isLessThan(STEP);
    }
}
