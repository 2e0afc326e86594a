package io.voxgate.session.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.session.LookupWakeup;
import io.voxgate.session.store.LookupTable;
import io.voxgate.session.store.LookupTable.Due;
import io.voxgate.worker.WorkLeases.LeaseClaim;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The poller on a table and a reconciler that fail. */
class ReconciliationPollerTest {
    private static final Due DUE = new Due("ses_1", new PermitHolder("acme", "trtc"));

    private final AtomicInteger claims = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LookupWakeup wakeup = new LookupWakeup();

    @BeforeEach
    void count() {
        Metrics.addRegistry(meters);
    }

    @AfterEach
    void countNoMore() {
        Metrics.removeRegistry(meters);
    }

    private ReconciliationPoller poller(Supplier<List<Due>> due, Runnable lookup) {
        LookupTable table = new LookupTable(null) {
            @Override
            public List<Due> claim(LeaseClaim claim, Free free) {
                claims.incrementAndGet();
                return due.get();
            }
        };
        SessionReconciler reconciler =
                new SessionReconciler(null, null, null, null, null, null, null, null, null) {
                    @Override
                    public void lookUp(String id) {
                        looks.incrementAndGet();
                        lookup.run();
                    }
                };
        return new ReconciliationPoller(table, reconciler, wakeup, Clock.systemUTC(), meters);
    }

    private double skipped() {
        return meters.counter("voxgate.rows.skipped", "where", "poller").count();
    }

    private double held() {
        return meters.get("voxgate.background.permits")
                .tag("work", "lookups")
                .gauge()
                .value();
    }

    @Test
    void anErrorInAClaimDoesNotEndThePolling() {
        // Given
        ReconciliationPoller poller = poller(
                () -> {
                    if (claims.get() == 1) {
                        throw new StackOverflowError("a claim that fails for once");
                    }
                    return List.of();
                },
                () -> {});

        // When
        poller.start(new StartupEvent());

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> claims.get() >= 3);
        poller.stop(new ShutdownEvent());
    }

    @Test
    void wakeupsDoNotShortenThePauseAfterAClaimThatFailed() {
        // Given
        ReconciliationPoller poller = poller(
                () -> {
                    throw new IllegalStateException("the table cannot be read");
                },
                () -> {});
        poller.start(new StartupEvent());

        // When
        for (int i = 0; i < 100; i++) {
            wakeup.signal();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }

        // Then
        assertThat(claims.get()).as("claims beside a hundred wake-ups").isBetween(1, 20);
        poller.stop(new ShutdownEvent());
    }

    @Test
    void aLookThatEndsWithAnErrorIsCountedAndGivesItsPermitBack() {
        // Given
        ReconciliationPoller poller = poller(() -> claims.get() == 1 ? List.of(DUE) : List.of(), () -> {
            throw new StackOverflowError("a session that cannot be read");
        });

        // When
        poller.start(new StartupEvent());

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> skipped() == 1);
        await().atMost(Duration.ofSeconds(5)).until(() -> held() == 0 && claims.get() >= 2);
        poller.stop(new ShutdownEvent());
        assertThat(looks).hasValue(1);
    }
}
