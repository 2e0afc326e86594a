package io.voxgate.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A PostgreSQL for one test: ours, or the one of Debian 12, which is older and built otherwise. */
interface DatabaseServer extends AutoCloseable {
    /** Where Debian's package postgresql-15 has its programs. */
    Path DEBIAN = Path.of("/usr/lib/postgresql/15/bin");

    int port();

    @Override
    void close() throws IOException;

    default String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** Runs statements as the administrator, each in a transaction of its own. */
    default void run(String database, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row. */
    default String ask(String database, String user, String before, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), user, "secret");
                Statement statement = connection.createStatement()) {
            statement.execute(before);
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    static DatabaseServer ours() throws IOException {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
        return new DatabaseServer() {
            @Override
            public int port() {
                return postgres.getPort();
            }

            @Override
            public void close() throws IOException {
                postgres.close();
            }
        };
    }

    /** @param home an empty directory for its data */
    static DatabaseServer debians(Path home) throws IOException {
        Path data = home.resolve("data");
        int port = freePort();
        Process init = program(
                home, "initdb", "-A", "trust", "-U", "postgres", "-D", data.toString(), "-E", "UTF-8", "--locale=C");
        try {
            if (!init.waitFor(60, TimeUnit.SECONDS) || init.exitValue() != 0) {
                throw new IOException("initdb failed: " + Files.readString(home.resolve("initdb.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        Process server = program(
                home,
                "postgres",
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-h",
                "127.0.0.1",
                "-k",
                "",
                "-c",
                "fsync=off");
        Debians debians = new Debians(server, port);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() ->
                        debians.ask("postgres", "postgres", "", "SELECT 'up'").equals("up"));
        return debians;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL does not run as root; in a user namespace of its own nobody is root. */
    private static Process program(Path home, String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(DEBIAN.resolve(name).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile())
                .start();
    }

    /** A process of our own. */
    record Debians(Process server, int port) implements DatabaseServer {
        @Override
        public void close() throws IOException {
            server.destroy();
            try {
                if (!server.waitFor(20, TimeUnit.SECONDS)) {
                    server.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
