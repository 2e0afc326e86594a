package io.voxgate.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.vendor.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who changed what; append-only. The entries are written by the database itself, except for what leaves no mark in a row. */
@ApplicationScoped
public class AuditTable {
    private static final String SELECT = "SELECT id, tenant_id, occurred_at, actor_type, actor, request_id, action, resource_type, resource_name, before, after FROM ";
    private static final String OF_TENANT = "audit_entry WHERE tenant_id = ?";
    private static final String OF_OPERATOR = """
            (SELECT id, tenant_id, occurred_at, actor_type, actor, request_id, action, resource_type, resource_name, before, after FROM audit_entry WHERE of_operator
             UNION ALL
             SELECT entry_id, id, occurred_at, actor_type, actor, request_id, 'tenant.deleted', 'tenant', id, before, NULL FROM tenant_deletion) AS entry
            WHERE true""";
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
            String id, String tenantId, Instant occurredAt, Actor actor, String action, String resourceType, String resourceName,
            Optional<ObjectNode> before, Optional<ObjectNode> after) {
        static EntryRow read(ResultSet row) throws SQLException {
            Actor actor = new Actor(row.getString("actor_type"), row.getString("actor"), Optional.ofNullable(row.getString("request_id")));
            return new EntryRow(row.getString("id"), row.getString("tenant_id"), Statements.instant(row, "occurred_at"), actor,
                    row.getString("action"), row.getString("resource_type"), row.getString("resource_name"), tree(row, "before"), tree(row, "after"));
        }

        private static Optional<ObjectNode> tree(ResultSet row, String column) throws SQLException {
            return Optional.ofNullable(row.getString(column)).flatMap(Json::parse).map(ObjectNode.class::cast);
        }

        private String place() {
            return new Place(occurredAt, id).toString();
        }
    }

    /**
     * What a list is narrowed to; an empty part narrows nothing.
     *
     * @param from the earliest time
     * @param to before this time
     */
    public record Filter(
            Optional<String> actor, Optional<String> action, Optional<String> resourceType, Optional<String> resourceName, Optional<Instant> from,
            Optional<Instant> to) {}

    /** What a person did to a session without a mark in its row. */
    public void acted(String tenantId, String sessionId, String action) {
        database.tenant(tenantId, tx -> tx.one("SELECT voxgate_acted(?, ?, ?)", row -> true, tenantId, sessionId, action));
    }

    /** A tenant's entries, the newest first. */
    public Page<EntryRow> ofTenant(String tenantId, Filter filter, Page.Request page) {
        Query query = new Query(OF_TENANT, tenantId);
        return list(query, filter, page, work -> database.tenant(tenantId, work));
    }

    /** What concerns tenants and their keys, the newest first: the operator's business. */
    public Page<EntryRow> ofOperator(Optional<String> tenantId, Filter filter, Page.Request page) {
        Query query = new Query(OF_OPERATOR);
        tenantId.ifPresent(id -> query.and(" AND tenant_id = ?", id));
        return list(query, filter, page, database::system);
    }

    private static final class Query {
        private final StringBuilder sql;
        private final List<@Nullable Object> values;

        Query(String from, Object... given) {
            sql = new StringBuilder(SELECT).append(from);
            values = new ArrayList<>(List.of(given));
        }

        void and(String condition, Object... given) {
            sql.append(condition);
            values.addAll(List.of(given));
        }
    }

    private static Page<EntryRow> list(Query query, Filter filter, Page.Request page, Function<Function<Statements, List<EntryRow>>, List<EntryRow>> run) {
        narrow(query, filter);
        if (!page.after().isEmpty()) {
            Place place = Place.read(page.after());
            query.and(" AND (occurred_at, id) < (?, ?)", place.at(), place.id());
        }
        query.and(" ORDER BY occurred_at DESC, id DESC LIMIT ?", page.oneMore());
        return Page.of(run.apply(tx -> tx.list(query.sql.toString(), EntryRow::read, query.values.toArray())), page.size(), EntryRow::place);
    }

    /** An action begins with its resource's type; which one decides which index serves. */
    private static void narrow(Query query, Filter filter) {
        filter.actor().ifPresent(actor -> query.and(" AND actor = ?", actor));
        filter.action().ifPresent(action -> query.and(" AND action = ?", action));
        filter.resourceType().or(() -> filter.action().map(action -> action.split("\\.", 2)[0])).ifPresent(type ->
                query.and(" AND resource_type = ?" + (type.equals(SESSION) ? "" : " AND resource_type <> '" + SESSION + "'"), type));
        filter.resourceName().ifPresent(name -> query.and(" AND resource_name = ?", name));
        filter.from().ifPresent(from -> query.and(" AND occurred_at >= ?", from));
        filter.to().ifPresent(to -> query.and(" AND occurred_at < ?", to));
    }
}
