package io.voxgate.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.voxgate.event.webhook.WebhookTable.SigningKeys;
import io.voxgate.json.Json;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.worker.WorkLeases.LeaseClaim;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The dispatcher on an outbox and a sender that fail. */
class DeliveryDispatcherTest {
    private static final ClaimedDelivery DELIVERY = new ClaimedDelivery(
            "whk_1",
            "evt_1",
            1,
            "acme",
            "crm",
            "http://127.0.0.1:1/",
            new SigningKeys(Json.object(), Optional.empty()),
            0,
            Optional.empty());

    private final AtomicInteger claims = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeliveryWakeup wakeup = new DeliveryWakeup();

    private DeliveryDispatcher dispatcher(Supplier<List<ClaimedDelivery>> due, Runnable send) {
        OutboxTable outbox = new OutboxTable(null) {
            @Override
            public List<ClaimedDelivery> claim(LeaseClaim claim, Free free, int perWebhook) {
                claims.incrementAndGet();
                return due.get();
            }
        };
        DeliverySender sender = new DeliverySender(outbox, null, null, null, Clock.systemUTC(), meters) {
            @Override
            void send(ClaimedDelivery claimed) {
                sent.incrementAndGet();
                send.run();
            }
        };
        return new DeliveryDispatcher(outbox, sender, wakeup, Clock.systemUTC(), meters);
    }

    private double held() {
        return meters.get("voxgate.background.permits")
                .tag("work", "webhooks")
                .gauge()
                .value();
    }

    @Test
    void anErrorInAClaimDoesNotEndTheSending() {
        // Given
        DeliveryDispatcher dispatcher = dispatcher(
                () -> {
                    if (claims.get() == 1) {
                        throw new StackOverflowError("a claim that fails for once");
                    }
                    return List.of();
                },
                () -> {});

        // When
        dispatcher.start(new StartupEvent());

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> claims.get() >= 3);
        dispatcher.stop(new ShutdownEvent());
    }

    @Test
    void wakeupsDoNotShortenThePauseAfterAClaimThatFailed() {
        // Given
        DeliveryDispatcher dispatcher = dispatcher(
                () -> {
                    throw new IllegalStateException("the outbox cannot be read");
                },
                () -> {});
        dispatcher.start(new StartupEvent());

        // When
        for (int i = 0; i < 100; i++) {
            wakeup.signal();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }

        // Then
        assertThat(claims.get()).as("claims beside a hundred wake-ups").isBetween(1, 20);
        dispatcher.stop(new ShutdownEvent());
    }

    @Test
    void aDeliveryThatEndsWithAnErrorGivesItsPermitBack() {
        // Given
        DeliveryDispatcher dispatcher = dispatcher(() -> claims.get() == 1 ? List.of(DELIVERY) : List.of(), () -> {
            throw new StackOverflowError("a delivery that cannot be read");
        });

        // When
        dispatcher.start(new StartupEvent());

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> sent.get() == 1 && held() == 0 && claims.get() >= 2);
        dispatcher.stop(new ShutdownEvent());
    }
}
