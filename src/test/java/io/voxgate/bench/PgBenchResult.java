package io.voxgate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pgbench printed, and what was counted beside it.
 *
 * @param rows that were there afterwards; -1: not counted
 * @param cpuSeconds of PostgreSQL meanwhile
 */
record PgBenchResult(
        long transactions, long failed, double perSecond, double latencyMillis, long rows, double cpuSeconds) {

    /** @throws IllegalStateException when a figure is missing */
    static PgBenchResult of(String printed) {
        return new PgBenchResult(
                (long) figure(printed, "number of transactions actually processed: (\\d+)"),
                (long) figure(printed, "number of failed transactions: (\\d+)"),
                figure(printed, "tps = ([0-9.]+)"),
                figure(printed, "latency average = ([0-9.]+) ms"),
                -1,
                Double.NaN);
    }

    private static double figure(String printed, String expression) {
        Matcher found = Pattern.compile(expression).matcher(printed);
        if (!found.find()) {
            throw new IllegalStateException("pgbench did not say " + expression + ":\n" + printed);
        }
        return Double.parseDouble(found.group(1));
    }

    PgBenchResult with(long counted, double cpu) {
        return new PgBenchResult(transactions, failed, perSecond, latencyMillis, counted, cpu);
    }

    /** Microseconds of PostgreSQL for one of them. */
    double cpuMicros() {
        return cpuSeconds * 1e6 / transactions;
    }

    /** Empty when each of its transactions is there. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (failed > 0) {
            faults.add(failed + " transactions failed");
        }
        if (rows != transactions) {
            faults.add(transactions + " transactions, but " + rows + " rows");
        }
        return faults;
    }
}
