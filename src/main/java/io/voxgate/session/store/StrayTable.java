package io.voxgate.session.store;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.SqlParameters;
import io.voxgate.database.Transaction;
import io.voxgate.event.EventSize;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What distinguishes a call or task at a vendor that a session has from one that no session has, and what callbacks
 * named without a session.
 */
@ApplicationScoped
public class StrayTable {
    private static final String COLUMNS = "id, status, end_reason, vendor_session_id, channel";

    /** By the connections of the vendor, so that the index on handles serves. */
    private static final String HOLDERS = "SELECT " + COLUMNS + " " + """
            FROM session WHERE tenant_id = :tenantId AND connection = ANY (ARRAY(SELECT name FROM connection WHERE tenant_id = :tenantId
                AND vendor = :vendor))
                AND vendor_session_id = ANY (:vendorSessionIds)""";

    /** Those that may have begun something without any report: not over and without a handle, or given up lately. */
    private static final String WITHOUT_HANDLE = "SELECT " + COLUMNS + " FROM (SELECT " + COLUMNS + """
            , vendor FROM session WHERE tenant_id = :tenantId AND status = '%s' AND created_at > :since ORDER BY created_at DESC, id DESC
                LIMIT :limit) newest
            WHERE vendor = :vendor AND vendor_session_id IS NULL""";

    private static final String FAILED = "failed";
    private static final List<String> UNSETTLED = List.of("unknown", "starting", "stopping");

    /** Of each task, its smallest callback: all of them name the place. */
    private static final String REPORTED = """
            SELECT named.vendor_session_id, callback.raw
            FROM (SELECT vendor_session_id FROM unmatched_event WHERE tenant_id = :tenantId AND vendor = :vendor AND token = :token
                AND vendor_session_id %s
                  GROUP BY vendor_session_id HAVING bool_and(type NOT IN ('session.ended', 'session.failed'))
                  ORDER BY vendor_session_id LIMIT :limit) named
            CROSS JOIN LATERAL (SELECT %s AS raw FROM unmatched_event e
                  WHERE e.tenant_id = :tenantId AND e.vendor = :vendor AND e.token = :token
                      AND e.vendor_session_id = named.vendor_session_id
                  ORDER BY bytes LIMIT 1) callback
            ORDER BY named.vendor_session_id""";

    private static final String REPORTED_AFTER = REPORTED.formatted("> :vendorSessionId", EventSize.printed("e.raw"));
    private static final String REPORTED_ONE = REPORTED.formatted("= :vendorSessionId", EventSize.printed("e.raw"));

    private final Database database;

    public StrayTable(Database database) {
        this.database = database;
    }

    /**
     * A session that has a handle, or may have begun what has none.
     *
     * @param vendorSessionId its handle, once it is known
     */
    public record StrayHolder(
            String sessionId,
            String status,
            Optional<String> endReason,
            Optional<String> vendorSessionId,
            ObjectNode channel) {
        static StrayHolder read(ResultSet row) throws SQLException {
            return new StrayHolder(
                    row.getString("id"),
                    row.getString("status"),
                    Optional.ofNullable(row.getString("end_reason")),
                    Optional.ofNullable(row.getString("vendor_session_id")),
                    Transaction.json(row, "channel", ObjectNode.class));
        }
    }

    /**
     * A task that callbacks named and that no session claimed.
     *
     * @param raw one of them as it came; an empty object when it is too large to be read
     */
    public record ReportedRow(String vendorSessionId, JsonNode raw) {
        static ReportedRow read(ResultSet row) throws SQLException {
            return new ReportedRow(
                    row.getString("vendor_session_id"),
                    Optional.ofNullable(row.getString("raw"))
                            .flatMap(Json::parse)
                            .orElseGet(Json::object));
        }
    }

    /**
     * A tenant's sessions at a vendor, over whichever connection, that have one of these handles; also those that are
     * over.
     */
    public List<StrayHolder> holders(String tenantId, String vendor, List<String> vendorSessionIds) {
        return database.tenant(
                tenantId,
                tx -> tx.list(
                        HOLDERS,
                        StrayHolder::read,
                        with("tenantId", tenantId).and("vendor", vendor).and("vendorSessionIds", vendorSessionIds)));
    }

    /**
     * The tenant's newest sessions at a vendor that have no handle yet, and those that failed without one since a time.
     */
    public List<StrayHolder> withoutHandle(String tenantId, String vendor, Instant failedSince) {
        return database.tenant(
                tenantId,
                tx -> Stream.concat(
                                UNSETTLED.stream().flatMap(status -> withoutHandle(tx, vendor, status, Instant.EPOCH)),
                                withoutHandle(tx, vendor, FAILED, failedSince))
                        .toList());
    }

    private static Stream<StrayHolder> withoutHandle(Transaction tx, String vendor, String status, Instant since) {
        return tx
                .list(
                        WITHOUT_HANDLE.formatted(status),
                        StrayHolder::read,
                        with("tenantId", tx.tenantId())
                                .and("since", since)
                                .and("limit", Limit.STRAY_CANDIDATES.max())
                                .and("vendor", vendor))
                .stream();
    }

    /**
     * Where callbacks come in.
     *
     * @param token the end of the callback URL
     */
    public record StraySource(String tenantId, String vendor, String token) {
        private SqlParameters parameters() {
            return with("tenantId", tenantId).and("vendor", vendor).and("token", token);
        }
    }

    /** Tasks that callbacks named and of which none reported the end, by id. */
    public Page<ReportedRow> reported(StraySource source, Page.PageRequest page) {
        return database.tenant(
                source.tenantId(),
                tx -> tx.page(
                        page.bounds("unmatched"),
                        ReportedRow::vendorSessionId,
                        REPORTED_AFTER,
                        ReportedRow::read,
                        source.parameters().and("vendorSessionId", page.after()).and("limit", page.oneMore())));
    }

    /** One of them. */
    public Optional<ReportedRow> reported(StraySource source, String vendorSessionId) {
        return database.tenant(
                source.tenantId(),
                tx -> tx.one(
                        REPORTED_ONE,
                        ReportedRow::read,
                        source.parameters()
                                .and("vendorSessionId", vendorSessionId)
                                .and("limit", 1)));
    }
}
