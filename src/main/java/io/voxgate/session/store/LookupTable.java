package io.voxgate.session.store;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.PermitParameters;
import io.voxgate.database.SqlParameters;
import io.voxgate.database.Transaction;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.worker.WorkLeases;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which sessions are to be looked up: taken in turns, tenant by tenant and connection by connection. */
@ApplicationScoped
public class LookupTable {
    /** Up to so many are put in turn as they are; where more are due, a tenant's backlog may hide another's. */
    private static final int FEW = 512;

    private static final String DUE = """
            due AS (
                SELECT s.id, s.next_lookup_at, s.tenant_id, coalesce(o.permits, 0) AS of_tenant,
                    coalesce(h.permits, 0) + row_number() OVER (PARTITION BY s.tenant_id, s.connection ORDER BY s.next_lookup_at) AS depth
                FROM (SELECT id, tenant_id, connection, next_lookup_at FROM session WHERE next_lookup_at <= :now ORDER BY next_lookup_at
                    LIMIT %d) s
                LEFT JOIN of_tenant o ON o.tenant_id = s.tenant_id LEFT JOIN held h ON h.tenant_id = s.tenant_id AND \
            h.part = s.connection)""".formatted(FEW);

    /**
     * Each tenant that has a session to be looked up some time costs one step through the index, and each connection of
     * a tenant that has permits left another, however many sessions wait. The order is the index's own to its last
     * column: another index would be read through all sessions.
     */
    private static final String DUE_OF_EACH = """
            watched AS (
                (SELECT tenant_id FROM session WHERE next_lookup_at IS NOT NULL ORDER BY tenant_id, connection, next_lookup_at LIMIT 1)
                UNION ALL
                SELECT (SELECT s.tenant_id FROM session s WHERE s.next_lookup_at IS NOT NULL AND s.tenant_id > w.tenant_id
                    ORDER BY s.tenant_id, s.connection, s.next_lookup_at LIMIT 1)
                FROM watched w WHERE w.tenant_id IS NOT NULL),
            line AS (
                SELECT w.tenant_id, c.connection, coalesce(o.permits, 0) AS of_tenant, coalesce(h.permits, 0) AS of_connection
                FROM watched w LEFT JOIN of_tenant o ON o.tenant_id = w.tenant_id CROSS JOIN LATERAL (
                    WITH RECURSIVE used AS (
                        (SELECT connection FROM session WHERE tenant_id = w.tenant_id AND next_lookup_at IS NOT NULL \
            ORDER BY connection, next_lookup_at LIMIT 1)
                        UNION ALL
                        SELECT (SELECT s.connection FROM session s
                            WHERE s.tenant_id = w.tenant_id AND s.next_lookup_at IS NOT NULL AND s.connection > u.connection
                            ORDER BY s.connection, s.next_lookup_at LIMIT 1)
                        FROM used u WHERE u.connection IS NOT NULL)
                    SELECT connection FROM used WHERE connection IS NOT NULL) c
                LEFT JOIN held h ON h.tenant_id = w.tenant_id AND h.part = c.connection
                WHERE w.tenant_id IS NOT NULL AND coalesce(o.permits, 0) < :perTenant),
            due AS (
                SELECT q.id, q.next_lookup_at, l.tenant_id, l.of_tenant,
                    l.of_connection + row_number() OVER (PARTITION BY l.tenant_id, l.connection ORDER BY q.next_lookup_at) AS depth
                FROM line l, LATERAL (
                    SELECT s.id, s.next_lookup_at FROM session s WHERE s.tenant_id = l.tenant_id AND s.connection = l.connection
                        AND s.next_lookup_at <= :now
                    ORDER BY s.next_lookup_at LIMIT greatest(0, least(:permits, :perTenant - l.of_tenant,
                        :perConnection - l.of_connection))) q)""";

    /** The tenant that holds the fewest permits comes first, then what has been due longest. */
    private static final String CLAIM = """
            WITH RECURSIVE %s,
            %s,
            placed AS (SELECT id, next_lookup_at, of_tenant + row_number() OVER (PARTITION BY tenant_id
                ORDER BY depth, next_lookup_at) AS place FROM due WHERE depth <= :perConnection),
            numbered AS (SELECT id, place, row_number() OVER (ORDER BY place, next_lookup_at) AS number FROM placed
                WHERE place <= :perTenant),
            taken AS MATERIALIZED (
                SELECT id FROM session WHERE id = ANY (ARRAY(SELECT n.id FROM numbered n
                    WHERE n.number <= CASE WHEN n.place <= :few THEN :permits ELSE :beyondFew END))
                AND next_lookup_at <= :now FOR UPDATE SKIP LOCKED)
            UPDATE session SET next_lookup_at = :until WHERE id = ANY (ARRAY(SELECT id FROM taken)) RETURNING id, tenant_id, connection""";

    /**
     * Of a connection of which it expects few rows, PostgreSQL would rather read all and sort them. With that
     * forbidden, the costs that it reckons with are so high that it would compile the statement.
     */
    private static final String IN_INDEX_ORDER =
            "SELECT set_config('enable_sort', 'off', true), set_config('jit', 'off', true)";

    private static final String CLAIM_FEW = CLAIM.formatted(PermitParameters.HELD, DUE);
    private static final String CLAIM_OF_EACH = CLAIM.formatted(PermitParameters.HELD, DUE_OF_EACH);

    private final Database database;

    public LookupTable(Database database) {
        this.database = database;
    }

    /**
     * A session to be looked up.
     *
     * @param holder whose permit that takes
     */
    public record Due(String id, PermitHolder holder) {}

    /**
     * Takes sessions whose look-up is due, of the tenants in turn. They are due again after the lease, in case the
     * replica that took them dies.
     *
     * @param claim since when they may be due, and until when they are this process's
     * @param free the permits that there are for it, and who holds others; a part is a connection
     */
    public List<Due> claim(WorkLeases.LeaseClaim claim, Free free) {
        Instant now = claim.now();
        PermitParameters permits = new PermitParameters(free);
        SqlParameters parameters = permits.parameters()
                .and("perTenant", free.share().perTenant())
                .and("perConnection", free.share().perPart())
                .and("few", free.share().few())
                .and("permits", free.permits())
                .and("beyondFew", permits.beyondFew())
                .and("now", now)
                .and("until", claim.until());
        return database.system(tx -> {
            long waiting = waiting(tx, now, FEW);
            if (waiting == 0) {
                return List.of();
            }
            if (waiting < FEW) {
                return tx.list(CLAIM_FEW, LookupTable::due, parameters);
            }
            tx.one(IN_INDEX_ORDER, row -> true);
            return tx.list(CLAIM_OF_EACH, LookupTable::due, parameters);
        });
    }

    /**
     * A look-up that goes on is this process's for longer, unless its outcome has been written since, or another has
     * taken it over.
     */
    public void renew(List<WorkLeases.Lease<Due>> leases, Instant until) {
        database.system(tx -> tx.update(
                """
                UPDATE session s SET next_lookup_at = :until FROM unnest(:ids::text[], :leasedUntil::text[]) AS l (id, until)
                WHERE s.id = l.id AND s.next_lookup_at = l.until::timestamptz""",
                with("until", until)
                        .and(
                                "ids",
                                leases.stream().map(lease -> lease.work().id()).toList())
                        .and(
                                "leasedUntil",
                                leases.stream()
                                        .map(lease -> lease.until().toString())
                                        .toList())));
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(row.getString("id"), new PermitHolder(row.getString("tenant_id"), row.getString("connection")));
    }

    /**
     * Sessions whose status is unknown.
     *
     * @param count not counted further than the limit
     * @param oldest when the oldest of them was to begin
     */
    public record UnknownSession(long count, Optional<Instant> oldest) {}

    /** Read from the index of unknown sessions alone, however many others there are. */
    public UnknownSession unknown() {
        return database.system(tx -> tx.one(
                        """
                SELECT count(*) AS number, min(created_at) AS oldest
                FROM (SELECT created_at FROM session WHERE status = 'unknown' ORDER BY created_at LIMIT :limit) counted""",
                        row -> new UnknownSession(row.getLong("number"), Transaction.maybeInstant(row, "oldest")),
                        with("limit", Limit.UNKNOWN_COUNTED.max())))
                .orElse(new UnknownSession(0, Optional.empty()));
    }

    /** How many sessions wait to be looked up; not counted further than the limit. */
    public long waiting(Instant now) {
        return database.system(tx -> waiting(tx, now, Limit.LOOKUPS_COUNTED.max()));
    }

    private static long waiting(Transaction tx, Instant now, long most) {
        return tx.one(
                        "SELECT count(*) FROM (SELECT FROM session WHERE next_lookup_at <= :now ORDER BY "
                                + "next_lookup_at LIMIT :limit) counted",
                        row -> row.getLong(1),
                        with("now", now).and("limit", most))
                .orElse(0L);
    }
}
