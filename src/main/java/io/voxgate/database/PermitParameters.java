package io.voxgate.database;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.HeldPermits;
import java.util.List;
import java.util.function.Function;

/** What a statement that takes work in the background has to know of permits. */
public record PermitParameters(Free free) {
    /** Who holds permits, as the first two of the statement's common table expressions. */
    public static final String HELD = """
            held AS (SELECT tenant_id, part, permits::integer FROM unnest(:heldTenants::text[], :heldParts::text[], :heldPermits::text[])
                AS h (tenant_id, part, permits)),
            of_tenant AS (SELECT tenant_id, sum(permits)::integer AS permits FROM held GROUP BY tenant_id)""";

    /** The parameters of {@link #HELD}, for others to be added. */
    public SqlParameters parameters() {
        return with("heldTenants", column(each -> each.holder().tenantId()))
                .and("heldParts", column(each -> each.holder().part()))
                .and("heldPermits", column(each -> Integer.toString(each.permits())));
    }

    private List<String> column(Function<HeldPermits, String> of) {
        return free.held().stream().map(of).toList();
    }

    /** How many permits there are for tenants that hold more than a few. */
    public int beyondFew() {
        return Math.max(0, free.permits() - free.share().reserved());
    }
}
