package io.voxgate.audit;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Actor;
import io.voxgate.database.Database;
import io.voxgate.database.KeysetPosition;
import io.voxgate.database.Page;
import io.voxgate.database.SqlParameters;
import io.voxgate.database.Transaction;
import io.voxgate.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Who changed what; append-only. The entries are written by the database itself, except for what leaves no mark in a
 * row.
 */
@ApplicationScoped
public class AuditTable {
    private static final String COLUMNS =
            "id, tenant_id, occurred_at, actor_type, actor, request_id, action, resource_type, resource_name, before, after";
    private static final String NEWEST = " ORDER BY occurred_at DESC, id DESC LIMIT :limit";
    private static final String OF_TENANT =
            "SELECT " + COLUMNS + " FROM audit_entry WHERE tenant_id = :tenantId%s" + NEWEST;
    private static final String OF_OPERATOR = "SELECT * FROM ((SELECT " + COLUMNS
            + " FROM audit_entry WHERE of_operator%1$s" + NEWEST + """
            ) UNION ALL (SELECT * FROM (
            SELECT entry_id AS id, id AS tenant_id, occurred_at, actor_type, actor, request_id, 'tenant.deleted' AS \
            action, 'tenant' AS resource_type, id AS resource_name,
                before, NULL::jsonb AS after FROM tenant_deletion) AS deletion WHERE true%1$s""" + NEWEST + ")) AS entry" + NEWEST;
    private static final String SESSION = "session";

    private final Database database;

    public AuditTable(Database database) {
        this.database = database;
    }

    /**
     * One entry.
     *
     * @param before what there was; of a change only what differs; empty when it is new
     * @param after what there is now; of a change only what differs; empty when it was deleted
     */
    public record EntryRow(
            String id,
            String tenantId,
            Instant occurredAt,
            Actor actor,
            String action,
            String resourceType,
            String resourceName,
            Optional<ObjectNode> before,
            Optional<ObjectNode> after) {
        static EntryRow read(ResultSet row) throws SQLException {
            Actor actor = new Actor(
                    row.getString("actor_type"),
                    row.getString("actor"),
                    Optional.ofNullable(row.getString("request_id")));
            return new EntryRow(
                    row.getString("id"),
                    row.getString("tenant_id"),
                    Transaction.instant(row, "occurred_at"),
                    actor,
                    row.getString("action"),
                    row.getString("resource_type"),
                    row.getString("resource_name"),
                    tree(row, "before"),
                    tree(row, "after"));
        }

        private static Optional<ObjectNode> tree(ResultSet row, String column) throws SQLException {
            return Optional.ofNullable(row.getString(column))
                    .flatMap(Json::parse)
                    .map(ObjectNode.class::cast);
        }

        private String place() {
            return new KeysetPosition(occurredAt, id).toString();
        }
    }

    /**
     * What a list is narrowed to; an empty part narrows nothing.
     *
     * @param from the earliest time
     * @param to before this time
     */
    public record AuditRowFilter(
            Optional<String> actor,
            Optional<String> action,
            Optional<String> resourceType,
            Optional<String> resourceName,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /** What a person did to a session without a mark in its row. */
    public void acted(String tenantId, String sessionId, String action) {
        database.tenant(
                tenantId,
                tx -> tx.one(
                        "SELECT voxgate_audit_session_action(:tenantId, :sessionId, :action)",
                        row -> true,
                        with("tenantId", tenantId).and("sessionId", sessionId).and("action", action)));
    }

    /** What a person did at a vendor over a connection without a mark in any row. */
    public void actedOver(String tenantId, String connection, String action, ObjectNode what) {
        database.tenant(
                tenantId,
                tx -> tx.one(
                        "SELECT voxgate_audit_record(:tenantId, :action, 'connection', :connection, NULL, :what::jsonb)",
                        row -> true,
                        with("tenantId", tenantId)
                                .and("action", action)
                                .and("connection", connection)
                                .and("what", what)));
    }

    /** That a person tried a credential, which may have cost something. */
    public void credentialVerified(String tenantId, String credential, ObjectNode what) {
        database.tenant(
                tenantId,
                tx -> tx.one(
                        "SELECT voxgate_audit_record(:tenantId, 'verified', 'credential', :credential, NULL, :what::jsonb)",
                        row -> true,
                        with("tenantId", tenantId).and("credential", credential).and("what", what)));
    }

    /** A tenant's entries, the newest first. */
    public Page<EntryRow> ofTenant(String tenantId, AuditRowFilter filter, Page.PageRequest page) {
        Conditions conditions = conditions(filter, page);
        conditions.values.and("tenantId", tenantId);
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("audit"),
                        EntryRow::place,
                        OF_TENANT.formatted(conditions.sql),
                        EntryRow::read,
                        conditions.values));
    }

    /** What concerns tenants and their keys, the newest first: the operator's business. */
    public Page<EntryRow> ofOperator(Optional<String> tenantId, AuditRowFilter filter, Page.PageRequest page) {
        Conditions conditions = conditions(filter, page);
        tenantId.ifPresent(id -> conditions.and(" AND tenant_id = :tenantId", "tenantId", id));
        return database.system(tx -> tx.page(
                page.bounds("audit"),
                EntryRow::place,
                OF_OPERATOR.formatted(conditions.sql),
                EntryRow::read,
                conditions.values));
    }

    private static final class Conditions {
        private final StringBuilder sql = new StringBuilder();
        private final SqlParameters values;

        Conditions(SqlParameters values) {
            this.values = values;
        }

        void and(String condition, String name, Object value) {
            sql.append(condition);
            values.and(name, value);
        }
    }

    /** An action begins with its resource's type; which one decides which index serves. */
    private static Conditions conditions(AuditRowFilter filter, Page.PageRequest page) {
        Conditions where = new Conditions(with("limit", page.oneMore()));
        filter.actor().ifPresent(actor -> where.and(" AND actor = :actor", "actor", actor));
        filter.action().ifPresent(action -> where.and(" AND action = :action", "action", action));
        filter.resourceType()
                .or(() -> filter.action().map(action -> action.split("\\.", 2)[0]))
                .ifPresent(type -> where.and(
                        " AND resource_type = :resourceType"
                                + (type.equals(SESSION) ? "" : " AND resource_type <> '" + SESSION + "'"),
                        "resourceType",
                        type));
        filter.resourceName().ifPresent(name -> where.and(" AND resource_name = :resourceName", "resourceName", name));
        filter.from().ifPresent(from -> where.and(" AND occurred_at >= :from", "from", from));
        filter.to().ifPresent(to -> where.and(" AND occurred_at < :to", "to", to));
        if (!page.after().isEmpty()) {
            KeysetPosition place = KeysetPosition.read(page.after());
            where.and(" AND (occurred_at, id) < (:afterTime, :afterId)", "afterTime", place.at());
            where.values.and("afterId", place.id());
        }
        return where;
    }
}
