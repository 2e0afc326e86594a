package io.voxgate.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.persistence.Page;
import io.voxgate.persistence.TenantTable;
import io.voxgate.tenant.Keys;
import io.voxgate.tenant.Role;
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
    private static final String LIST = "keys";

    private final Keys keys;
    private final TenantTable tenants;
    private final CurrentCaller caller;

    public KeyResource(Keys keys, TenantTable tenants, CurrentCaller caller) {
        this.keys = keys;
        this.tenants = tenants;
        this.caller = caller;
    }

    @Schema(name = "NewKey")
    public record NewKey(
            @NotBlank @Size(max = 200) @Schema(description = "For people.", examples = "ci") String name,
            @NotEmpty @Size(max = 4) @Schema(description = "What the key may do; operator is not among it.", examples = "[\"admin\"]") List<@NotNull Role> roles) {}

    @Schema(name = "Key", description = "A key without the text that opens it.")
    public record KeyView(String id, String name, List<Role> roles, Instant createdAt) {
        static KeyView of(Keys.Key key) {
            return new KeyView(key.id(), key.name(), key.roles(), key.createdAt());
        }
    }

    @Schema(name = "CreatedKey")
    public record CreatedKey(
            String id, String name, List<Role> roles, Instant createdAt,
            @Schema(description = "The key itself. It is shown this once; only a hash of it is stored.") String key) {}

    @Schema(name = "KeyList")
    public record KeyList(List<KeyView> items, @Nullable String nextPageToken) {}

    @POST
    @Consumes(MediaTypes.JSON)
    @Operation(operationId = "createKey", summary = "Create a key",
            description = "Makes a key for a tenant. Its text is in this answer and never again. By the operator, or by an admin of the tenant.")
    public RestResponse<CreatedKey> create(@PathParam("id") String id, NewKey key) {
        own(id);
        if (key.roles().contains(Role.OPERATOR)) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "A tenant's key cannot be the operator's.",
                    List.of(new Fault("/roles/" + key.roles().indexOf(Role.OPERATOR), "NOT_ALLOWED", "The operator's key is set by VOXGATE_OPERATOR_KEY only.")));
        }
        Keys.NewKey made = keys.create(id, key.name(), new LinkedHashSet<>(key.roles()));
        Keys.Key stored = made.key();
        return RestResponse.ResponseBuilder.<CreatedKey>created(URI.create("/v1/tenants/" + id + "/keys/" + stored.id()))
                .header("Cache-Control", "no-store")
                .entity(new CreatedKey(stored.id(), stored.name(), stored.roles(), stored.createdAt(), made.text().reveal()))
                .build();
    }

    @GET
    @Operation(operationId = "listKeys", summary = "List the keys", description = "The tenant's keys, oldest first, without what opens them.")
    public KeyList list(@PathParam("id") String id, @BeanParam Paging paging) {
        own(id);
        Page<KeyView> page = keys.list(id, paging.of(LIST)).map(KeyView::of);
        return new KeyList(page.items(), Paging.token(LIST, page));
    }

    @DELETE
    @Path("/{keyId}")
    @Operation(operationId = "deleteKey", summary = "Delete a key", description = "The key is refused from now on.")
    public RestResponse<Void> delete(@PathParam("id") String id, @PathParam("keyId") String keyId) {
        own(id);
        keys.delete(id, keyId);
        return Answers.gone();
    }

    private void own(String id) {
        boolean foreign = caller.get().tenantId().filter(own -> !own.equals(id)).isPresent();
        if (foreign || tenants.find(id).isEmpty()) {
            throw Problem.notFound("There is no tenant " + id + ".");
        }
    }
}
