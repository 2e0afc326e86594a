package io.voxgate.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    Path home;

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
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
            try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
                connection.createStatement().execute("CREATE TABLE kept AS SELECT 'still here' AS word");
            }
            assertThatThrownBy(() -> EmbeddedDatabase.start(home)).isInstanceOf(IOException.class).hasMessageContaining(home.toString());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home))).isEqualTo("rwx------");
        try (EmbeddedDatabase again = EmbeddedDatabase.start(home)) {
            assertThat(ask(again, "SELECT word FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void pidFileOfADeadServerIsNoObstacle() throws IOException, SQLException {
        EmbeddedDatabase.start(home).close();
        Files.writeString(home.resolve("postgresql/postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }
}
