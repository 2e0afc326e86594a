package io.voxgate.service;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.voxgate.canary.DatabaseDump;
import io.voxgate.canary.TraceLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** One empty PostgreSQL for a test run, and the settings that `start` would choose. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    /** The operator's key in every service test. */
    public static final String OPERATOR_KEY = "operator-key-of-the-tests";

    /** Base64 of 32 bytes. */
    public static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** Holds that key; a test may put another before it. Of this process alone: another runs the service too. */
    public static final Path MASTER_KEY_FILE = Path.of(
                    "target/master-key-of-the-tests-" + ProcessHandle.current().pid())
            .toAbsolutePath();

    /**
     * Conversations in the sandbox take half their time. Not less: Alibaba's are looked at once a second, and the five
     * minutes of one that is long have to be longer than any test.
     */
    private static final String SANDBOX_SPEED = "2";

    /** The user of the service's database. */
    private static final String OWNER = "voxgate";

    /** As {@code k8s/README.md} says it. */
    private static final List<String> ADMINISTRATION = List.of(
            "CREATE ROLE voxgate LOGIN",
            "ALTER DATABASE postgres OWNER TO voxgate",
            "CREATE ROLE voxgate_tenant NOLOGIN",
            "CREATE ROLE voxgate_system NOLOGIN",
            "GRANT voxgate_tenant, voxgate_system TO voxgate WITH SET TRUE, INHERIT TRUE");

    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            Files.writeString(MASTER_KEY_FILE, MASTER_KEY + "\n");
            Files.writeString(TestIdentity.TOKEN_FILE, TestIdentity.TOKEN + "\n");
            postgres = EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
            administer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.ofEntries(
                Map.entry("voxgate.master-keys.interval", "1s"),
                Map.entry("quarkus.datasource.jdbc.url", postgres.getJdbcUrl(OWNER, "postgres")),
                Map.entry("quarkus.datasource.username", OWNER),
                Map.entry("quarkus.datasource.password", "any"),
                Map.entry("voxgate.operator-key", OPERATOR_KEY),
                Map.entry("voxgate.master-key-file", MASTER_KEY_FILE.toString()),
                Map.entry("voxgate.identity.roles", TestIdentity.grants()),
                Map.entry("TKE_PROVIDER_ID", "cls-of-the-tests"),
                Map.entry("TKE_WEB_IDENTITY_TOKEN_FILE", TestIdentity.TOKEN_FILE.toString()),
                Map.entry(
                        "ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "acs:ram::1000000000000001:oidc-provider/ack-of-the-tests"),
                Map.entry("ALIBABA_CLOUD_OIDC_TOKEN_FILE", TestIdentity.TOKEN_FILE.toString()),
                Map.entry("voxgate.sandbox", "on"),
                Map.entry("voxgate.sandbox.speed", SANDBOX_SPEED),
                Map.entry("voxgate.private-addresses", "allow"),
                Map.entry("voxgate.liveness.interval", "500ms"),
                Map.entry("voxgate.liveness.timeout", "1s"),
                Map.entry("voxgate.readiness.interval", "500ms"),
                Map.entry("voxgate.streams.heartbeat", "1s"),
                Map.entry("voxgate.streams.write-timeout", "2s"),
                Map.entry("voxgate.streams.end-delay", "1s"));
    }

    /**
     * The service is what it is in production: an ordinary owner of its database, for whom an administrator made the
     * two roles.
     */
    private void administer() throws SQLException {
        try (Connection administrator = postgres.getPostgresDatabase().getConnection();
                Statement statement = administrator.createStatement()) {
            for (String sql : ADMINISTRATION) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void stop() {
        try (Connection owner = postgres.getPostgresDatabase().getConnection()) {
            DatabaseDump.of(owner, (table, rows) -> TraceLog.append("database.txt", table + "\n" + rows + "\n"));
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
