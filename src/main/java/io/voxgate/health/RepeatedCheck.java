package io.voxgate.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/**
 * Checks something again and again on a platform thread of its own, so that neither virtual threads that are stuck nor
 * a database that does not answer hold up the probe that asks for the result.
 */
final class RepeatedCheck {
    private static final Logger LOG = Logger.getLogger(RepeatedCheck.class);

    /** A check that has no result for so long, beside its own time, is stuck itself. */
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final String name;
    private final Duration every;
    private final int failuresInARow;
    private final Supplier<Optional<String>> check;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile CheckResult result;

    /** @param since when, by {@link System#nanoTime} */
    private record CheckResult(Optional<String> fault, int failures, long since) {}

    /**
     * @param failuresInARow how many make it down
     * @param check what is wrong; empty: nothing
     */
    RepeatedCheck(String name, Duration every, int failuresInARow, Supplier<Optional<String>> check) {
        this.name = name;
        this.every = every;
        this.failuresInARow = failuresInARow;
        this.check = check;
        this.result = new CheckResult(Optional.empty(), 0, System.nanoTime());
    }

    void start() {
        Thread.ofPlatform().daemon().name("check-" + name).start(this::run);
    }

    void stop() {
        stopped.countDown();
    }

    private void run() {
        try {
            do {
                once();
            } while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void once() {
        Optional<String> fault = fault();
        CheckResult before = result;
        int failures = fault.isEmpty() ? 0 : before.failures() + 1;
        result = new CheckResult(fault, failures, System.nanoTime());
        if (failures == failuresInARow) {
            LOG.warnf("The check \"%s\" fails: %s", name, fault.orElseThrow());
        } else if (failures == 0 && before.failures() >= failuresInARow) {
            LOG.infof("The check \"%s\" is good again.", name);
        }
    }

    private Optional<String> fault() {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return Optional.of("it broke: " + e);
        }
    }

    /** What the last checks said, at once. */
    HealthCheckResponse response() {
        CheckResult last = result;
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name);
        if (System.nanoTime() - last.since() > STUCK.plus(every).toNanos()) {
            return response.down()
                    .withData("fault", "no result for more than " + STUCK.toSeconds() + " s")
                    .build();
        }
        last.fault().ifPresent(fault -> response.withData("fault", fault).withData("failuresInARow", last.failures()));
        return response.status(last.failures() < failuresInARow).build();
    }
}
