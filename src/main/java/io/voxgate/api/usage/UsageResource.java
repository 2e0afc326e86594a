package io.voxgate.api.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.voxgate.api.http.CurrentCaller;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.usage.UsageReport;
import io.voxgate.usage.UsageTable;
import io.voxgate.usage.UsageTable.GroupBy;
import io.voxgate.usage.UsageTable.Period;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the tenant's sessions come to. */
@Path("/v1/usage")
@Tag(name = "Usage and audit")
@Produces(MediaTypes.JSON)
@RunOnVirtualThread
public class UsageResource {
    private static final int MOST_GROUPS = 1_000;

    private final UsageTable table;
    private final CurrentCaller caller;
    private final Clock clock;

    public UsageResource(UsageTable table, CurrentCaller caller, Clock clock) {
        this.table = table;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "Usage", description = "What the sessions come to that were created in a period.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UsageView(
            @Schema(description = "The period's beginning.") Instant from,

            @Schema(description = "The period's end, which does not belong to it.")
            Instant to,

            @Nullable @Schema(description = "As asked for; absent: the total.", examples = "vendor")
            String groupBy,

            @Schema(
                    description = "Without groupBy one item, the total. Else one a group that has sessions, "
                            + "those with most sessions first; of more than 1000 groups the first 1000.")
            List<UsageReport> items) {}

    @GET
    @Operation(operationId = "getUsage", summary = "Sessions, minutes, failures and latencies", description = """
            What sessions come to, in total or by vendor, template or connection. Everything of a session counts in \
            the hour (UTC) in which it was created, also what happens later: its end, its minutes, its latencies. So \
            sessions is always running, ended and failed together, and figures of the latest hours grow until their \
            sessions are over. A session that was routed on counts for the connection that it came to in the end. An \
            end that is corrected later is counted as corrected; an event that a vendor sends twice counts once. A \
            metric that arrives more than a day after the session's end is not counted.

            The figures are exact at the moment of the answer, except for latencies: their percentiles are within 2 % \
            of the exact ones. They stay when events and sessions are deleted by retention or for a person.""")
    public UsageView get(@BeanParam UsagePeriod period) {
        Period asked = period.of(clock.instant());
        GroupBy groupBy = period.groupBy();
        List<UsageReport> items = table.read(caller.tenant(), asked, groupBy, MOST_GROUPS).stream()
                .map(UsageReport::of)
                .toList();
        boolean empty = groupBy == GroupBy.TOTAL && items.isEmpty();
        return new UsageView(asked.from(), asked.to(), period.groupBy, empty ? List.of(UsageReport.none()) : items);
    }
}
