package io.voxgate.api.webhook;

import io.voxgate.api.event.EventResource;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a webhook gets, for the contract: the sender writes it from what is stored. */
@Schema(
        name = "WebhookMessage",
        description = "The body of a webhook's request. The header webhook-id names it: the same id again is "
                + "the same message again, byte for byte.")
public record WebhookMessage(
        @Schema(
                description = "The type of the event, or webhook.disabled, or webhook.test.",
                examples = "session.ended")
        String type,

        @Schema(description = "When it happened.") Instant timestamp,

        @Schema(
                type = SchemaType.OBJECT,
                description = "A session's event as GET /v1/sessions/{id}/events shows it (schema Event). Of "
                        + "webhook.disabled: webhook (its name) and reason (gone or failing); of "
                        + "webhook.test: webhook.",
                oneOf = {EventResource.EventView.class, NoticeMessage.class})
        Object data) {

    @Schema(name = "WebhookNotice", description = "What Voxgate says of a webhook itself.")
    public record NoticeMessage(
            @Schema(description = "The webhook's name.", examples = "crm")
            String webhook,

            @Nullable
            @Schema(description = "Why it was disabled: gone or failing. Absent in a test.", examples = "failing")
            String reason) {}
}
