package io.voxgate.bench;

import io.voxgate.attack.ProcessMeter;
import io.voxgate.replicas.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * PostgreSQL's own yardstick on the cluster that the service uses: the least SQL of the same business operations, with
 * the same commits. Debian's package has the program; the embedded PostgreSQL has not.
 */
final class PgBench {
    private static final Path PROGRAM = Path.of("/usr/lib/postgresql/15/bin/pgbench");
    private static final Path SCRIPTS = BenchmarkReport.HOME.resolve("pgbench");

    /** More than a claim takes in any run. */
    private static final int OUTBOX_ROWS = 200_000;

    private final Postgres postgres;

    private PgBench(Postgres postgres) {
        this.postgres = postgres;
    }

    /** What a script does. */
    enum PgBenchScript {
        START("start", "SELECT count(*) FROM started WHERE status = 'active'"),
        CALLBACK("callback", "SELECT count(*) FROM told"),
        CLAIM("claim", "SELECT %d - count(*) FROM outbox".formatted(OUTBOX_ROWS));

        private final String file;
        private final String counted;

        PgBenchScript(String file, String counted) {
            this.file = file;
            this.counted = counted;
        }
    }

    /** Why there is no yardstick here; empty when there is one. */
    static Optional<String> absence() {
        return Files.isExecutable(PROGRAM)
                ? Optional.empty()
                : Optional.of("there is no " + PROGRAM + " (Debian's package postgresql-15); nothing stands in for it");
    }

    static PgBench on(Postgres postgres) {
        PgBench bench = new PgBench(postgres);
        bench.execute(text("tables.sql"));
        for (PgBenchScript script : PgBenchScript.values()) {
            try {
                Files.createDirectories(SCRIPTS);
                Files.writeString(SCRIPTS.resolve(script.file + ".sql"), text(script.file + ".sql"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bench;
    }

    /**
     * Runs a script on tables that are empty but for what it needs, and holds the rows against what pgbench counted.
     */
    PgBenchResult run(PgBenchScript script, int clients, Duration time) {
        execute("TRUNCATE started, start_key, told, outbox");
        if (script == PgBenchScript.CLAIM) {
            execute("INSERT INTO outbox (event_id) SELECT n FROM generate_series(1, " + OUTBOX_ROWS + ") n");
        }
        execute("VACUUM ANALYZE");
        ProcessMeter meter = new ProcessMeter(postgres.pid());
        double before = meter.cpuSeconds();
        String printed = ChildProcess.output(
                List.of(
                        PROGRAM.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--time=" + time.toSeconds(),
                        "--client=" + clients,
                        "--jobs=" + Math.min(2, clients),
                        "--file=" + SCRIPTS.resolve(script.file + ".sql"),
                        "--host=127.0.0.1",
                        "--port=" + postgres.port(),
                        "--username=postgres",
                        BenchmarkTarget.YARDSTICK_DATABASE),
                time.plusSeconds(60));
        double cpu = meter.cpuSeconds() - before;
        return PgBenchResult.of(printed).with(count(script.counted), cpu);
    }

    private long count(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + BenchmarkTarget.YARDSTICK_DATABASE,
                "postgres",
                "postgres");
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(PgBench.class.getResourceAsStream("/bench/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
