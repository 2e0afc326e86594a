package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/** What the database's user needs: never to be a superuser, on PostgreSQL 18 as on Debian's 15. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseOwnerChecks {
    private static final String USER = "an owner";

    private DatabaseServer server;

    abstract DatabaseServer start() throws IOException;

    @BeforeAll
    void open() throws IOException {
        server = start();
    }

    @AfterAll
    void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Roles belong to the whole server. */
    @AfterEach
    void clean() throws SQLException {
        server.run(
                "postgres",
                "DROP DATABASE IF EXISTS voxgate",
                "DROP ROLE IF EXISTS voxgate_tenant, voxgate_system",
                "DROP ROLE IF EXISTS \"" + USER + "\"");
    }

    private void owner(String attributes) throws SQLException {
        server.run(
                "postgres",
                "CREATE ROLE \"" + USER + "\" LOGIN PASSWORD 'secret' " + attributes,
                "CREATE DATABASE voxgate OWNER \"" + USER + "\"");
    }

    private int migrate() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url("voxgate"));
        source.setUser(USER);
        source.setPassword("secret");
        return Flyway.configure().dataSource(source).load().migrate().migrationsExecuted;
    }

    /** The user works in both roles and sees what they may see. */
    private void works() throws SQLException {
        for (String role : List.of("voxgate_tenant", "voxgate_system")) {
            assertThat(server.ask("voxgate", USER, "SET ROLE " + role, "SELECT count(*) FROM tenant"))
                    .isEqualTo("0");
        }
        assertThat(migrate()).as("a second start migrates nothing").isZero();
    }

    @Test
    void ownerWithoutFurtherRightsIsToldWhatTheAdministratorHasToRun() throws SQLException {
        owner("");

        assertThatThrownBy(this::migrate).isInstanceOfSatisfying(FlywayException.class, e -> {
            String sentence = StartFailure.sentence(e);
            assertThat(sentence)
                    .contains("An administrator of PostgreSQL has to run once: CREATE ROLE voxgate_tenant NOLOGIN;")
                    .doesNotContain("\n");
            administer(sentence.substring(sentence.indexOf("CREATE ROLE")));
        });
        assertThat(migrate()).isPositive();
        works();
    }

    private void administer(String statements) {
        try {
            server.run("postgres", statements);
        } catch (SQLException e) {
            throw new AssertionError(statements, e);
        }
    }

    @Test
    void ownerWhoMayCreateRolesNeedsNobody() throws SQLException {
        owner("CREATEROLE");

        assertThat(migrate()).isPositive();
        works();
    }

    /**
     * As the first release left it on PostgreSQL 16 and later: an administrator of the roles who may not take them on.
     */
    @Test
    void rolesThatTheUserMadeButMayNotTakeOnAreMended() throws SQLException {
        owner("CREATEROLE");
        server.ask(
                "postgres", USER, "CREATE ROLE voxgate_tenant NOLOGIN; CREATE ROLE voxgate_system NOLOGIN", "SELECT 1");

        assertThat(migrate()).isPositive();
        works();
    }

    @Test
    void rolesOfAnAdministratorWithoutAGrantAreNoted() throws SQLException {
        owner("");
        server.run("postgres", "CREATE ROLE voxgate_tenant NOLOGIN", "CREATE ROLE voxgate_system NOLOGIN");

        assertThatThrownBy(this::migrate)
                .satisfies(e -> assertThat(StartFailure.sentence(e))
                        .contains("has to run once: GRANT voxgate_tenant TO \"" + USER + "\"")
                        .doesNotContain("CREATE ROLE"));
    }

    @Test
    void roleThatSeesEverythingIsRefused() throws SQLException {
        owner("");
        server.run(
                "postgres",
                "CREATE ROLE voxgate_tenant NOLOGIN BYPASSRLS",
                "CREATE ROLE voxgate_system NOLOGIN",
                "GRANT voxgate_tenant, voxgate_system TO \"" + USER + "\"");

        assertThatThrownBy(this::migrate)
                .satisfies(e -> assertThat(StartFailure.sentence(e))
                        .contains("ALTER ROLE voxgate_tenant NOSUPERUSER NOBYPASSRLS;"));
    }

    @Test
    void userWhoOwnsNothingIsToldSo() throws SQLException {
        server.run(
                "postgres",
                "CREATE ROLE \"" + USER + "\" LOGIN PASSWORD 'secret' CREATEROLE",
                "CREATE DATABASE voxgate");

        assertThatThrownBy(this::migrate)
                .satisfies(e -> assertThat(StartFailure.sentence(e))
                        .contains("permission denied")
                        .contains("has to own its database"));
    }

    /** The default for another machine's database is to insist on TLS; the sentence says what to do about it. */
    @Test
    void serverWithoutTlsIsNotSpokenTo() {
        String url =
                server.url("postgres") + "?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

        assertThatThrownBy(
                        () -> DriverManager.getConnection(url, "postgres", "x").close())
                .satisfies(e -> assertThat(StartFailure.sentence(e))
                        .contains("sslmode=verify-full")
                        .contains("sslmode=disable")
                        .doesNotContain("\n"));
    }

    @Test
    void superuserWorksToo() throws SQLException {
        owner("SUPERUSER");

        assertThat(migrate()).isPositive();
        works();
    }
}
