package io.voxgate.database;

import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.HeldPermits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a statement that takes work in the background has to know of permits. */
public record PermitParameters(Free free) {
    /** Who holds permits, as the first two of the statement's common table expressions; its first three parameters are theirs. */
    public static final String HELD = """
            held AS (SELECT tenant_id, part, permits::integer FROM unnest(?::text[], ?::text[], ?::text[]) AS h (tenant_id, part, permits)),
            of_tenant AS (SELECT tenant_id, sum(permits)::integer AS permits FROM held GROUP BY tenant_id)""";

    /** The parameters of {@link #HELD}, and others after them. */
    public @Nullable Object[] held(Object... others) {
        List<Object> all = new ArrayList<>(List.of(column(each -> each.holder().tenantId()), column(each -> each.holder().part()),
                column(each -> Integer.toString(each.permits()))));
        all.addAll(List.of(others));
        return all.toArray();
    }

    /** The same with still others after those. */
    public @Nullable Object[] before(Object[] last, Object... others) {
        List<Object> all = new ArrayList<>(List.of(others));
        all.addAll(List.of(last));
        return held(all.toArray());
    }

    private List<String> column(Function<HeldPermits, String> of) {
        return free.held().stream().map(of).toList();
    }

    /** How many permits there are for whoever holds more than a few. */
    public int beyondFew() {
        return Math.max(0, free.permits() - free.share().reserved());
    }
}
