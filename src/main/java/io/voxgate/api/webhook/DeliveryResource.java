package io.voxgate.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.database.Page;
import io.voxgate.event.webhook.DeliveryLog;
import io.voxgate.event.webhook.DeliveryRow;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What became of the events that a webhook was to get. */
@Path("/v1/webhooks/{name}")
@Tag(name = "Webhooks")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class DeliveryResource {
    private static final List<String> STATUSES = List.of("pending", "delivered", "failed");

    private final DeliveryLog deliveries;
    private final CurrentCaller caller;

    public DeliveryResource(DeliveryLog deliveries, CurrentCaller caller) {
        this.deliveries = deliveries;
        this.caller = caller;
    }

    @Schema(
            name = "DeliveryAttempt",
            description = "One try: either the receiver's status, or the error why there is none.")
    public record AttemptView(
            Instant at,

            @Schema(description = "From the look-up of the host's name to the answer.")
            long durationMs,

            @Nullable
            @Schema(
                    description = "The receiver's HTTP status; 2xx is success, 3xx is not followed and a failure.",
                    examples = "500")
            Integer status,

            @Nullable
            @Schema(
                    description =
                            "Why there was no answer: no connection, no answer within 15 seconds, an address that may not be called.")
            String error,

            @Nullable
            @Schema(description = "How the answer's body begins: at most 500 characters, without control characters.")
            String answer) {
        static AttemptView of(JsonNode tree) {
            return new AttemptView(
                    Instant.parse(tree.path("at").asText()),
                    tree.path("durationMs").asLong(),
                    tree.has("status") ? tree.get("status").asInt() : null,
                    tree.has("error") ? tree.get("error").asText() : null,
                    tree.has("answer") ? tree.get("answer").asText() : null);
        }
    }

    @Schema(name = "Delivery", description = "The delivery of one event to one webhook.")
    public record DeliveryView(
            @Schema(
                    description = "The event's id: the header webhook-id of each try.",
                    examples = "evt_06dqxh3y8v5k2m7n9p0q1r2s3t")
            String id,

            @Schema(description = "The event's type.", examples = "session.ended")
            String type,

            @Nullable @Schema(description = "The session that the event is about, if it is about one.")
            String sessionId,

            @Schema(
                    description = "pending: it waits for its first or next try, or is being sent; delivered: "
                            + "the receiver answered 2xx; failed: the last try failed, or the receiver is "
                            + "gone, or the event was deleted or cannot be read.",
                    enumeration = {"pending", "delivered", "failed"})
            String status,

            @Schema(description = "What was tried, oldest first; the latest twenty.")
            List<AttemptView> attempts,

            @Nullable @Schema(description = "While it is pending: when it is tried next at the earliest.")
            Instant nextAttemptAt,

            @Schema(description = "When the event was there to be sent.")
            Instant createdAt,

            @Nullable Instant deliveredAt) {
        static DeliveryView of(DeliveryRow row) {
            return new DeliveryView(
                    row.eventId(),
                    row.type(),
                    row.sessionId().orElse(null),
                    row.status(),
                    row.attempts().valueStream().map(AttemptView::of).toList(),
                    row.dueAt().orElse(null),
                    row.createdAt(),
                    row.deliveredAt().orElse(null));
        }
    }

    @Schema(name = "DeliveryList")
    public record DeliveryList(
            List<DeliveryView> items, @Nullable String nextPageToken) {}

    @POST
    @Path("/test")
    @Operation(
            operationId = "testWebhook",
            summary = "Send a test event",
            description = "Sends a signed event of the type webhook.test at once and once, also to a disabled "
                    + "webhook, waits for the receiver (at most 15 seconds), and answers with the outcome. A failed "
                            + "test is not repeated and does not count against the receiver.")
    public DeliveryView test(@PathParam("name") String name) {
        return DeliveryView.of(deliveries.test(caller.tenant(), name));
    }

    @GET
    @Path("/deliveries")
    @Operation(
            operationId = "listDeliveries",
            summary = "List the deliveries",
            description = "The delivery of each event that the webhook was to get, the newest first, with each "
                    + "try and how the receiver answered. Kept for 30 days.")
    public DeliveryList list(
            @PathParam("name") String name,
            @BeanParam PageParameters paging,
            @QueryParam("status")
                    @Parameter(
                            description = "Only deliveries in this status.",
                            schema =
                                    @Schema(
                                            implementation = String.class,
                                            enumeration = {"pending", "delivered", "failed"}))
                    @Nullable
                    String status) {
        if (status != null && !STATUSES.contains(status)) {
            String detail = "status must be one of " + String.join(", ", STATUSES) + ".";
            throw Problem.of(
                    ProblemCode.INVALID_PARAMETER, detail, List.of(new Fault("/status", "INVALID_PARAMETER", detail)));
        }
        String list =
                "deliveries of " + name + " " + Optional.ofNullable(status).orElse("");
        Page<DeliveryView> page = deliveries
                .list(caller.tenant(), name, Optional.ofNullable(status), paging.of(list))
                .map(DeliveryView::of);
        return new DeliveryList(page.items(), PageParameters.token(list, page));
    }

    @GET
    @Path("/deliveries/{id}")
    @Operation(
            operationId = "getDelivery",
            summary = "Read a delivery",
            description = "The delivery of one event to this webhook.")
    public DeliveryView get(@PathParam("name") String name, @PathParam("id") String id) {
        return DeliveryView.of(deliveries.get(caller.tenant(), name, id));
    }

    @POST
    @Path("/deliveries/{id}/retry")
    @ResponseStatus(202)
    @Operation(
            operationId = "retryDelivery",
            summary = "Send a delivery again",
            description = "Sends it at once, with the same webhook-id, also one that was delivered. One that "
                    + "had failed for good or was delivered begins its schedule anew if the receiver fails "
                    + "again. 409 when the webhook is disabled, or when the event was deleted meanwhile.")
    public DeliveryView retry(@PathParam("name") String name, @PathParam("id") String id) {
        return DeliveryView.of(deliveries.retry(caller.tenant(), name, id));
    }
}
