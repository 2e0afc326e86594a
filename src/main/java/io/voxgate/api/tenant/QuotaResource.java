package io.voxgate.api.tenant;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.model.Problem;
import io.voxgate.tenant.SessionQuotaTable;
import io.voxgate.tenant.SessionQuotaTable.QuotaRow;
import io.voxgate.tenant.SessionQuotas;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Quotas of a tenant: the operator sets them. */
@Path("/v1/tenants/{id}/quotas")
@Tag(name = "Tenants and keys")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class QuotaResource {
    private final SessionQuotaTable quotas;
    private final CurrentCaller caller;

    public QuotaResource(SessionQuotaTable quotas, CurrentCaller caller) {
        this.quotas = quotas;
        this.caller = caller;
    }

    @PUT
    @Consumes(MediaTypes.JSON)
    @Operation(operationId = "putQuotas", summary = "Set a tenant's quotas", description = """
            From now on every start of the tenant is counted against them, in the transaction that stores it: of any number of \
            starts at once, on any replica, none comes in above. Beyond them a start is a 429 with Retry-After: \
            CONCURRENCY_QUOTA_EXCEEDED, RATE_QUOTA_EXCEEDED or MINUTES_QUOTA_EXCEEDED. What is absent is not limited any more.""")
    public RestResponse<SessionQuotas> put(
            @PathParam("id") String id, SessionQuotas wanted, @BeanParam ConditionalHeaders etags) {
        QuotaRow row = quotas.put(id, wanted, etags.precondition()).orElseThrow(() -> missing(id));
        return StoredAnswers.stored(200, row.quotas(), row.version());
    }

    @GET
    @Operation(
            operationId = "getQuotas",
            summary = "Read a tenant's quotas",
            description = "What the operator has set; how much of it is used is in GET /v1/usage/limits.")
    public RestResponse<SessionQuotas> get(@PathParam("id") String id, @BeanParam IfNoneMatchParameter reader) {
        Optional<QuotaRow> row = caller.get().tenantId().filter(own -> !own.equals(id)).isPresent()
                ? Optional.empty()
                : quotas.find(id);
        QuotaRow found = row.orElseThrow(() -> missing(id));
        return StoredAnswers.read(found.quotas(), found.version(), reader);
    }

    private static Problem missing(String id) {
        return Problem.notFound("There is no tenant " + id + ".");
    }
}
