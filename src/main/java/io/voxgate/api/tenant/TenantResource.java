package io.voxgate.api.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.ResourceNames;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.database.Page;
import io.voxgate.event.webhook.OutboxTable;
import io.voxgate.json.Json;
import io.voxgate.json.MergePatch;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Problem;
import io.voxgate.retention.RetentionTable.RetainedRows;
import io.voxgate.tenant.TenantTable;
import io.voxgate.tenant.TenantTable.Chosen;
import io.voxgate.tenant.TenantTable.TenantRow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tenants: product teams. */
@Path("/v1/tenants")
@Tag(name = "Tenants and keys")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class TenantResource {
    private static final String LIST = "tenants";
    private static final String EVENTS = "Events, from when their session was over; 90 unless chosen.";
    private static final String TRANSCRIPTS =
            "What was said (transcript.added, agent.speechFinished), what was extracted from it, what a "
                    + "vendor sent that has no neutral name, and the vendors' own payloads, from when their session "
                    + "was over; 90 unless chosen. No longer than eventDays.";
    private static final String DELIVERIES =
            "The log of webhook deliveries; 30 unless chosen. One that is still waiting for a try stays for at least 30.";
    private static final String SESSIONS =
            "Sessions themselves, with all that belongs to them, from when they were over; 365 unless chosen.";

    private final TenantTable tenants;
    private final CurrentCaller caller;
    private final StrictJson strict;

    public TenantResource(TenantTable tenants, CurrentCaller caller, StrictJson strict) {
        this.tenants = tenants;
        this.caller = caller;
        this.strict = strict;
    }

    @Schema(name = "NewTenant")
    public record NewTenant(
            @NotNull
            @Pattern(regexp = ResourceNames.PATTERN)
            @Schema(description = ResourceNames.RULE, examples = "acme")
            String id,

            @NotBlank @Size(max = 200) @Schema(description = "For people.", examples = "Acme")
            String name) {}

    @Schema(name = "TenantChange", description = "What can be changed of a tenant.")
    public record TenantChange(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Valid RetentionChange retention) {}

    @Schema(
            name = "RetentionChange",
            description = "For how many days data are kept; each absent or null: the usual number.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RetentionChange(
            @Nullable @Min(1) @Max(3650) @Schema(description = EVENTS)
            Integer eventDays,

            @Nullable @Min(1) @Max(3650) @Schema(description = TRANSCRIPTS)
            Integer transcriptDays,

            @Nullable @Min(1) @Max(3650) @Schema(description = DELIVERIES)
            Integer deliveryDays,

            @Nullable @Min(1) @Max(3650) @Schema(description = SESSIONS)
            Integer sessionDays) {}

    @Schema(name = "Retention", description = "For how many days data are kept.")
    public record RetentionView(
            @Schema(description = EVENTS, examples = "90") int eventDays,

            @Schema(description = TRANSCRIPTS, examples = "30")
            int transcriptDays,

            @Schema(description = DELIVERIES, examples = "30")
            int deliveryDays,

            @Schema(description = SESSIONS, examples = "365")
            int sessionDays) {
        static RetentionView of(Optional<ObjectNode> chosen) {
            return new RetentionView(
                    days(chosen, "eventDays", RetainedRows.EVENTS.usualDays()),
                    days(chosen, "transcriptDays", RetainedRows.TRANSCRIPTS.usualDays()),
                    days(chosen, "deliveryDays", OutboxTable.USUAL_DAYS),
                    days(chosen, "sessionDays", RetainedRows.SESSIONS.usualDays()));
        }

        private static int days(Optional<ObjectNode> chosen, String name, int usual) {
            return chosen.map(tree -> tree.path(name).asInt(usual)).orElse(usual);
        }
    }

    @Schema(name = "Tenant", description = "A product team; owns everything else and sees nothing of another tenant.")
    public record TenantView(String id, String name, RetentionView retention, Instant createdAt, Instant updatedAt) {
        static TenantView of(TenantRow row) {
            return new TenantView(
                    row.id(), row.name(), RetentionView.of(row.retention()), row.createdAt(), row.updatedAt());
        }
    }

    @Schema(name = "TenantList")
    public record TenantList(
            List<TenantView> items, @Nullable String nextPageToken) {}

    @POST
    @Consumes(MediaTypes.JSON)
    @Operation(
            operationId = "createTenant",
            summary = "Create a tenant",
            description = "Makes an empty tenant. Give it a key next; everything else is done with that key.")
    public RestResponse<TenantView> create(NewTenant tenant) {
        TenantRow row = tenants.insert(tenant.id(), tenant.name());
        return RestResponse.ResponseBuilder.<TenantView>created(URI.create("/v1/tenants/" + row.id()))
                .header("ETag", ConditionalHeaders.of(row.version()))
                .entity(TenantView.of(row))
                .build();
    }

    @GET
    @Operation(
            operationId = "listTenants",
            summary = "List the tenants",
            description = "All tenants of this installation, by id.")
    public TenantList list(@BeanParam PageParameters paging) {
        Page<TenantView> page = tenants.list(paging.of(LIST)).map(TenantView::of);
        return new TenantList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getTenant",
            summary = "Read a tenant",
            description = "The operator reads any tenant; a tenant's key reads its own.")
    public RestResponse<TenantView> get(@PathParam("id") String id, @BeanParam IfNoneMatchParameter reader) {
        TenantRow row = own(id);
        return StoredAnswers.read(TenantView.of(row), row.version(), reader);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaTypes.MERGE_PATCH, MediaTypes.JSON})
    @Operation(operationId = "updateTenant", summary = "Change a tenant", description = """
            JSON Merge Patch of the name and of retention: for how many days data are kept. The id never changes. The \
            operator changes any tenant, an admin its own.

            What is due is deleted within minutes, some thousand rows at a time, and there is no way back; of a \
            session nothing is deleted before it is over. GET /v1/usage still counts it. A webhook's delivery is made \
            of the stored event and tried for up to four days: with fewer eventDays one may never arrive.""")
    public RestResponse<TenantView> update(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = TenantChange.class))) ObjectNode patch,
            @BeanParam ConditionalHeaders etags) {
        own(id);
        TenantRow row = tenants.change(id, etags.precondition(), before -> {
            ObjectNode old = Json.object().put("name", before.name());
            before.retention().ifPresent(days -> old.set("retention", days));
            TenantChange now = strict.read(MergePatch.apply(old, patch), TenantChange.class)
                    .orRefuse();
            return new Chosen(
                    now.name(),
                    Optional.ofNullable(now.retention()).map(Json::tree).filter(tree -> !tree.isEmpty()));
        });
        return StoredAnswers.stored(200, TenantView.of(row), row.version());
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteTenant",
            summary = "Delete a tenant",
            description = "Deletes the tenant and everything that belongs to it: keys, credentials, "
                    + "connections, templates, sessions and their events. There is no way back. While "
                    + "sessions are not over it is a 409 that names some of them (sessionIds) and counts "
                    + "them (openSessions).")
    public RestResponse<Void> delete(@PathParam("id") String id, @BeanParam ConditionalHeaders etags) {
        tenants.delete(id, etags.precondition());
        return StoredAnswers.gone();
    }

    private TenantRow own(String id) {
        if (caller.get().tenantId().filter(own -> !own.equals(id)).isPresent()) {
            throw Problem.notFound("There is no tenant " + id + ".");
        }
        return tenants.find(id).orElseThrow(() -> Problem.notFound("There is no tenant " + id + "."));
    }
}
