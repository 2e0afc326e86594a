package io.voxgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class EmbeddedDatabaseTest {
    @TempDir
    Path home;

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void commitsAreOnDiskAndTheDataStay() throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            try (Connection connection =
                    DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
                connection.createStatement().execute("CREATE TABLE kept AS SELECT 'still here' AS word");
            }
            assertThatThrownBy(() -> EmbeddedDatabase.start(home))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(home.toString());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        try (EmbeddedDatabase again = EmbeddedDatabase.start(home)) {
            assertThat(ask(again, "SELECT word FROM kept")).isEqualTo("still here");
        }
    }

    private static void refused(EmbeddedDatabase database, String user, String password) {
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), user, password)
                        .close())
                .as("%s with \"%s\"", user, password)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isIn("28P01", "28000", "08004"));
    }

    /** As another account of the machine would try it: the port is open to all of them. */
    private void nobodyComesInWithoutAPassword(EmbeddedDatabase database) throws IOException {
        for (String user : List.of("postgres", "voxgate", "voxgate_system", "nobody")) {
            for (String password : List.of("", "postgres", user)) {
                refused(database, user, password);
            }
        }
        refused(database, "postgres", database.password());
        assertThat(home.resolve("postgresql/pg_hba.conf")).hasContent(EmbeddedAccess.RULES);
        for (String file : List.of("database.password", "postgresql/pg_hba.conf")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    private static void denied(EmbeddedDatabase database, String sql) {
        assertThatThrownBy(() -> ask(database, sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void everybodyNeedsAPasswordAndTheServiceIsNoSuperuser() throws IOException, SQLException {
        String first;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            first = database.password();
            nobodyComesInWithoutAPassword(database);
            assertThat(ask(
                            database,
                            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM "
                                    + "pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            denied(database, "SELECT pg_read_file('" + home.resolve("database.password") + "')");
            denied(database, "COPY (SELECT 1) TO PROGRAM 'id'");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            assertThat(database.password()).isNotEqualTo(first);
            refused(database, "voxgate", first);
            nobodyComesInWithoutAPassword(database);
        }
    }

    /** The version before trusted everybody, and its tables were the superuser's. */
    @Test
    void folderThatTrustedEverybodyIsChanged() throws IOException, SQLException {
        try (EmbeddedPostgres old = EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .setLocaleConfig("locale", "C")
                .start()) {
            Flyway.configure().dataSource(old.getPostgresDatabase()).load().migrate();
            try (Connection connection = old.getPostgresDatabase().getConnection()) {
                connection.createStatement().execute("INSERT INTO tenant (id, name) VALUES ('acme', 'Acme')");
            }
        }
        assertThat(home.resolve("postgresql/pg_hba.conf")).content().contains("trust");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            nobodyComesInWithoutAPassword(database);
            assertThat(Flyway.configure()
                            .dataSource(database.jdbcUrl(), database.user(), database.password())
                            .load()
                            .migrate()
                            .migrationsExecuted)
                    .isZero();
            assertThat(ask(database, "SELECT name FROM tenant")).isEqualTo("Acme");
            assertThat(ask(database, """
                    SELECT count(*) FROM (SELECT relowner AS owner FROM pg_class WHERE relnamespace = 'public'::regnamespace
                        UNION ALL SELECT proowner FROM pg_proc WHERE pronamespace = 'public'::regnamespace) AS thing \
                    WHERE owner <> 'voxgate'::regrole""")).isEqualTo("0");
        }
    }

    /** Who may delete the file owns the data. */
    @Test
    void passwordFileThatIsGoneIsMadeAnew() throws IOException, SQLException {
        EmbeddedDatabase.start(home).close();
        Files.delete(home.resolve("database.password"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            nobodyComesInWithoutAPassword(database);
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void pidFileOfADeadServerIsNoObstacle() throws IOException, SQLException {
        EmbeddedDatabase.start(home).close();
        Files.writeString(
                home.resolve("postgresql/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }
}
