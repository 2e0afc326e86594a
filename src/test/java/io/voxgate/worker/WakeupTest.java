package io.voxgate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WakeupTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Wakeup wakeup = new Wakeup();

    @Test
    void aSignalBeforeTheWaitIsNotLost() throws InterruptedException {
        // Given
        wakeup.signal();

        // When, Then: at once, or the test's own time is over
        assertThat(wakeup.await(LONG)).isTrue();
    }

    @Test
    void aSignalEndsAWait() throws Exception {
        // Given
        CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(this::awaitLong);

        // When
        wakeup.signal();

        // Then
        assertThat(woken.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean awaitLong() {
        try {
            return wakeup.await(LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anyNumberOfSignalsEndOneWait() throws InterruptedException {
        // Given: more than a semaphore would count in the life of a process is not needed to see that they are not
        // counted
        for (int i = 0; i < 1_000_000; i++) {
            wakeup.signal();
        }

        // When
        boolean first = wakeup.await(Duration.ZERO);

        // Then
        assertThat(first).isTrue();
        assertThat(wakeup.await(Duration.ZERO)).isFalse();
    }

    @Test
    void withoutASignalTheWaitEndsByItself() throws InterruptedException {
        assertThat(wakeup.await(Duration.ofMillis(5))).isFalse();
    }
}
