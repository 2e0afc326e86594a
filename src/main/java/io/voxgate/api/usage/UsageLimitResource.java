package io.voxgate.api.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.session.store.StartQuotas;
import io.voxgate.session.store.StartQuotas.QuotaUse;
import io.voxgate.session.store.StartQuotas.QuotaUses;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How much of its quotas a tenant has used. */
@Path("/v1/usage/limits")
@Tag(name = "Usage and audit")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class UsageLimitResource {
    private final StartQuotas quotas;
    private final CurrentCaller caller;

    public UsageLimitResource(StartQuotas quotas, CurrentCaller caller) {
        this.quotas = quotas;
        this.caller = caller;
    }

    @Schema(name = "UsageLimit", description = "One quota, and how much of it is used.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UsageLimit(
            @Nullable @Schema(description = "The most that is allowed; absent: it is not limited.")
            Integer limit,

            @Schema(description = "How much is used, counted from the sessions at the moment of the answer.")
            long used,

            @Nullable @Schema(description = "When it begins anew; absent: as sessions end, or as time passes.")
            Instant resetsAt) {
        static UsageLimit of(QuotaUse use) {
            return new UsageLimit(use.limit(), use.used(), use.resetsAt());
        }
    }

    @Schema(name = "UsageLimits", description = "What the tenant may have, and how much of it is used.")
    public record UsageLimits(
            @Schema(description = "Sessions that are not over.") UsageLimit runningSessions,

            @Schema(description = "Sessions started within the last 60 seconds.")
            UsageLimit startsPerMinute,

            @Schema(description = "Whole minutes of conversation of today's sessions (UTC).")
            UsageLimit minutesPerDay,

            @Schema(description = "The same of this month's sessions (UTC).")
            UsageLimit minutesPerMonth) {}

    @GET
    @Operation(operationId = "getUsageLimits", summary = "Quotas, and how much of them is used", description = """
            The operator sets the quotas. A start beyond one of them is a 429 with Retry-After and a code of its own; the limit \
            of the vendor's account is another thing (RATE_LIMITED, VENDOR_THROTTLED).""")
    public UsageLimits get() {
        QuotaUses uses = quotas.uses(caller.tenant());
        return new UsageLimits(
                UsageLimit.of(uses.runningSessions()),
                UsageLimit.of(uses.startsPerMinute()),
                UsageLimit.of(uses.minutesPerDay()),
                UsageLimit.of(uses.minutesPerMonth()));
    }
}
