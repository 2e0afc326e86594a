package io.voxgate.api.webhook;

import io.voxgate.api.event.EventResource;
import io.voxgate.event.webhook.EventTypes;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a webhook gets, for the contract: the sender writes it from what is stored. */
@Schema(
        name = "WebhookMessage",
        description = "The body of a webhook's request, told apart by type. The header webhook-id names it: the same "
                + "id again is the same message again, byte for byte. A type that is not listed is a new event's.",
        discriminatorProperty = "type",
        oneOf = {WebhookMessage.EventMessage.class, WebhookMessage.NoticeMessage.class},
        discriminatorMapping = {
            @DiscriminatorMapping(value = "session.starting", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "session.ringing", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "session.started", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "session.ready", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "session.ended", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "session.failed", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "user.speechStarted", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "transcript.added", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "agent.speechFinished", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "metric.recorded", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "error.reported", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "session.stalled", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "silence.detected", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "extraction.completed", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = "vendor.other", schema = WebhookMessage.EventMessage.class),
            @DiscriminatorMapping(value = EventTypes.DISABLED, schema = WebhookMessage.NoticeMessage.class),
            @DiscriminatorMapping(value = EventTypes.TEST, schema = WebhookMessage.NoticeMessage.class)
        })
public sealed interface WebhookMessage {

    @Schema(name = "WebhookEventMessage", description = "A session's event.")
    record EventMessage(
            @Schema(description = "The type of the event.", examples = "session.ended")
            String type,

            @Schema(description = "When it happened.") Instant timestamp,

            EventResource.EventView data)
            implements WebhookMessage {}

    @Schema(name = "WebhookNoticeMessage", description = "What Voxgate tells of a webhook itself.")
    record NoticeMessage(
            @Schema(
                    description = "webhook.disabled: a webhook was switched off; webhook.test: you asked for a test.",
                    enumeration = {EventTypes.DISABLED, EventTypes.TEST},
                    examples = EventTypes.DISABLED)
            String type,

            @Schema(description = "When it happened.") Instant timestamp,

            WebhookNotice data)
            implements WebhookMessage {}

    @Schema(name = "WebhookNotice", description = "Which webhook, and why.")
    record WebhookNotice(
            @Schema(description = "The webhook's name.", examples = "crm")
            String webhook,

            @Nullable
            @Schema(description = "Why it was disabled: gone or failing. Absent in a test.", examples = "failing")
            String reason) {}
}
