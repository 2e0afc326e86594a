package io.voxgate.bench;

import java.time.Duration;

/** Loads with what they cost, written down under the name of their operation. */
final class MeasuredLoad {
    private final BenchmarkTarget target;
    private final RoundFigures figures;
    private final BenchmarkReport report;

    MeasuredLoad(BenchmarkTarget target, RoundFigures figures, BenchmarkReport report) {
        this.target = target;
        this.figures = figures;
        this.report = report;
    }

    /** A closed loop against the service; a wrong answer is a fault. */
    LoadResult closed(int round, String operation, int connections, Duration time, LoadWork work) {
        ResourceReading before = target.reading();
        LoadResult result = LoadGenerator.closed(target.port(), connections, time, work);
        cost(round, operation, target.reading().since(before), result.good());
        speed(round, operation, result);
        return result;
    }

    /** The times and the rate of a load. */
    void speed(int round, String operation, LoadResult result) {
        figures.add(round, operation + FigureNames.PER_SECOND, result.perSecond());
        figures.add(round, operation + FigureNames.P50, result.p50());
        figures.add(round, operation + FigureNames.P99, result.p99());
        report.faults(operation, result.faults());
    }

    /** What so many operations used. */
    void cost(int round, String operation, ResourceReading used, long operations) {
        figures.add(round, operation + FigureNames.SERVICE_CPU, used.serviceMicros(operations));
        figures.add(round, operation + FigureNames.DATABASE_CPU, used.databaseMicros(operations));
        figures.add(round, operation + FigureNames.ALLOCATED, used.allocatedBytes() / 1024 / operations);
        figures.add(round, operation + FigureNames.STATEMENTS, used.statements() / operations);
        figures.add(round, operation + FigureNames.COMMITS, used.commits() / operations);
        figures.add(round, operation + FigureNames.WAL, used.walBytes() / operations);
    }
}
