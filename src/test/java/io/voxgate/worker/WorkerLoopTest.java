package io.voxgate.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxgate.worker.WorkerLoop.Wait;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerLoopTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Wakeup wakeup = new Wakeup();
    private Callable<Duration> round = () -> LONG;
    private Consumer<Throwable> onFailure = _ -> {};

    private final WorkerLoop.Rounds work = new WorkerLoop.Rounds() {
        @Override
        public Duration round() throws Exception {
            rounds.incrementAndGet();
            return round.call();
        }

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
            onFailure.accept(cause);
        }

        @Override
        public void ended() {
            ended.set(true);
        }
    };

    private final WorkerLoop loop = loop(new FailureBackoff(Duration.ofMillis(20), Duration.ofMillis(20), () -> 0));

    private WorkerLoop loop(FailureBackoff backoff) {
        return new WorkerLoop(Thread.ofVirtual().name("test"), work, wakeup, backoff);
    }

    @AfterEach
    void stop() {
        loop.stop();
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    @Test
    void aRoundSaysHowLongToWait() throws InterruptedException {
        assertThat(loop.round()).isEqualTo(new Wait(LONG, true));
    }

    @Test
    void pausesAfterFailuresGrowAndOneSuccessEndsThem() throws InterruptedException {
        // Given
        WorkerLoop failing = loop(new FailureBackoff(Duration.ofMillis(100), Duration.ofSeconds(1), () -> 0));
        round = () -> {
            throw new IllegalStateException("the database is away");
        };

        // When, Then: no wake-up ends such a pause
        assertThat(failing.round()).isEqualTo(new Wait(Duration.ofMillis(50), false));
        assertThat(failing.round()).isEqualTo(new Wait(Duration.ofMillis(100), false));
        Callable<Duration> failure = round;
        round = () -> LONG;
        assertThat(failing.round()).isEqualTo(new Wait(LONG, true));
        round = failure;
        assertThat(failing.round()).isEqualTo(new Wait(Duration.ofMillis(50), false));
        assertThat(failures).hasSize(3);
    }

    @Test
    void withNothingToDoItDoesNotSpin() {
        // Given
        loop.start();
        await().atMost(SOON).until(() -> rounds.get() == 1);

        // When
        pause(Duration.ofMillis(200));

        // Then
        assertThat(rounds).hasValue(1);
    }

    @Test
    void aWakeupWhileARoundIsGoingOnCausesAnother() {
        // Given: what the round looks at was read before the signal
        round = () -> {
            if (rounds.get() == 1) {
                wakeup.signal();
            }
            return LONG;
        };

        // When
        loop.start();

        // Then
        await().atMost(SOON).until(() -> rounds.get() == 2);
    }

    @Test
    void nothingThatARoundThrowsEndsIt() {
        // Given
        round = () -> {
            switch (rounds.get()) {
                case 1 -> throw new IllegalStateException("a failure");
                case 2 -> throw new StackOverflowError("an error");
                case 3 -> throw new Exception("a checked exception");
                default -> {
                    return LONG;
                }
            }
        };

        // When
        loop.start();

        // Then
        await().atMost(SOON).until(() -> rounds.get() == 4);
        assertThat(failures).hasSize(3);
    }

    @Test
    void aFailureThatCannotBeReportedDoesNotEndItEither() {
        // Given
        round = () -> {
            throw new IllegalStateException("a failure");
        };
        onFailure = _ -> {
            throw new StackOverflowError("a failure of the report");
        };

        // When
        loop.start();

        // Then
        await().atMost(SOON).until(() -> rounds.get() >= 3);
    }

    @Test
    void wakeupsDoNotShortenThePauseAfterAFailure() throws InterruptedException {
        // Given
        WorkerLoop failing = loop(new FailureBackoff(LONG, LONG));
        round = () -> {
            throw new IllegalStateException("a failure");
        };
        failing.start();
        await().atMost(SOON).until(() -> failures.size() == 1);

        // When
        for (int i = 0; i < 20; i++) {
            wakeup.signal();
            pause(Duration.ofMillis(5));
        }

        // Then
        assertThat(rounds).hasValue(1);
        failing.stop();
        failing.join(SOON);
        assertThat(ended).as("a stop does").isTrue();
    }

    @Test
    void noRoundBeginsAfterTheStop() throws InterruptedException {
        // Given
        loop.start();
        await().atMost(SOON).until(() -> rounds.get() == 1);

        // When
        loop.stop();
        loop.join(SOON);
        wakeup.signal();

        // Then
        assertThat(ended).isTrue();
        assertThat(rounds).hasValue(1);
    }

    @Test
    void aLoopThatIsStoppedBeforeItBeginsDoesNothing() throws InterruptedException {
        // When
        loop.stop();
        loop.start();
        loop.join(SOON);

        // Then
        assertThat(rounds).hasValue(0);
    }

    @Test
    void itBeginsOnce() {
        // When
        loop.start();
        loop.start();

        // Then
        await().atMost(SOON).until(() -> rounds.get() == 1);
    }
}
