package io.voxgate.api.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.security.Caller;
import io.voxgate.security.CallerRole;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is asking, for pages that offer what the reader may do and nothing else. */
@Path("/v1/caller")
@Tag(name = "Tenants and keys")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class CallerResource {
    private final CurrentCaller caller;

    public CallerResource(CurrentCaller caller) {
        this.caller = caller;
    }

    @Schema(name = "Caller")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CallerView(
            @Schema(
                    description = "key: a tenant's key; person: somebody who signed in; operator: the operator's key.",
                    examples = "key")
            String type,

            @Schema(
                    description = "A key's id, person: and the subject that the issuer gave, or operator.",
                    examples = "key_06dqxh3y8v5k2m7n9p0q1r2s3t")
            String id,

            @Nullable
            @Schema(description = "The tenant that the caller belongs to; absent for the operator.", examples = "acme")
            String tenant,

            @Schema(description = "What the caller may do.") List<CallerRole> roles,

            @Nullable @Schema(description = "From when it is refused; absent: never.")
            Instant until) {}

    @GET
    @Operation(operationId = "getCaller", summary = "Who is asking", description = """
            Whose key or token the request carries and what it may do, so that a program or a page offers nothing \
            that would be refused.""")
    public CallerView get() {
        Caller who = caller.get();
        return new CallerView(
                who.kind().name().toLowerCase(Locale.ROOT),
                who.id(),
                who.tenantId().orElse(null),
                who.roles().stream().sorted().toList(),
                who.until().orElse(null));
    }
}
