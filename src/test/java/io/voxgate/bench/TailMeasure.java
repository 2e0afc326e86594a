package io.voxgate.bench;

import io.voxgate.bench.BenchmarkReport.ReportTable;
import io.voxgate.bench.BenchmarkTenants.BenchmarkTenant;
import io.voxgate.bench.PgBench.PgBenchScript;
import io.voxgate.bench.StartWork.BegunSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long an answer takes: alone, at half of the most that the service takes, and as callers become more. */
final class TailMeasure {
    private static final int ROUNDS = 3;
    private static final int OPEN_CONNECTIONS = 128;
    private static final String ALONE = "start alone";
    private static final String AT_16 = "starts, 16 connections";
    private static final String AT_64 = "starts, 64 connections";
    private static final String PEER_ALONE = "peer alone";

    private final BenchmarkTarget target;
    private final Yardsticks yardsticks;
    private final List<BenchmarkTenant> tenants;
    private final BenchmarkReport report;
    private final RoundFigures figures = new RoundFigures();
    private final List<List<Object>> rows = new ArrayList<>();

    /**
     * @param startAlone median of a start of a single caller, without the vendor's own part, in milliseconds
     * @param growth of the added p99 from 16 to 64 connections
     */
    record TailFigures(double startAlone, double growth) {}

    TailMeasure(BenchmarkTarget target, Yardsticks yardsticks, List<BenchmarkTenant> tenants, BenchmarkReport report) {
        this.target = target;
        this.yardsticks = yardsticks;
        this.tenants = tenants;
        this.report = report;
    }

    /**
     * @param startsPerSecond the most that the service took
     * @param callbacksPerSecond the same of callbacks
     */
    TailFigures run(Duration time, double startsPerSecond, double callbacksPerSecond) {
        for (int round = 1; round <= ROUNDS; round++) {
            peerAlone(round, time);
            starts(round, ALONE, 1, time);
            starts(round, AT_16, 16, time);
            starts(round, AT_64, 64, time);
        }
        List.of(PEER_ALONE, ALONE, AT_16, AT_64).forEach(this::row);
        yardsticks.pgBench().ifPresent(pgBench -> {
            PgBenchResult alone = pgBench.run(PgBenchScript.START, 1, time);
            rows.add(List.of("pgbench start, 1 client (mean)", alone.latencyMillis(), Double.NaN, alone.perSecond()));
        });
        rows.add(List.of(
                "Tencent SDK, 1 thread", yardsticks.sdk().tencent(1, time).p50Millis(), Double.NaN, Double.NaN));
        openLoops(time.multipliedBy(5), startsPerSecond, callbacksPerSecond);
        report.add(new ReportTable(
                "Latency (closed loops of " + time.toSeconds() + " s, medians of " + ROUNDS
                        + "; open loops count from when a request was due)",
                List.of("what", "p50 ms", "p99 ms", "per second"),
                rows));
        target.forgetSessions();
        double peer = figures.median(PEER_ALONE + FigureNames.P50);
        return new TailFigures(
                figures.median(ALONE + FigureNames.P50) - peer,
                (figures.median(AT_64 + FigureNames.P99) - peer) / (figures.median(AT_16 + FigureNames.P99) - peer));
    }

    private void peerAlone(int round, Duration time) {
        write(round, PEER_ALONE, LoadGenerator.closed(yardsticks.peer().port(), 1, time, PeerWork.START));
    }

    private void starts(int round, String name, int connections, Duration time) {
        yardsticks.peer().takeTasks();
        StartWork work = StartWork.byTemplate(tenants, "l" + round + "c" + connections);
        write(round, name, LoadGenerator.closed(target.port(), connections, time, work));
        report.faults(name, work.faults(target.postgres(), yardsticks.peer().takeTasks()));
    }

    private void write(int round, String name, LoadResult result) {
        figures.add(round, name + FigureNames.P50, result.p50());
        figures.add(round, name + FigureNames.P99, result.p99());
        figures.add(round, name + FigureNames.PER_SECOND, result.perSecond());
        report.faults(name, result.faults());
    }

    private void row(String name) {
        rows.add(List.of(
                name,
                figures.median(name + FigureNames.P50),
                figures.median(name + FigureNames.P99),
                figures.median(name + FigureNames.PER_SECOND)));
    }

    private void openLoops(Duration time, double startsPerSecond, double callbacksPerSecond) {
        yardsticks.peer().takeTasks();
        StartWork starts = StartWork.byTemplate(tenants, "o");
        openLoop("starts at half of the most, open loop", time, startsPerSecond / 2, starts);
        report.faults(
                "open loop", starts.faults(target.postgres(), yardsticks.peer().takeTasks()));
        List<BegunSession> sessions = starts.begun();
        CallbackWork callbacks = new CallbackWork(sessions);
        openLoop("callbacks at half of the most, open loop", time, callbacksPerSecond / 2, callbacks);
        report.faults("open loop", callbacks.faults(target.postgres()));
    }

    private void openLoop(String name, Duration time, double perSecond, LoadWork work) {
        LoadResult result = LoadGenerator.open(target.port(), OPEN_CONNECTIONS, perSecond, time, work);
        rows.add(List.of(name, result.p50(), result.p99(), result.perSecond()));
        report.faults(name, result.faults());
    }
}
