package io.voxgate.event.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Page;
import io.voxgate.event.webhook.ClaimedDelivery.DeliveryPayload;
import io.voxgate.event.webhook.DeliveryTable.DeliveryKey;
import io.voxgate.event.webhook.WebhookTable.WebhookRow;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.secret.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a tenant can see of its deliveries and do about them. */
@ApplicationScoped
public class DeliveryLog {
    private final DeliveryTable table;
    private final Webhooks webhooks;
    private final WebhookHttpClient httpClient;
    private final IdGenerator idGenerator;
    private final Clock clock;

    public DeliveryLog(
            DeliveryTable table,
            Webhooks webhooks,
            WebhookHttpClient httpClient,
            IdGenerator idGenerator,
            Clock clock) {
        this.table = table;
        this.webhooks = webhooks;
        this.httpClient = httpClient;
        this.idGenerator = idGenerator;
        this.clock = clock;
    }

    /** @throws Problem 404 */
    public Page<DeliveryRow> list(String tenantId, String webhook, Optional<String> status, Page.PageRequest page) {
        return table.list(tenantId, webhooks.get(tenantId, webhook).id(), status, page);
    }

    /** @throws Problem 404 */
    public DeliveryRow get(String tenantId, String webhook, String id) {
        return table.find(key(webhooks.get(tenantId, webhook), id))
                .orElseThrow(() -> Problem.notFound("There is no delivery " + id + " of this webhook."));
    }

    /**
     * Sends a test event right now, once, whether the webhook is enabled or not. It says nothing of the receiver's
     * health.
     *
     * @throws Problem 404
     */
    public DeliveryRow test(String tenantId, String name) {
        WebhookRow webhook = webhooks.get(tenantId, name);
        Instant now = now();
        ObjectNode data = Json.object().put("webhook", name);
        OutgoingMessage message =
                OutgoingMessage.of(idGenerator.next("evt"), new DeliveryPayload.Notice(EventTypes.TEST, now, data));
        DeliveryAttempt attempt = httpClient.deliver(
                webhook.wanted().url(), message, webhooks.signing(tenantId, name, webhook.keys(), now));
        DeliveryRow tried = new DeliveryRow(
                message.id(),
                Optional.empty(),
                EventTypes.TEST,
                attempt.delivered() ? "delivered" : "failed",
                Json.array().add(attempt.tree()),
                Optional.empty(),
                now,
                Optional.of(now()).filter(_ -> attempt.delivered()));
        return table.insert(key(webhook, message.id()), tried, data);
    }

    /**
     * Sends a delivery again at once, also one that arrived.
     *
     * @throws Problem 404; 409 when the webhook is disabled or the event was deleted
     */
    public DeliveryRow retry(String tenantId, String name, String id) {
        WebhookRow webhook = webhooks.get(tenantId, name);
        if (!webhook.wanted().enabled() && table.find(key(webhook, id)).isPresent()) {
            throw Problem.of(
                    ProblemCode.CONFLICT, "The webhook is disabled. Enable it first: PUT it with enabled: true.");
        }
        return table.retry(key(webhook, id), now());
    }

    private static DeliveryKey key(WebhookRow webhook, String id) {
        return new DeliveryKey(webhook.tenantId(), webhook.id(), id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
