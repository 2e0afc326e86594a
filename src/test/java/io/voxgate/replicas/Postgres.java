package io.voxgate.replicas;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * The one PostgreSQL of a fleet. It can be stopped, also as a crash would, and started again on the same port and data.
 * Commits reach the disk, as in production.
 */
public final class Postgres implements AutoCloseable {
    private static final long STOP_SECONDS = 20;

    private final Path home;
    private final int port = Ports.free();
    private EmbeddedPostgres server;

    private Postgres(Path home) {
        this.home = home;
        this.server = launch();
        // The service's user is what it is in production: an ordinary owner of its database, who here may make the two
        // roles.
        run("CREATE ROLE voxgate LOGIN CREATEROLE");
        run("ALTER DATABASE postgres OWNER TO voxgate");
    }

    /** @param home an empty directory, which keeps the data and the server's log */
    public static Postgres start(Path home) {
        return new Postgres(home);
    }

    private EmbeddedPostgres launch() {
        try {
            Files.createDirectories(home);
            return EmbeddedPostgres.builder()
                    .setDataDirectory(home.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("log_line_prefix", "%p,%a,")
                    .setServerConfig("track_functions", "pl")
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code VOXGATE_DATABASE_URL} wants it. */
    public String url() {
        return "postgresql://voxgate:any@127.0.0.1:" + port + "/postgres";
    }

    /** The server's own log. */
    public Path log() {
        return home.resolve("postgres.log");
    }

    /** Stops it at once, without a checkpoint, as a crash would, and starts it again. */
    public void crash() {
        end("QUIT");
        begin();
    }

    /** Ends every session of it in order, and starts it again. */
    public void restart() {
        end("INT");
        begin();
    }

    /** The id of the postmaster; its sessions are its children. */
    public long pid() {
        try {
            return Long.parseLong(Files.readAllLines(home.resolve("data/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all of its processes at once and for good, also those that are too busy to stop in order. */
    public void kill() {
        end("QUIT");
    }

    /** Where it listens, also after a restart. */
    public int port() {
        return port;
    }

    /** Lets all of its processes stand still until {@link #resume}. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** The postmaster first: one that stands still starts no further process. */
    private void signal(String name) {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        Signals.send(postmaster.pid(), name);
        postmaster.descendants().forEach(process -> Signals.trySend(process.pid(), name));
    }

    /** Starts what was ended. */
    public void begin() {
        server = launch();
    }

    /** @param signal INT: sessions end in order, QUIT: as a crash */
    public void end(String signal) {
        try {
            long pid = pid();
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            Signals.send(pid, signal);
            postmaster.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("PostgreSQL does not stop", e);
        }
    }

    /** Runs a statement as the administrator, in a transaction of its own. */
    public void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of a query's rows, as text. */
    public List<String> column(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?ApplicationName=test", "postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
