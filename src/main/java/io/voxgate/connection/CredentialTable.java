package io.voxgate.connection;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.Transaction;
import io.voxgate.database.UpsertResult;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SessionStatus;
import io.voxgate.tenant.TenantQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Credentials, with the templates and running sessions that refer to them. */
@ApplicationScoped
public class CredentialTable {
    private static final String SELECT = """
            SELECT tenant_id, name, fields, hosts, version, created_at, updated_at,
                   ARRAY(SELECT u.template || '@' || u.revision FROM template_credential u
                         WHERE u.tenant_id = c.tenant_id AND u.credential = c.name ORDER BY u.template, u.revision) AS used_by
            FROM credential c WHERE tenant_id = :tenantId\s""";

    /** How many running sessions are named; there may be thousands. */
    private static final int MOST_SESSIONS = 20;

    private static final String SESSIONS = """
            SELECT named.credential, (array_agg(s.id ORDER BY s.id))[1:%d] AS sessions
            FROM session s CROSS JOIN LATERAL voxgate_named_credentials(s.agent) AS named (credential)
            WHERE s.tenant_id = :tenantId AND s.status IN (%s) AND named.credential = ANY (:credentials)
            GROUP BY named.credential""".formatted(MOST_SESSIONS, SessionStatus.RUNNING_IN_SQL);

    private final Database database;

    public CredentialTable(Database database) {
        this.database = database;
    }

    /**
     * @param fields encrypted
     * @param hosts empty: any public one
     * @param usedBy templates whose published or latest revision names it, as {@code template@revision}, then running
     *     sessions by id, at most {@value #MOST_SESSIONS}
     */
    public record CredentialRow(
            String tenantId,
            String name,
            ObjectNode fields,
            Optional<List<String>> hosts,
            long version,
            Instant createdAt,
            Instant updatedAt,
            List<String> usedBy) {
        static CredentialRow read(ResultSet row) throws SQLException {
            return new CredentialRow(
                    row.getString("tenant_id"),
                    row.getString("name"),
                    Transaction.json(row, "fields", ObjectNode.class),
                    Transaction.texts(row, "hosts"),
                    row.getLong("version"),
                    Transaction.instant(row, "created_at"),
                    Transaction.instant(row, "updated_at"),
                    Transaction.texts(row, "used_by").orElseThrow());
        }

        private CredentialRow and(List<String> sessions) {
            return sessions.isEmpty()
                    ? this
                    : new CredentialRow(
                            tenantId,
                            name,
                            fields,
                            hosts,
                            version,
                            createdAt,
                            updatedAt,
                            Stream.concat(usedBy.stream(), sessions.stream()).toList());
        }
    }

    /** The part of a credential that a caller writes. */
    public record EncryptedCredential(ObjectNode fields, Optional<List<String>> hosts) {}

    /**
     * Creates or replaces.
     *
     * @param change what to write, seeing what is stored; empty: nothing, it stays as it is
     */
    public UpsertResult<CredentialRow> put(
            String tenantId,
            String name,
            Precondition precondition,
            Function<Optional<CredentialRow>, Optional<EncryptedCredential>> change) {
        return database.tenant(tenantId, tx -> {
            tx.serialise("credential", tenantId, name);
            Optional<CredentialRow> before = find(tx, tenantId, name, " FOR UPDATE");
            precondition.check(before.map(CredentialRow::version));
            change.apply(before).ifPresent(wanted -> write(tx, name, wanted, before.isEmpty()));
            return new UpsertResult<>(find(tx, tenantId, name, "").orElseThrow(), before.isEmpty());
        });
    }

    private static void write(Transaction tx, String name, EncryptedCredential wanted, boolean first) {
        if (first) {
            TenantQuotas.room(tx, "credential", Limit.CREDENTIALS_PER_TENANT);
        }
        tx.update(
                """
                INSERT INTO credential (tenant_id, name, fields, hosts) VALUES (:tenantId, :name, :fields::jsonb, :hosts)
                ON CONFLICT (tenant_id, name) DO UPDATE
                SET fields = excluded.fields, hosts = excluded.hosts, version = nextval('row_version'), updated_at = now()""",
                with("tenantId", tx.tenantId())
                        .and("name", name)
                        .and("fields", wanted.fields())
                        .and("hosts", wanted.hosts()));
    }

    public Optional<CredentialRow> find(String tenantId, String name) {
        return database.tenant(tenantId, tx -> find(tx, tenantId, name, ""));
    }

    /** Those of the names that exist, without their users. */
    public Map<String, EncryptedCredential> encrypted(String tenantId, Set<String> names) {
        Map<String, EncryptedCredential> found = new LinkedHashMap<>();
        if (!names.isEmpty()) {
            database.tenant(
                    tenantId,
                    tx -> tx.list(
                            "SELECT name, fields, hosts FROM credential WHERE tenant_id = :tenantId AND name = ANY (:names)",
                            row -> found.put(
                                    row.getString("name"),
                                    new EncryptedCredential(
                                            Transaction.json(row, "fields", ObjectNode.class),
                                            Transaction.texts(row, "hosts"))),
                            with("tenantId", tenantId).and("names", List.copyOf(names))));
        }
        return found;
    }

    /** The names of all of them. */
    public Set<String> names(String tenantId) {
        Set<String> found = new TreeSet<>();
        database.tenant(
                tenantId,
                tx -> tx.list(
                        "SELECT name FROM credential WHERE tenant_id = :tenantId ORDER BY name LIMIT :limit",
                        row -> found.add(row.getString("name")),
                        with("tenantId", tenantId).and("limit", Limit.CREDENTIALS_PER_TENANT.count())));
        return found;
    }

    /** The encrypted fields of the tenant's credentials by name, the newest of them. */
    public Map<String, ObjectNode> newest(String tenantId, int most) {
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        database.tenant(
                tenantId,
                tx -> tx.list(
                        "SELECT name, fields FROM credential WHERE tenant_id = :tenantId ORDER BY updated_at DESC LIMIT :limit",
                        row -> found.put(row.getString("name"), Transaction.json(row, "fields", ObjectNode.class)),
                        with("tenantId", tenantId).and("limit", most)));
        return found;
    }

    public Page<CredentialRow> list(String tenantId, Page.PageRequest page) {
        return database.tenant(tenantId, tx -> {
            Page<CredentialRow> rows = tx.page(
                    page.bounds("credentials"),
                    CredentialRow::name,
                    SELECT + "AND name > :after ORDER BY name LIMIT :limit",
                    CredentialRow::read,
                    with("tenantId", tenantId).and("after", page.after()).and("limit", page.oneMore()));
            return new Page<>(used(tx, tenantId, rows.items()), rows.next());
        });
    }

    /** @throws Problem 404, 409 while a template or a running session uses it, 412 */
    public void delete(String tenantId, String name, Precondition precondition) {
        database.tenant(tenantId, tx -> {
            tx.serialise("credential", tenantId, name);
            CredentialRow row = find(tx, tenantId, name, "")
                    .orElseThrow(() -> Problem.notFound("There is no credential " + name + "."));
            precondition.check(Optional.of(row.version()));
            if (!row.usedBy().isEmpty()) {
                throw Problem.of(
                                ProblemCode.IN_USE,
                                "It is used by " + String.join(", ", row.usedBy())
                                        + ". Change or delete these templates first, and let the sessions end.")
                        .with("usedBy", row.usedBy());
            }
            return tx.update(
                    "DELETE FROM credential WHERE tenant_id = :tenantId AND name = :name",
                    with("tenantId", tenantId).and("name", name));
        });
    }

    private static Optional<CredentialRow> find(Transaction tx, String tenantId, String name, String lock) {
        return used(
                        tx,
                        tenantId,
                        tx.list(
                                SELECT + "AND name = :name" + lock,
                                CredentialRow::read,
                                with("tenantId", tenantId).and("name", name)))
                .stream()
                .findFirst();
    }

    /** Adds the running sessions: one question for all rows. */
    private static List<CredentialRow> used(Transaction tx, String tenantId, List<CredentialRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<String, List<String>> sessions = new LinkedHashMap<>();
        tx.list(
                SESSIONS,
                row -> sessions.put(
                        row.getString("credential"),
                        Transaction.texts(row, "sessions").orElseThrow()),
                with("tenantId", tenantId)
                        .and(
                                "credentials",
                                rows.stream().map(CredentialRow::name).toList()));
        return rows.stream()
                .map(row -> row.and(sessions.getOrDefault(row.name(), List.of())))
                .toList();
    }
}
