package io.voxgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.bench.BenchmarkReport.ReportTable;
import io.voxgate.bench.BenchmarkTenants.BenchmarkTenant;
import io.voxgate.bench.StartUpMeasure.StartUpFigures;
import io.voxgate.bench.StartWork.BegunSession;
import io.voxgate.bench.StreamMeasure.StreamFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code ./voxgate bench}: what Voxgate costs, beside what the same costs otherwise, in one run; the report is in
 * {@code target/bench/}. No ring runs this, and no figure fails it: only a wrong answer does.
 */
class PerformanceBench {
    private static final int CONNECTIONS = 64;
    private static final Duration WARM_UP_PART = Duration.ofSeconds(5);
    private static final double MEGABYTE = 1 << 20;

    private final BenchmarkOptions options = BenchmarkOptions.read();
    private final BenchmarkReport report = new BenchmarkReport();
    private final RoundFigures figures = new RoundFigures();
    private final List<String> parts = new ArrayList<>();
    private final long began = System.nanoTime();
    private long partBegan = began;

    @Test
    void everyAnswerIsRight() throws IOException {
        Files.createDirectories(BenchmarkReport.HOME);
        try {
            run();
        } catch (RuntimeException e) {
            report.faults("the run broke off", List.of(String.valueOf(e.getMessage())));
            throw e;
        } finally {
            report.fact("The whole run took %d s: %s.".formatted(secondsSince(began), String.join(", ", parts)));
            System.out.println(report.write());
        }
        assertThat(report.faults())
                .as("wrong answers; the report is in " + BenchmarkReport.HOME)
                .isEmpty();
    }

    private static long secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds();
    }

    /** Keeps how long the part took that ends here. */
    private void ends(String part) {
        parts.add(part + " " + secondsSince(partBegan));
        partBegan = System.nanoTime();
    }

    private void run() {
        try (StubPeer peer = new StubPeer();
                BenchmarkTarget target = BenchmarkTarget.start();
                Yardsticks yardsticks = new Yardsticks(peer, target.postgres(), report)) {
            machine();
            double ready = target.residentBytes();
            List<BenchmarkTenant> tenants = BenchmarkTenants.create(target.port(), peer);
            BenchmarkTenants.subscribe(target.port(), peer, tenants);
            DeliveryDrain.pause(target);
            ends("preparation");
            warmUp(target, yardsticks, tenants);
            ends("warm-up");
            measure(target, yardsticks, tenants, ready);
        }
        MicroBenchmarks.run(report);
        ends("pieces");
    }

    private void machine() {
        report.fact("%s; %s; %d processors, %s, Java %s"
                .formatted(
                        Instant.now(),
                        commit(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        Runtime.version()));
        report.fact(
                "One replica with the image's options and its PostgreSQL (fsync and synchronous_commit on), the load, "
                        + "the vendors' stub and whatever it is compared with share these processors.");
        report.fact(
                "%d rounds of %d s for each measurement, in turn; told are medians, of quotients those within a round."
                        .formatted(options.rounds(), options.time().toSeconds()));
    }

    /** Which commit this is, and whether anything is not committed. */
    private static String commit() {
        List<String> command = List.of("git", "describe", "--always", "--dirty");
        try {
            return "commit "
                    + ChildProcess.output(command, Duration.ofSeconds(10)).strip();
        } catch (RuntimeException _) {
            return "no commit"; // a copy of the sources without their history
        }
    }

    /** Until two successive parts agree within five percent, or its time is over. */
    private void warmUp(BenchmarkTarget target, Yardsticks yardsticks, List<BenchmarkTenant> tenants) {
        double before = 0;
        double now = 0;
        long end = System.nanoTime() + options.warmUp().toNanos();
        int part = 0;
        do {
            before = now;
            StartWork work = StartWork.byTemplate(tenants, "w" + part++);
            now = LoadGenerator.closed(target.port(), CONNECTIONS, WARM_UP_PART, work)
                    .perSecond();
            LoadGenerator.closed(target.port(), CONNECTIONS, WARM_UP_PART.dividedBy(5), new CallbackWork(work.begun()));
            yardsticks.sdk().tencent(32, Duration.ofSeconds(1));
            yardsticks.sdk().alibaba(32, Duration.ofSeconds(1));
        } while (System.nanoTime() < end && Math.abs(now / before - 1) > 0.05);
        report.fact("Warmed up by %d parts of %d s: %.0f starts/s, then %.0f."
                .formatted(part, WARM_UP_PART.toSeconds(), before, now));
        target.forgetSessions();
    }

    private void measure(BenchmarkTarget target, Yardsticks yardsticks, List<BenchmarkTenant> tenants, double ready) {
        ComparedRounds rounds = new ComparedRounds(target, yardsticks, tenants, figures, report);
        for (int round = 1; round <= options.rounds(); round++) {
            rounds.round(round, options.time());
        }
        ends("rounds");
        double resident = target.residentBytes();
        report.fact("The service's memory: %.0f MB when it was ready, %.0f MB after the rounds with their %,d starts."
                .formatted(ready / MEGABYTE, resident / MEGABYTE, rounds.started()));
        PerformanceTables.of(figures).forEach(report::add);
        report.add(PerformanceTables.updates(target.updates(), rounds.started()));
        TailMeasure.TailFigures tails = new TailMeasure(target, yardsticks, tenants, report)
                .run(
                        Duration.ofMillis(Math.max(1000, options.time().toMillis() * 2 / 3)),
                        figures.median(FigureNames.TEMPLATE + FigureNames.PER_SECOND),
                        figures.median(FigureNames.CALLBACK + FigureNames.PER_SECOND));
        ends("latency");
        report.add(streams(target, tenants));
        ends("streams");
        StartUpMeasure startUp = new StartUpMeasure(target, tenants, report);
        StartUpFigures plain = startUp.plain();
        StartUpFigures cached = startUp.cached();
        report.add(PerformanceTables.startUp(plain, cached));
        target.forgetSessions();
        ends("start-up");
        double growth = new GrowthMeasure(target, yardsticks.peer(), tenants, report, options.growth()).run();
        ends("growth");
        report.goals(PerformanceGoals.of(figures, new PerformanceGoals.Singles(tails, cached, resident, growth)));
    }

    private ReportTable streams(BenchmarkTarget target, List<BenchmarkTenant> tenants) {
        StartWork work = StartWork.byTemplate(tenants, "s");
        LoadGenerator.closed(target.port(), 8, Duration.ofSeconds(2), work);
        List<BegunSession> sessions = work.begun();
        StreamFigures streams = new StreamMeasure(target, report).run(tenants, sessions);
        target.forgetSessions();
        return PerformanceTables.streams(streams);
    }
}
