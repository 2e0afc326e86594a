package io.voxgate.connection;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.Transaction;
import io.voxgate.database.UpsertResult;
import io.voxgate.database.WriteOptions;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SessionStatus;
import io.voxgate.tenant.TenantQuotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Connections, and the callback endpoints that those of one vendor app share. */
@ApplicationScoped
public class ConnectionTable {
    private static final String TAKEN = "voxgate_app_taken(c.vendor, c.app_id, coalesce(c.endpoint, ''), c.tenant_id)";

    private static final String SELECT = """
            SELECT c.tenant_id, c.name, c.vendor, c.app_id, c.region, c.endpoint, c.settings, c.secrets, e.token, \
            c.version, c.created_at, c.updated_at,
                CASE WHEN p.tenant_id IS NOT NULL THEN 'PROVEN' WHEN %s THEN 'TAKEN' ELSE 'OPEN' END AS claim
            FROM connection c JOIN callback_endpoint e ON e.tenant_id = c.tenant_id AND e.vendor = c.vendor AND e.app_id = c.app_id
            LEFT JOIN proven_app p ON p.vendor = c.vendor AND p.app_id = c.app_id AND p.endpoint = \
            coalesce(c.endpoint, '') AND p.tenant_id = c.tenant_id\s""".formatted(TAKEN);

    private final Database database;

    public ConnectionTable(Database database) {
        this.database = database;
    }

    /**
     * What a caller stores.
     *
     * @param appId the vendor's app, as text
     * @param secrets encrypted
     * @param keyDigest SHA-256 of the account's key id
     */
    public record NewConnection(
            String tenantId,
            String name,
            String vendor,
            String appId,
            Optional<String> region,
            Optional<String> endpoint,
            ObjectNode settings,
            ObjectNode secrets,
            Optional<byte[]> keyDigest) {}

    /**
     * A stored connection.
     *
     * @param token the end of the callback URL
     * @param claim on the vendor's app, where the connection's calls go
     */
    public record ConnectionRow(
            String tenantId,
            String name,
            String vendor,
            String appId,
            Optional<String> region,
            Optional<String> endpoint,
            ObjectNode settings,
            ObjectNode secrets,
            String token,
            CallbackClaim claim,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        static ConnectionRow read(ResultSet row) throws SQLException {
            return new ConnectionRow(
                    row.getString("tenant_id"),
                    row.getString("name"),
                    row.getString("vendor"),
                    row.getString("app_id"),
                    Optional.ofNullable(row.getString("region")),
                    Optional.ofNullable(row.getString("endpoint")),
                    Transaction.json(row, "settings", ObjectNode.class),
                    Transaction.json(row, "secrets", ObjectNode.class),
                    row.getString("token"),
                    CallbackClaim.valueOf(row.getString("claim")),
                    row.getLong("version"),
                    Transaction.instant(row, "created_at"),
                    Transaction.instant(row, "updated_at"));
        }
    }

    /**
     * Creates or replaces.
     *
     * @param token for the callback endpoint, if the tenant's app has none yet
     * @param change what to write, seeing what is stored; empty: nothing, it stays as it is
     * @throws Problem 409 when another tenant has proven the vendor app (with validateOnly that is not said), or it is
     *     to change while sessions run; 412
     */
    public UpsertResult<ConnectionRow> put(
            String tenantId,
            String name,
            String token,
            WriteOptions options,
            Function<Optional<ConnectionRow>, Optional<NewConnection>> change) {
        return options.in(database, tenantId, tx -> {
            tx.serialise("connection", tenantId, name);
            Optional<ConnectionRow> before = find(tx, tenantId, name, " FOR UPDATE OF c");
            options.precondition().check(before.map(ConnectionRow::version));
            change.apply(before).ifPresent(wanted -> {
                if (!options.validateOnly()) {
                    refuseTaken(tx, wanted);
                }
                replace(tx, wanted, token, before);
            });
            return new UpsertResult<>(find(tx, tenantId, name, "").orElseThrow(), before.isEmpty());
        });
    }

    private static void replace(Transaction tx, NewConnection wanted, String token, Optional<ConnectionRow> before) {
        before.filter(row -> !row.appId().equals(wanted.appId()))
                .ifPresent(row -> refuseWhileRunning(tx, row, "Its vendor app cannot change"));
        if (before.isEmpty()) {
            TenantQuotas.room(tx, "connection", Limit.CONNECTIONS_PER_TENANT);
        }
        tx.serialise("callback", wanted.vendor(), wanted.appId());
        claim(tx, wanted, token);
        write(tx, wanted);
        before.filter(row ->
                        !row.appId().equals(wanted.appId()) || !row.endpoint().equals(wanted.endpoint()))
                .ifPresent(row -> release(tx, row));
    }

    private static void refuseWhileRunning(Transaction tx, ConnectionRow row, String what) {
        long running = tx.one(
                        "SELECT count(*) FROM session WHERE tenant_id = :tenantId AND connection = :connection AND status IN ("
                                + SessionStatus.RUNNING_IN_SQL + ")",
                        result -> result.getLong(1),
                        with("tenantId", row.tenantId()).and("connection", row.name()))
                .orElseThrow();
        if (running > 0) {
            String sessions = running == 1 ? "a session runs" : running + " sessions run";
            throw Problem.of(
                            ProblemCode.IN_USE,
                            what + " while " + sessions + " on the connection " + row.name()
                                    + ": Voxgate could not stop them any more. Stop them, or wait until they have ended.")
                    .with("runningSessions", running);
        }
    }

    /** validateOnly leaves no trace, so it must not say whose apps there are. */
    private static void refuseTaken(Transaction tx, NewConnection wanted) {
        boolean taken = tx.one(
                        "SELECT voxgate_app_taken(:vendor, :appId, :endpoint, :tenantId)",
                        row -> row.getBoolean(1),
                        with("vendor", wanted.vendor())
                                .and("appId", wanted.appId())
                                .and("endpoint", wanted.endpoint().orElse(""))
                                .and("tenantId", wanted.tenantId()))
                .orElseThrow();
        if (taken) {
            throw Problem.of(
                    ProblemCode.CONFLICT,
                    "This app of " + wanted.vendor()
                            + " belongs to another tenant of this installation, which has proven it by a signed call: "
                            + "its callbacks can go to one only. It is free again when that tenant has no connection to it any more.");
        }
    }

    private static void claim(Transaction tx, NewConnection connection, String token) {
        tx.update(
                "INSERT INTO callback_endpoint (tenant_id, vendor, app_id, token) VALUES (:tenantId, "
                        + ":vendor, :appId, :token) ON CONFLICT (vendor, app_id, tenant_id) DO NOTHING",
                with("tenantId", connection.tenantId())
                        .and("vendor", connection.vendor())
                        .and("appId", connection.appId())
                        .and("token", token));
    }

    /**
     * Writes down that a signed call of this connection was taken, so that its app is the tenant's; nothing when
     * another tenant was first.
     */
    public void prove(ConnectionRow row) {
        database.tenant(
                row.tenantId(),
                tx -> tx.update(
                        """
                INSERT INTO proven_app (vendor, app_id, endpoint, tenant_id)
                SELECT c.vendor, c.app_id, coalesce(c.endpoint, ''), c.tenant_id FROM connection c
                WHERE c.tenant_id = :tenantId AND c.name = :name AND c.vendor = :vendor AND c.app_id = :appId
                    AND coalesce(c.endpoint, '') = :endpoint
                ON CONFLICT DO NOTHING""",
                        with("tenantId", row.tenantId())
                                .and("name", row.name())
                                .and("vendor", row.vendor())
                                .and("appId", row.appId())
                                .and("endpoint", row.endpoint().orElse(""))));
    }

    private static void write(Transaction tx, NewConnection connection) {
        tx.update(
                """
                INSERT INTO connection (tenant_id, name, vendor, app_id, region, endpoint, settings, secrets, key_digest)
                VALUES (:tenantId, :name, :vendor, :appId, :region, :endpoint, :settings::jsonb, :secrets::jsonb, :keyDigest)
                ON CONFLICT (tenant_id, name) DO UPDATE
                SET app_id = excluded.app_id, region = excluded.region, endpoint = excluded.endpoint, settings = excluded.settings,
                    secrets = excluded.secrets, key_digest = excluded.key_digest, version = nextval('row_version'), updated_at = now()""",
                with("tenantId", connection.tenantId())
                        .and("name", connection.name())
                        .and("vendor", connection.vendor())
                        .and("appId", connection.appId())
                        .and("region", connection.region())
                        .and("endpoint", connection.endpoint())
                        .and("settings", connection.settings())
                        .and("secrets", connection.secrets())
                        .and("keyDigest", connection.keyDigest()));
    }

    /** An app that none of the tenant's connections uses any more, here or at all, is free for every tenant. */
    private static void release(Transaction tx, ConnectionRow row) {
        tx.update(
                """
                DELETE FROM proven_app p WHERE tenant_id = :tenantId AND vendor = :vendor AND app_id = :appId AND NOT EXISTS (
                    SELECT FROM connection c WHERE c.tenant_id = p.tenant_id AND c.vendor = p.vendor AND c.app_id = \
                p.app_id AND coalesce(c.endpoint, \
                '') = p.endpoint)""", with("tenantId", tx.tenantId()).and("vendor", row.vendor()).and("appId", row.appId()));
        tx.update(
                """
                DELETE FROM callback_endpoint e WHERE tenant_id = :tenantId AND vendor = :vendor AND app_id = :appId
                AND NOT EXISTS (SELECT 1 FROM connection c WHERE c.tenant_id = e.tenant_id AND c.vendor = e.vendor \
                AND c.app_id = e.app_id)""", with("tenantId", tx.tenantId()).and("vendor", row.vendor()).and("appId", row.appId()));
    }

    public Optional<ConnectionRow> find(String tenantId, String name) {
        return database.tenant(tenantId, tx -> find(tx, tenantId, name, ""));
    }

    /** Those whose callbacks come to this address; none whose app another tenant has proven. */
    public List<ConnectionRow> byToken(String vendor, String token) {
        return database.system(tx -> tx.list(
                SELECT + "WHERE e.vendor = :vendor AND e.token = :token AND NOT " + TAKEN + " ORDER BY c.name",
                ConnectionRow::read,
                with("vendor", vendor).and("token", token)));
    }

    /** The customers of the simulated vendor that have this key id. */
    public List<ConnectionRow> inSandbox(String vendor, byte[] keyDigest) {
        return database.system(tx -> tx.list(
                SELECT
                        + "WHERE c.vendor = :vendor AND c.key_digest = :keyDigest AND c.endpoint = 'sandbox' ORDER BY c.tenant_id, c.name",
                ConnectionRow::read,
                with("vendor", vendor).and("keyDigest", keyDigest)));
    }

    public Page<ConnectionRow> list(String tenantId, Page.PageRequest page) {
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("connections"),
                        ConnectionRow::name,
                        SELECT + "WHERE c.tenant_id = :tenantId AND c.name > :after ORDER BY c.name LIMIT :limit",
                        ConnectionRow::read,
                        with("tenantId", tenantId).and("after", page.after()).and("limit", page.oneMore())));
    }

    /** @throws Problem 404, 409 while sessions run on it, 412 */
    public void delete(String tenantId, String name, Precondition precondition) {
        database.tenant(tenantId, tx -> {
            tx.serialise("connection", tenantId, name);
            ConnectionRow row = find(tx, tenantId, name, "")
                    .orElseThrow(() -> Problem.notFound("There is no connection " + name + "."));
            precondition.check(Optional.of(row.version()));
            refuseWhileRunning(tx, row, "It cannot be deleted");
            tx.update(
                    "DELETE FROM connection WHERE tenant_id = :tenantId AND name = :name",
                    with("tenantId", tenantId).and("name", name));
            release(tx, row);
            return row;
        });
    }

    private static Optional<ConnectionRow> find(Transaction tx, String tenantId, String name, String lock) {
        return tx.one(
                SELECT + "WHERE c.tenant_id = :tenantId AND c.name = :name" + lock,
                ConnectionRow::read,
                with("tenantId", tenantId).and("name", name));
    }
}
