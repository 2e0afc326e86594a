package io.voxgate.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.event.webhook.ClaimedDelivery.DeliveryPayload;
import io.voxgate.event.webhook.WebhookTable.SigningKeys;
import io.voxgate.json.Json;
import io.voxgate.secret.UlidGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a delivery that cannot be sent for a reason of ours. */
class DeliverySenderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final List<OutboxTable.Settled> settled = new ArrayList<>();

    private final OutboxTable outbox = new OutboxTable(null) {
        @Override
        public Optional<String> failed(ClaimedDelivery claimed, Settled outcome, DeliveryFailure failure) {
            settled.add(outcome);
            return Optional.empty();
        }
    };

    @Test
    void aMessageThatCannotBeWrittenIsAFailedTryAndComesToItsEnd() {
        // Given
        Clock clock = new TestClock(NOW);
        DeliverySender sender =
                new DeliverySender(outbox, null, null, new UlidGenerator(clock), clock, new SimpleMeterRegistry());
        ObjectNode unwritable = Json.object();
        unwritable.putPOJO("data", new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("what cannot be written");
            }
        });
        ClaimedDelivery delivery = new ClaimedDelivery(
                "whk_1",
                "evt_1",
                1,
                "acme",
                "crm",
                "http://127.0.0.1:1/",
                new SigningKeys(Json.object(), Optional.empty()),
                0,
                Optional.of(new DeliveryPayload.Notice("webhook.disabled", NOW, unwritable)));

        // When
        sender.send(delivery);

        // Then
        assertThat(settled).singleElement().satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo("pending");
            assertThat(outcome.dueAt()).isPresent();
        });
    }
}
