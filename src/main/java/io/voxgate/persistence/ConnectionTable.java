package io.voxgate.persistence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Connections, and the callback endpoints that those of one vendor app share. */
@ApplicationScoped
public class ConnectionTable {
    private static final String SELECT = """
            SELECT c.tenant_id, c.name, c.vendor, c.app_id, c.region, c.endpoint, c.settings, c.secrets, e.token, c.version, c.created_at, c.updated_at
            FROM connection c JOIN callback_endpoint e USING (vendor, app_id)\s""";

    private final Database database;

    public ConnectionTable(Database database) {
        this.database = database;
    }

    /**
     * What a caller stores.
     *
     * @param appId the vendor's app, as text
     * @param secrets sealed
     * @param keyDigest SHA-256 of the account's key id
     */
    public record NewConnection(
            String tenantId, String name, String vendor, String appId, Optional<String> region, Optional<String> endpoint, ObjectNode settings,
            ObjectNode secrets, Optional<byte[]> keyDigest) {}

    /** @param token the end of the callback URL */
    public record ConnectionRow(
            String tenantId, String name, String vendor, String appId, Optional<String> region, Optional<String> endpoint, ObjectNode settings,
            ObjectNode secrets, String token, long version, Instant createdAt, Instant updatedAt) {
        static ConnectionRow read(ResultSet row) throws SQLException {
            return new ConnectionRow(row.getString("tenant_id"), row.getString("name"), row.getString("vendor"), row.getString("app_id"),
                    Optional.ofNullable(row.getString("region")), Optional.ofNullable(row.getString("endpoint")),
                    Statements.json(row, "settings", ObjectNode.class), Statements.json(row, "secrets", ObjectNode.class), row.getString("token"),
                    row.getLong("version"), Statements.instant(row, "created_at"), Statements.instant(row, "updated_at"));
        }
    }

    /**
     * Creates or replaces.
     *
     * @param token for the callback endpoint, if the app has none yet
     * @throws Problem 409 when the vendor app belongs to another tenant, or the stored connection is of another vendor; 412
     */
    public Stored<ConnectionRow> put(NewConnection connection, String token, Precondition precondition) {
        return database.tenant(connection.tenantId(), tx -> {
            tx.serialise("callback", connection.vendor(), connection.appId());
            tx.serialise("connection", connection.tenantId(), connection.name());
            Optional<ConnectionRow> before = find(tx, connection.tenantId(), connection.name());
            precondition.check(before.map(ConnectionRow::version));
            before.filter(row -> !row.vendor().equals(connection.vendor())).ifPresent(ConnectionTable::refuseOtherVendor);
            claim(tx, connection, token);
            write(tx, connection);
            before.filter(row -> !row.appId().equals(connection.appId())).ifPresent(row -> release(tx, row));
            return new Stored<>(find(tx, connection.tenantId(), connection.name()).orElseThrow(), before.isEmpty());
        });
    }

    private static void refuseOtherVendor(ConnectionRow before) {
        throw Problem.of(ProblemCode.CONFLICT, "The connection " + before.name() + " is one to " + before.vendor() + "; a connection never changes its vendor. Use another name.",
                List.of(new Fault("/vendor", "CONFLICT", "It is " + before.vendor() + ".")));
    }

    private static void claim(Statements tx, NewConnection connection, String token) {
        tx.update("INSERT INTO callback_endpoint (tenant_id, vendor, app_id, token) VALUES (?, ?, ?, ?) ON CONFLICT (vendor, app_id) DO NOTHING",
                connection.tenantId(), connection.vendor(), connection.appId(), token);
        Optional<Boolean> ours = tx.one("SELECT true FROM callback_endpoint WHERE tenant_id = ? AND vendor = ? AND app_id = ?", row -> row.getBoolean(1),
                connection.tenantId(), connection.vendor(), connection.appId());
        if (ours.isEmpty()) {
            throw Problem.of(ProblemCode.CONFLICT, "This app of " + connection.vendor() + " belongs to another tenant of this installation: its callbacks can go to one only.");
        }
    }

    private static void write(Statements tx, NewConnection connection) {
        tx.update("""
                INSERT INTO connection (tenant_id, name, vendor, app_id, region, endpoint, settings, secrets, key_digest)
                VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
                ON CONFLICT (tenant_id, name) DO UPDATE
                SET app_id = excluded.app_id, region = excluded.region, endpoint = excluded.endpoint, settings = excluded.settings,
                    secrets = excluded.secrets, key_digest = excluded.key_digest, version = nextval('row_version'), updated_at = now()""",
                connection.tenantId(), connection.name(), connection.vendor(), connection.appId(), connection.region(), connection.endpoint(),
                connection.settings(), connection.secrets(), connection.keyDigest());
    }

    /** An app that no connection uses any more is free for every tenant. */
    private static void release(Statements tx, ConnectionRow row) {
        tx.update("""
                DELETE FROM callback_endpoint e WHERE vendor = ? AND app_id = ?
                AND NOT EXISTS (SELECT 1 FROM connection c WHERE c.vendor = e.vendor AND c.app_id = e.app_id)""", row.vendor(), row.appId());
    }

    public Optional<ConnectionRow> find(String tenantId, String name) {
        return database.tenant(tenantId, tx -> find(tx, tenantId, name));
    }

    public List<ConnectionRow> byToken(String vendor, String token) {
        return database.system(tx -> tx.list(SELECT + "WHERE e.vendor = ? AND e.token = ? ORDER BY c.name", ConnectionRow::read, vendor, token));
    }

    /** The customers of the simulated vendor that have this key id. */
    public List<ConnectionRow> inSandbox(String vendor, byte[] keyDigest) {
        return database.system(tx -> tx.list(SELECT + "WHERE c.vendor = ? AND c.key_digest = ? AND c.endpoint = 'sandbox' ORDER BY c.tenant_id, c.name",
                ConnectionRow::read, vendor, keyDigest));
    }

    public Page<ConnectionRow> list(String tenantId, Page.Request page) {
        return Page.of(database.tenant(tenantId, tx -> tx.list(SELECT + "WHERE c.tenant_id = ? AND c.name > ? ORDER BY c.name LIMIT ?",
                ConnectionRow::read, tenantId, page.after(), page.oneMore())), page.size(), ConnectionRow::name);
    }

    /** @throws Problem 404, 412 */
    public void delete(String tenantId, String name, Precondition precondition) {
        database.tenant(tenantId, tx -> {
            tx.serialise("connection", tenantId, name);
            ConnectionRow row = find(tx, tenantId, name).orElseThrow(() -> Problem.notFound("There is no connection " + name + "."));
            precondition.check(Optional.of(row.version()));
            tx.update("DELETE FROM connection WHERE tenant_id = ? AND name = ?", tenantId, name);
            release(tx, row);
            return row;
        });
    }

    private static Optional<ConnectionRow> find(Statements tx, String tenantId, String name) {
        return tx.one(SELECT + "WHERE c.tenant_id = ? AND c.name = ?", ConnectionRow::read, tenantId, name);
    }
}
