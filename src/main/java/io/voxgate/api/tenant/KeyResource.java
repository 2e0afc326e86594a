package io.voxgate.api.tenant;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.database.Page;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.ApiKeys;
import io.voxgate.security.CallerRole;
import io.voxgate.tenant.TenantTable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keys of a tenant: the operator's and the tenant's own administrators' business. */
@Path("/v1/tenants/{id}/keys")
@Tag(name = "Tenants and keys")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class KeyResource {
    private static final String LIST = "keys of ";

    private final ApiKeys apiKeys;
    private final TenantTable tenants;
    private final CurrentCaller caller;

    public KeyResource(ApiKeys apiKeys, TenantTable tenants, CurrentCaller caller) {
        this.apiKeys = apiKeys;
        this.tenants = tenants;
        this.caller = caller;
    }

    @Schema(name = "NewKey")
    public record KeyRequest(
            @NotBlank @Size(max = 200) @Schema(description = "For people.", examples = "ci")
            String name,

            @NotEmpty
            @Size(max = 4)
            @Schema(description = "What the key may do; operator is not among it.", examples = "[\"admin\"]")
            List<@NotNull CallerRole> roles,

            @Nullable @Schema(description = "From when the key is refused; it must be in the future. Absent: never.")
            Instant expiresAt) {
        ApiKeys.NewKeyRequest request() {
            return new ApiKeys.NewKeyRequest(name, new LinkedHashSet<>(roles), Optional.ofNullable(expiresAt));
        }
    }

    @Schema(name = "Key", description = "A key without the text that opens it.")
    public record KeyView(
            String id,
            String name,
            List<CallerRole> roles,

            @Schema(description = "How the key's text begins, to find out which one somebody holds.")
            String prefix,

            Instant createdAt,

            @Nullable @Schema(description = "From when the key is refused. Absent: never.")
            Instant expiresAt,

            @Nullable
            @Schema(description = "When it was last used, to the minute; shown some seconds later. Absent: never used.")
            Instant lastUsedAt) {
        static KeyView of(ApiKeys.StoredKey key) {
            return new KeyView(
                    key.id(),
                    key.name(),
                    key.roles(),
                    key.prefix(),
                    key.createdAt(),
                    key.expiresAt().orElse(null),
                    key.lastUsedAt().orElse(null));
        }
    }

    @Schema(name = "CreatedKey")
    public record CreatedKey(
            String id,
            String name,
            List<CallerRole> roles,
            String prefix,
            Instant createdAt,
            @Nullable Instant expiresAt,

            @Schema(description = "The key itself. It is shown this once; only a hash of it is stored.")
            String key) {
        static CreatedKey of(ApiKeys.NewKey made) {
            ApiKeys.StoredKey key = made.key();
            return new CreatedKey(
                    key.id(),
                    key.name(),
                    key.roles(),
                    key.prefix(),
                    key.createdAt(),
                    key.expiresAt().orElse(null),
                    made.text().reveal());
        }
    }

    @Schema(name = "KeyList")
    public record KeyList(List<KeyView> items, @Nullable String nextPageToken) {}

    @POST
    @Consumes(MediaTypes.JSON)
    @Operation(
            operationId = "createKey",
            summary = "Create a key",
            description = "Makes a key for a tenant. Its text is in this answer and never again. A tenant may "
                    + "have several at once: to rotate, create a second one, move to it, then delete the first.")
    public RestResponse<CreatedKey> create(@PathParam("id") String id, KeyRequest key) {
        own(id);
        if (key.roles().contains(CallerRole.OPERATOR)) {
            throw Problem.of(
                    ProblemCode.INVALID_REQUEST,
                    "A tenant's key cannot be the operator's.",
                    List.of(new Fault(
                            "/roles/" + key.roles().indexOf(CallerRole.OPERATOR),
                            "NOT_ALLOWED",
                            "The operator's key is set by VOXGATE_OPERATOR_KEY only.")));
        }
        ApiKeys.NewKey made = apiKeys.create(id, key.request());
        return RestResponse.ResponseBuilder.<CreatedKey>created(
                        URI.create("/v1/tenants/" + id + "/keys/" + made.key().id()))
                .header("Cache-Control", "no-store")
                .entity(CreatedKey.of(made))
                .build();
    }

    @GET
    @Operation(
            operationId = "listKeys",
            summary = "List the keys",
            description = "The tenant's keys, oldest first, without what opens them.")
    public KeyList list(@PathParam("id") String id, @BeanParam PageParameters paging) {
        own(id);
        String list = LIST + id;
        Page<KeyView> page = apiKeys.list(id, paging.of(list)).map(KeyView::of);
        return new KeyList(page.items(), PageParameters.token(list, page));
    }

    @GET
    @Path("/{keyId}")
    @Operation(
            operationId = "getKey",
            summary = "Read a key",
            description = "One key without what opens it: its roles, how it begins, when it was last used.")
    public KeyView get(@PathParam("id") String id, @PathParam("keyId") String keyId) {
        own(id);
        return KeyView.of(apiKeys.get(id, keyId));
    }

    @DELETE
    @Path("/{keyId}")
    @Operation(
            operationId = "deleteKey",
            summary = "Delete a key",
            description = "The key is refused everywhere within five seconds. A key cannot delete its tenant's "
                    + "last key with the role admin (409): the operator can.")
    public RestResponse<Void> delete(@PathParam("id") String id, @PathParam("keyId") String keyId) {
        own(id);
        apiKeys.delete(id, keyId, caller.get());
        return StoredAnswers.gone();
    }

    private void own(String id) {
        boolean foreign = caller.get().tenantId().filter(own -> !own.equals(id)).isPresent();
        if (foreign || tenants.find(id).isEmpty()) {
            throw Problem.notFound("There is no tenant " + id + ".");
        }
    }
}
