package io.voxgate.api.calling;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.ConditionalHeaders;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.IfNoneMatchParameter;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.api.http.PageParameters;
import io.voxgate.api.http.ResourceNames;
import io.voxgate.api.http.StoredAnswers;
import io.voxgate.api.http.ValidateOnlyParameter;
import io.voxgate.calling.CallingPolicyTable;
import io.voxgate.calling.CallingPolicyTable.PolicyRow;
import io.voxgate.callingpolicy.CallingHours;
import io.voxgate.callingpolicy.CallingPolicy;
import io.voxgate.callingpolicy.ConsentRule;
import io.voxgate.callingpolicy.PolicyFaults;
import io.voxgate.database.Page;
import io.voxgate.database.UpsertResult;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Calling policies: when and whom a tenant may call. */
@Path("/v1/calling-policies")
@Tag(name = "Calling policies")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class CallingPolicyResource {
    private static final String LIST = "calling policies";

    private final CallingPolicyTable policies;
    private final CurrentCaller caller;

    public CallingPolicyResource(CallingPolicyTable policies, CurrentCaller caller) {
        this.policies = policies;
        this.caller = caller;
    }

    @Schema(name = "StoredCallingPolicy", description = "A calling policy under its name.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StoredCallingPolicy(
            String name,

            @Nullable @Schema(description = "For people.")
            String description,

            @Nullable @Schema(description = "Only calls with these templates. Absent: every call.")
            List<String> templates,

            @Nullable CallingHours hours,

            @Nullable @Schema(description = "How many calls to a number may be begun on one day.")
            Integer maxAttemptsPerDay,

            @Nullable ConsentRule consent,

            @Nullable @Schema(description = "The only countries that may be called, ISO 3166-1.")
            List<String> countries,

            @Nullable @Schema(description = "The only numbers that may call, E.164.")
            List<String> callers,

            Instant createdAt,
            Instant updatedAt) {
        static StoredCallingPolicy of(PolicyRow row) {
            CallingPolicy policy = row.policy();
            return new StoredCallingPolicy(
                    row.name(),
                    policy.description(),
                    policy.templates(),
                    policy.hours(),
                    policy.maxAttemptsPerDay(),
                    policy.consent(),
                    policy.countries(),
                    policy.callers(),
                    row.createdAt(),
                    row.updatedAt());
        }
    }

    @Schema(name = "CallingPolicyList")
    public record CallingPolicyList(
            List<StoredCallingPolicy> items, @Nullable String nextPageToken) {}

    @PUT
    @Path("/{name}")
    @Consumes({MediaTypes.JSON, MediaTypes.YAML, MediaTypes.X_YAML, MediaTypes.TEXT_YAML})
    @Operation(operationId = "putCallingPolicy", summary = "Create or replace a calling policy", description = """
            From now on every start of a phone call is checked against it, in the transaction that stores the start: by the \
            API, with a route, and as a repetition. What it forbids is a 422 NOT_ALLOWED_NOW with the rule, the policy and \
            nextAllowedAt, where time alone helps; nothing is stored or dialled then, and the same Idempotency-Key may be sent \
            again. Of several policies every one that applies must allow the call. What cannot be decided (a number of no \
            known place, a policy that cannot be read) is refused. A call is allowed only if it is still allowed when it is \
            sent at the latest, up to ten seconds later.""")
    public RestResponse<StoredCallingPolicy> put(
            @PathParam("name") String name, CallingPolicy policy, @BeanParam ValidateOnlyParameter validateOnly) {
        ResourceNames.check(name);
        List<Fault> faults = PolicyFaults.of(policy);
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(faults), faults);
        }
        UpsertResult<PolicyRow> stored = policies.put(caller.tenant(), name, policy, validateOnly.writeOptions());
        return validateOnly.writeOptions().validateOnly()
                ? RestResponse.ok(StoredCallingPolicy.of(stored.row()))
                : StoredAnswers.stored(
                        stored.status(),
                        StoredCallingPolicy.of(stored.row()),
                        stored.row().version());
    }

    @GET
    @Operation(
            operationId = "listCallingPolicies",
            summary = "List the calling policies",
            description = "The tenant's calling policies by name.")
    public CallingPolicyList list(@BeanParam PageParameters paging) {
        Page<StoredCallingPolicy> page =
                policies.list(caller.tenant(), paging.of(LIST)).map(StoredCallingPolicy::of);
        return new CallingPolicyList(page.items(), PageParameters.token(LIST, page));
    }

    @GET
    @Path("/{name}")
    @Operation(
            operationId = "getCallingPolicy",
            summary = "Read a calling policy",
            description = "The policy as it was put.")
    public RestResponse<StoredCallingPolicy> get(
            @PathParam("name") String name, @BeanParam IfNoneMatchParameter reader) {
        PolicyRow row =
                policies.find(caller.tenant(), name).orElseThrow(() -> CallingPolicyTable.missing(name));
        return StoredAnswers.read(StoredCallingPolicy.of(row), row.version(), reader);
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            operationId = "deleteCallingPolicy",
            summary = "Delete a calling policy",
            description = "It forbids nothing any more.")
    public RestResponse<Void> delete(@PathParam("name") String name, @BeanParam ConditionalHeaders etags) {
        policies.delete(caller.tenant(), name, etags.precondition());
        return StoredAnswers.gone();
    }
}
