package io.voxgate.bench;

import io.voxgate.attack.ProcessMeter;
import io.voxgate.bench.BenchmarkTenants.BenchmarkTenant;
import io.voxgate.replicas.Replica;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * From the beginning of a process to the first answer to a real start, with the database up and migrated; without and
 * with an AOT cache of the JDK, which is made here by a process that serves for some seconds.
 */
final class StartUpMeasure {
    private static final int TRIES = 3;
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration TRAINING = Duration.ofSeconds(6);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Path CACHE =
            BenchmarkReport.HOME.resolve("voxgate.aot").toAbsolutePath();

    private final BenchmarkTarget target;
    private final List<BenchmarkTenant> tenants;
    private final BenchmarkReport report;
    private int processes;

    /** @param residentBytes when the first start is answered */
    record StartUpFigures(double seconds, double residentBytes) {}

    StartUpMeasure(BenchmarkTarget target, List<BenchmarkTenant> tenants, BenchmarkReport report) {
        this.target = target;
        this.tenants = tenants;
        this.report = report;
    }

    StartUpFigures plain() {
        return tries();
    }

    /** Not a number where no cache could be made; the report says so. */
    StartUpFigures cached() {
        train();
        if (!Files.exists(CACHE)) {
            report.missing("start-up with an AOT cache", "the JDK made none; see the log of the process \"training\"");
            return new StartUpFigures(Double.NaN, Double.NaN);
        }
        return tries("-XX:AOTCache=" + CACHE);
    }

    private StartUpFigures tries(String... flags) {
        List<Double> seconds = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            long began = System.nanoTime();
            try (Replica replica = target.begin("startup-" + processes++, flags)) {
                firstStart(replica);
                seconds.add((System.nanoTime() - began) / 1e9);
                bytes.add((double) new ProcessMeter(replica.pid()).residentBytes());
            }
        }
        return new StartUpFigures(RoundFigures.median(seconds), RoundFigures.median(bytes));
    }

    private void train() {
        try (Replica replica = target.begin("training", "-XX:AOTCacheOutput=" + CACHE)) {
            firstStart(replica);
            StartWork work = StartWork.byTemplate(tenants, "training");
            LoadGenerator.closed(replica.port(), 8, TRAINING, work);
            LoadGenerator.closed(replica.port(), 8, Duration.ofSeconds(2), new CallbackWork(work.begun()));
            LoadGenerator.closed(replica.port(), 8, Duration.ofSeconds(1), ReadWork.one(work.begun()));
            replica.stopOrKill();
        }
    }

    private void firstStart(Replica replica) {
        StartWork work = StartWork.byTemplate(tenants, "first-" + replica.name());
        long end = System.nanoTime() + MOST.toNanos();
        try (LoadConnection connection = new LoadConnection(replica.port())) {
            while (!work.accept(0, connection.exchange(work.request(0)))) {
                if (!replica.alive() || System.nanoTime() > end) {
                    throw new IllegalStateException("No start was answered: see " + replica.log());
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }
}
