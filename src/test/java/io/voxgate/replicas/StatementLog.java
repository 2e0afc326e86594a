package io.voxgate.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PostgreSQL itself says it was asked by the replicas' pools, transaction by transaction. */
final class StatementLog {
    private static final Pattern LINE = Pattern.compile("(\\d+),voxgate,LOG:  execute [^:]*: (.*)");

    private final Postgres postgres;

    StatementLog(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * The transactions that ran meanwhile, each as the first line of its statements; those that were still open are
     * left out.
     */
    List<List<String>> during(Runnable work) {
        postgres.run("ALTER SYSTEM SET log_statement = 'all'");
        reload();
        int from = lines().size();
        work.run();
        postgres.run("ALTER SYSTEM RESET log_statement");
        reload();
        List<String> lines = lines();
        return transactions(lines.subList(from, lines.size()));
    }

    /**
     * The servers of the pool take the setting when they are idle; a session that is new afterwards shows that the
     * signal is out.
     */
    private void reload() {
        postgres.column("SELECT pg_reload_conf()");
        postgres.column("SELECT pg_sleep(0.3)");
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(postgres.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> transactions(List<String> lines) {
        Map<String, List<String>> open = new HashMap<>();
        List<List<String>> done = new ArrayList<>();
        for (String line : lines) {
            Matcher found = LINE.matcher(line);
            if (!found.matches()) {
                continue;
            }
            List<String> transaction = open.computeIfAbsent(found.group(1), _ -> new ArrayList<>());
            transaction.add(found.group(2).strip());
            if (found.group(2).equals("COMMIT") || found.group(2).equals("ROLLBACK")) {
                done.add(open.remove(found.group(1)));
            }
        }
        return done;
    }
}
