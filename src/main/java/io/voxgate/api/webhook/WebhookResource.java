package io.voxgate.api.webhook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.ResourceNames;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.api.http.ValidateOnlyParameter;
import io.voxgate.database.Page;
import io.voxgate.database.UpsertResult;
import io.voxgate.event.webhook.WebhookTable.WebhookRow;
import io.voxgate.event.webhook.WebhookTable.WebhookSpec;
import io.voxgate.event.webhook.Webhooks;
import io.voxgate.model.SecretText;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.callbacks.Callback;
import org.eclipse.microprofile.openapi.annotations.callbacks.CallbackOperation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Webhooks: a tenant's URLs that get its events. */
@Path("/v1/webhooks")
@Tag(name = "Webhooks")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class WebhookResource {
    private static final String LIST = "webhooks";

    private final Webhooks webhooks;
    private final CurrentCaller caller;

    public WebhookResource(Webhooks webhooks, CurrentCaller caller) {
        this.webhooks = webhooks;
        this.caller = caller;
    }

    @Schema(name = "NewWebhook", description = "A URL of yours, and the events that it gets.")
    public record NewWebhook(
            @NotNull
            @Size(min = 1, max = 2048)
            @Schema(
                    description = "An https URL on the public internet, port 443 or from 1024, without user, "
                            + "password and fragment. Where this installation allows private addresses, "
                            + "http and any port too.",
                    examples = "https://example.com/hooks/voxgate")
            String url,

            @NotEmpty
            @Size(max = 50)
            @Schema(
                    description = "Types of events; session.* and the like for a whole group; * for everything, "
                            + "also types that come later. webhook.disabled says that Voxgate switched another webhook off.",
                    examples = "[\"session.ended\"]")
            List<@NotNull @Size(max = 64) String> eventTypes,

            @Nullable
            @Schema(
                    description = "false: it gets nothing, and what happens meanwhile is not kept for it; "
                            + "deliveries that were waiting stay as they are, as long as deliveries are "
                            + "kept, and go on at once when it is enabled again. Sending true enables a "
                            + "webhook that Voxgate disabled.",
                    defaultValue = "true")
            Boolean enabled) {}

    @Schema(name = "Webhook", description = "A webhook without its secret.")
    public record WebhookView(
            String name,
            String url,
            List<String> eventTypes,
            boolean enabled,

            @Nullable
            @Schema(
                    description = "Why Voxgate disabled it: gone (the receiver answered 410) or failing "
                            + "(nothing was delivered for 5 days). PUT it with enabled: true to go on.",
                    examples = "failing")
            String disabledReason,

            @Nullable @Schema(description = "When Voxgate disabled it.")
            Instant disabledAt,

            @Nullable @Schema(description = "The first failure since the last success.")
            Instant failingSince,

            @Nullable @Schema(description = "After a rotation: until then the secret before signs too.")
            Instant previousSecretUntil,

            @Nullable
            @Schema(
                    description =
                            "whsec_ and base64: verifies the signatures. Only in the answer that created or rotated it.")
            String secret,

            Instant createdAt,
            Instant updatedAt) {
        static WebhookView of(WebhookRow row, Optional<SecretText> secret) {
            return new WebhookView(
                    row.name(),
                    row.wanted().url(),
                    row.wanted().eventTypes(),
                    row.wanted().enabled(),
                    row.health().disabledReason().orElse(null),
                    row.health().disabledAt().orElse(null),
                    row.health().failingSince().orElse(null),
                    row.keys().previousUntil().orElse(null),
                    secret.map(SecretText::reveal).orElse(null),
                    row.createdAt(),
                    row.updatedAt());
        }

        static WebhookView of(WebhookRow row) {
            return of(row, Optional.empty());
        }
    }

    @Schema(name = "WebhookList")
    public record WebhookList(
            List<WebhookView> items, @Nullable String nextPageToken) {}

    @PUT
    @Path("/{name}")
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    @Operation(operationId = "putWebhook", summary = "Create or replace a webhook", description = """
                    Sends events of the given types to a URL from now on. The secret is in the answer that creates it \
                    and never again; a replacement keeps it, and the same body again changes nothing.

                    Each event is a POST after Standard Webhooks 1.0: the headers webhook-id (the event's id, the \
                    same on every try), webhook-timestamp (seconds) and webhook-signature (v1, one for each secret \
                    that is valid), and the body {"type","timestamp","data"}, where data is the event as GET \
                    /v1/sessions/{id}/events shows it. Success is 2xx within 15 seconds; a redirect is a failure. \
                    Else it is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, each up to \
                    a fifth later, or later still when Retry-After says so (up to 24 h). 410, or five days without a \
                    success, disables the webhook. Events arrive at least once and in no certain order.""")
    @Callback(
            name = "message",
            callbackUrlExpression = "{$request.body#/url}",
            operations =
                    @CallbackOperation(
                            method = "post",
                            summary = "What your receiver gets",
                            description = "Signed after Standard Webhooks 1.0 over the raw body. Answer any 2xx "
                                    + "within 15 seconds, and work afterwards. 410 disables the webhook; "
                                    + "everything else, and a redirect too, is tried again.",
                            requestBody =
                                    @RequestBody(
                                            content =
                                                    @Content(
                                                            mediaType = MediaTypes.JSON,
                                                            schema = @Schema(implementation = WebhookMessage.class))),
                            responses = {
                                @APIResponse(responseCode = "2XX", description = "You have it."),
                                @APIResponse(
                                        responseCode = "410",
                                        description = "You want no more: the webhook is disabled.")
                            }))
    public RestResponse<WebhookView> put(
            @PathParam("name") String name, NewWebhook webhook, @BeanParam ValidateOnlyParameter validateOnly) {
        ResourceNames.check(name);
        WebhookSpec wanted =
                new WebhookSpec(webhook.url(), webhook.eventTypes(), webhook.enabled() == null || webhook.enabled());
        UpsertResult<Webhooks.WebhookWithSecret> stored =
                webhooks.put(caller.tenant(), name, wanted, validateOnly.writeOptions());
        return validateOnly.writeOptions().validateOnly()
                ? RestResponse.ok(WebhookView.of(stored.row().webhook()))
                : given(stored.status(), stored.row());
    }

    @GET
    @Operation(
            operationId = "listWebhooks",
            summary = "List the webhooks",
            description = "The tenant's webhooks by name, without their secrets.")
    public WebhookList list(@BeanParam PageParameters paging) {
        Page<WebhookView> page = webhooks.list(caller.tenant(), paging.of(LIST)).map(WebhookView::of);
        return new WebhookList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{name}")
    @Operation(
            operationId = "getWebhook",
            summary = "Read a webhook",
            description = "Where it sends what, and how its receiver does. Never its secret.")
    public RestResponse<WebhookView> get(@PathParam("name") String name, @BeanParam IfNoneMatchParameter reader) {
        WebhookRow row = webhooks.get(caller.tenant(), name);
        return StoredAnswers.read(WebhookView.of(row), row.version(), reader);
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Delete a webhook",
            description = "Its deliveries, also those that wait, go with it.")
    public RestResponse<Void> delete(@PathParam("name") String name, @BeanParam ConditionalHeaders etags) {
        webhooks.delete(caller.tenant(), name, etags.precondition());
        return StoredAnswers.gone();
    }

    @POST
    @Path("/{name}/rotate-secret")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Give a webhook a new secret",
            description = "The new secret is in this answer and never again. For 24 hours (until "
                    + "previousSecretUntil) each request carries two signatures, one with the new and one "
                    + "with the old secret, so that the receiver can change over in its own time. A "
                    + "rotation in that time ends the oldest at once. Where the old secret cannot be decrypted any "
                            + "more, because the master key that encrypted it is lost, the new one signs alone, at "
                    + "once, and previousSecretUntil is absent.")
    public RestResponse<WebhookView> rotate(@PathParam("name") String name, @BeanParam ConditionalHeaders etags) {
        return given(200, webhooks.rotate(caller.tenant(), name, etags.precondition()));
    }

    private static RestResponse<WebhookView> given(int status, Webhooks.WebhookWithSecret given) {
        return RestResponse.ResponseBuilder.<WebhookView>create(status)
                .header("ETag", ConditionalHeaders.of(given.webhook().version()))
                .header("Cache-Control", "no-store")
                .entity(WebhookView.of(given.webhook(), given.secret()))
                .build();
    }
}
