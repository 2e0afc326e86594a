package io.voxgate.api.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.audit.AuditTable;
import io.voxgate.audit.AuditTable.AuditRowFilter;
import io.voxgate.audit.AuditTable.EntryRow;
import io.voxgate.database.Page;
import io.voxgate.model.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who changed what, when. */
@Path("/v1/audit")
@Tag(name = "Usage and audit")
@RunOnVirtualThread
public class AuditResource {
    private static final String LIST = "audit";
    private static final MediaType LINES = MediaType.valueOf(MediaTypes.JSON_LINES);
    private static final int BATCH = 200;

    private final AuditTable table;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    public AuditResource(AuditTable table, CurrentCaller caller, ObjectMapper mapper) {
        this.table = table;
        this.caller = caller;
        this.mapper = mapper;
    }

    @Schema(name = "AuditActor", description = "Who did it.")
    public record ActorView(
            @Schema(
                    description = "key: a tenant's key; person: somebody who signed in; operator: the "
                            + "operator's key; voxgate: Voxgate by itself.",
                    examples = "key")
            String type,

            @Schema(examples = "key_06dqxh3y8v5k2m7n9p0q1r2s3t")
            String id) {}

    @Schema(name = "AuditTarget", description = "What it was done to.")
    public record TargetView(
            @Schema(
                    description =
                            "tenant, key, credential, connection, template, webhook, session or erasure. New types may come.",
                    examples = "credential")
            String type,

            @Schema(description = "Its name; of a key or a session its id.", examples = "llm")
            String name) {}

    @Schema(name = "AuditEntry", description = "One change, and who made it. Never holds a secret.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EntryView(
            @Schema(examples = "aud_0b1f6c9d2e8a4f7c9a1d3e5f7a9b1c3d")
            String id,

            Instant occurredAt,
            ActorView actor,

            @Schema(
                    description = "The type of the resource and what was done: created, updated, deleted; "
                            + "template.published; credential.verified; connection.strayStopped; session.started, stopped, said, "
                            + "prompted, transferred, agentChanged; erasure.done. New actions may come.",
                    examples = "credential.updated")
            String action,

            TargetView resource,
            @Schema(description = "Whose it is, or was.") String tenant,

            @Nullable @Schema(description = "The X-Request-Id of the request; absent when Voxgate did it by itself.")
            String requestId,

            @Nullable
            @Schema(
                    type = SchemaType.OBJECT,
                    description = "What there was; of a change only what differs. Absent when it is new.")
            ObjectNode before,

            @Nullable
            @Schema(
                    type = SchemaType.OBJECT,
                    description =
                            "What there is now; of a change only what differs. Of secrets the last four characters, and in "
                                    + "secretsWritten which ones were sent anew. Absent when it was deleted.")
            ObjectNode after) {

        static EntryView of(EntryRow row) {
            return new EntryView(
                    row.id(),
                    row.occurredAt(),
                    new ActorView(row.actor().type(), row.actor().id()),
                    row.action(),
                    new TargetView(row.resourceType(), row.resourceName()),
                    row.tenantId(),
                    row.actor().requestId().orElse(null),
                    row.before().orElse(null),
                    row.after().orElse(null));
        }
    }

    @Schema(name = "AuditList")
    public record AuditList(List<EntryView> items, @Nullable String nextPageToken) {}

    @GET
    @Produces({MediaTypes.JSON, MediaTypes.JSON_LINES})
    @Operation(operationId = "listAudit", summary = "Who changed what", description = """
            Every change of keys, credentials, connections, templates and webhooks and every action of a caller on a \
            session or on what runs at a vendor without one, written in the same transaction as the change; no one \
            can alter or remove an entry. The newest first. A tenant's administrators read the tenant's; the operator \
            reads what concerns tenants and their keys, including the deletion of tenants, whose own entries go with \
            them. With Accept: application/x-ndjson the whole of what is asked for comes as JSON lines, one entry a \
            line, in the same order; pageSize then means nothing, and a pageToken where it begins.""")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaTypes.JSON, schema = @Schema(implementation = AuditList.class)))
    public Response list(
            @BeanParam AuditFilter filter, @BeanParam PageParameters paging, @Context HttpHeaders headers) {
        Optional<String> tenant = tenant(filter.tenant());
        AuditRowFilter wanted = filter.filter();
        Page.PageRequest request = paging.of(LIST);
        if (lines(headers)) {
            StreamingOutput export = out -> export(out, tenant, wanted, new Page.PageRequest(request.after(), BATCH));
            return Response.ok(export, LINES)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        Page<EntryRow> page = page(tenant, wanted, request);
        return Response.ok(
                        new AuditList(page.map(EntryView::of).items(), PageParameters.token(LIST, page)),
                        MediaTypes.JSON)
                .build();
    }

    /** Whose entries; empty: the operator asks for all tenants. */
    private Optional<String> tenant(Optional<String> asked) {
        Optional<String> own = caller.get().tenantId();
        if (own.isPresent() && asked.filter(tenant -> !own.get().equals(tenant)).isPresent()) {
            throw Problem.notFound("There is no tenant " + asked.get() + ".");
        }
        return own.or(() -> asked);
    }

    /** The media type that the caller likes best; with equal likes the first named. */
    private static boolean lines(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(LINES) || type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    private Page<EntryRow> page(Optional<String> tenant, AuditRowFilter filter, Page.PageRequest request) {
        return caller.get().tenantId().isPresent()
                ? table.ofTenant(tenant.orElseThrow(), filter, request)
                : table.ofOperator(tenant, filter, request);
    }

    /**
     * A batch at a time: a slow reader holds neither a connection to the database nor more than one batch in memory.
     */
    private void export(OutputStream out, Optional<String> tenant, AuditRowFilter filter, Page.PageRequest first)
            throws IOException {
        Page.PageRequest request = first;
        while (true) {
            Page<EntryRow> page = page(tenant, filter, request);
            for (EntryRow row : page.items()) {
                out.write(mapper.writeValueAsBytes(EntryView.of(row)));
                out.write('\n');
            }
            if (page.next().isEmpty()) {
                return;
            }
            request = new Page.PageRequest(page.next().get(), BATCH);
        }
    }
}
