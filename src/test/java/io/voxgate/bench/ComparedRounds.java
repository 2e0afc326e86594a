package io.voxgate.bench;

import io.voxgate.bench.BenchmarkTenants.BenchmarkTenant;
import io.voxgate.bench.PgBench.PgBenchScript;
import io.voxgate.bench.SdkProcess.SdkFigures;
import io.voxgate.bench.StartWork.BegunSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that is compared, once in each round, so that whatever else the machine does meets all of it alike. */
final class ComparedRounds {
    private static final int CONNECTIONS = 64;
    private static final int CLIENTS = 16;
    private static final int SDK_THREADS = 32;

    private final BenchmarkTarget target;
    private final Yardsticks yardsticks;
    private final List<BenchmarkTenant> tenants;
    private final RoundFigures figures;
    private final BenchmarkReport report;
    private final MeasuredLoad load;
    private long started;

    ComparedRounds(
            BenchmarkTarget target,
            Yardsticks yardsticks,
            List<BenchmarkTenant> tenants,
            RoundFigures figures,
            BenchmarkReport report) {
        this.target = target;
        this.yardsticks = yardsticks;
        this.tenants = tenants;
        this.figures = figures;
        this.report = report;
        this.load = new MeasuredLoad(target, figures, report);
    }

    /** @param number of the round, from 1 */
    void round(int number, Duration time) {
        Duration shorter = Duration.ofMillis(Math.max(1000, time.toMillis() * 2 / 3));
        List<BegunSession> sessions = new ArrayList<>(
                starts(number, FigureNames.TEMPLATE, time, StartWork.byTemplate(tenants, "t" + number)));
        pgBench(number, FigureNames.PG_START, PgBenchScript.START, time);
        sdk(number, FigureNames.TENCENT, yardsticks.sdk().tencent(SDK_THREADS, shorter));
        callbacks(number, time, sessions);
        pgBench(number, FigureNames.PG_CALLBACK, PgBenchScript.CALLBACK, time);
        pgBench(number, FigureNames.PG_CLAIM, PgBenchScript.CLAIM, time);
        sessions.addAll(starts(number, FigureNames.INLINE, time, StartWork.inline(tenants, "i" + number)));
        sdk(number, FigureNames.ALIBABA, yardsticks.sdk().alibaba(SDK_THREADS, shorter));
        load.closed(number, FigureNames.ONE, CONNECTIONS, shorter, ReadWork.one(sessions));
        load.closed(number, FigureNames.LIST, CONNECTIONS, shorter, ReadWork.list(sessions));
        hops(number, shorter);
        target.forgetSessions();
    }

    /** The sessions that the rounds started. */
    long started() {
        return started;
    }

    private List<BegunSession> starts(int round, String operation, Duration time, StartWork work) {
        yardsticks.peer().takeTasks();
        started += load.closed(round, operation, CONNECTIONS, time, work).good();
        report.faults(
                operation, work.faults(target.postgres(), yardsticks.peer().takeTasks()));
        return work.begun();
    }

    private void callbacks(int round, Duration time, List<BegunSession> sessions) {
        CallbackWork work = new CallbackWork(sessions);
        load.closed(round, FigureNames.CALLBACK, CONNECTIONS, time, work);
        report.faults(FigureNames.CALLBACK, work.faults(target.postgres()));
        DeliveryDrain.Drained drained = new DeliveryDrain(target, yardsticks.peer())
                .all(work.acknowledged().size());
        load.cost(round, FigureNames.DELIVERY, drained.used(), drained.deliveries());
        figures.add(round, FigureNames.DELIVERY + FigureNames.PER_SECOND, drained.perSecond());
        report.faults(FigureNames.DELIVERY, drained.faults());
    }

    private void pgBench(int round, String name, PgBenchScript script, Duration time) {
        yardsticks.pgBench().ifPresent(pgBench -> {
            PgBenchResult result = pgBench.run(script, CLIENTS, time);
            figures.add(round, name + FigureNames.PER_SECOND, result.perSecond());
            figures.add(round, name + FigureNames.DATABASE_CPU, result.cpuMicros());
            report.faults(name, result.faults());
        });
    }

    private void sdk(int round, String name, SdkFigures found) {
        figures.add(round, name + FigureNames.SERVICE_CPU, found.cpuMicros());
        figures.add(round, name + FigureNames.ALLOCATED, found.allocatedBytes() / 1024);
        figures.add(round, name + FigureNames.P50, found.p50Millis());
        report.faults(name, found.faults());
    }

    private void hops(int round, Duration time) {
        LoadWork start = PeerWork.START;
        load.speed(
                round,
                FigureNames.DIRECT,
                LoadGenerator.closed(yardsticks.peer().port(), CONNECTIONS, time, start));
        yardsticks.nginx().ifPresent(nginx -> {
            double before = nginx.cpuSeconds();
            LoadResult result = LoadGenerator.closed(nginx.port(), CONNECTIONS, time, start);
            hop(round, FigureNames.HOP, nginx.cpuSeconds() - before, result);
        });
        yardsticks.portkey().ifPresent(portkey -> {
            double before = portkey.cpuSeconds();
            LoadResult result = LoadGenerator.closed(portkey.port(), SDK_THREADS, time, portkey.work());
            hop(round, FigureNames.PORTKEY, portkey.cpuSeconds() - before, result);
        });
        yardsticks.peer().takeTasks();
    }

    private void hop(int round, String name, double cpuSeconds, LoadResult result) {
        figures.add(round, name + FigureNames.SERVICE_CPU, cpuSeconds * 1e6 / result.good());
        load.speed(round, name, result);
    }
}
