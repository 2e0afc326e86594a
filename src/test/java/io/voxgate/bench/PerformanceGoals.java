package io.voxgate.bench;

import java.util.List;

/** What is to be reached, each as a quotient of two things of one run, or a time or a size of its own. */
final class PerformanceGoals {
    private static final double MEGABYTE = 1 << 20;

    private PerformanceGoals() {}

    /** What is measured beside the rounds. */
    record Singles(
            TailMeasure.TailFigures tails,
            StartUpMeasure.StartUpFigures cached,
            double residentAfterLoad,
            double worstGrowth) {}

    static List<PerformanceGoal> of(RoundFigures figures, Singles singles) {
        return List.of(
                new PerformanceGoal(
                        "durable starts/s ÷ pgbench's with two commits",
                        figures.ratio(
                                FigureNames.TEMPLATE + FigureNames.PER_SECOND,
                                FigureNames.PG_START + FigureNames.PER_SECOND),
                        0.7,
                        1.5),
                new PerformanceGoal(
                        "callbacks/s ÷ pgbench's",
                        figures.ratio(
                                FigureNames.CALLBACK + FigureNames.PER_SECOND,
                                FigureNames.PG_CALLBACK + FigureNames.PER_SECOND),
                        1,
                        2),
                new PerformanceGoal(
                        "CPU of the service for a durable start ÷ the Tencent SDK's call",
                        figures.ratio(
                                FigureNames.TEMPLATE + FigureNames.SERVICE_CPU,
                                FigureNames.TENCENT + FigureNames.SERVICE_CPU),
                        4,
                        0.6),
                new PerformanceGoal(
                        "CPU of PostgreSQL for a start ÷ for pgbench's",
                        figures.ratio(
                                FigureNames.TEMPLATE + FigureNames.DATABASE_CPU,
                                FigureNames.PG_START + FigureNames.DATABASE_CPU),
                        2,
                        1),
                new PerformanceGoal(
                        "statements for a start at 64 connections",
                        figures.median(FigureNames.TEMPLATE + FigureNames.STATEMENTS),
                        3,
                        0.5),
                new PerformanceGoal(
                        "p50 of a start alone, without the peer's part, ms",
                        singles.tails().startAlone(),
                        3,
                        1),
                new PerformanceGoal(
                        "added p99 at 64 connections ÷ at 16", singles.tails().growth(), 6, 4),
                new PerformanceGoal(
                        "webhook deliveries/s ÷ pgbench's claims",
                        figures.ratio(
                                FigureNames.DELIVERY + FigureNames.PER_SECOND,
                                FigureNames.PG_CLAIM + FigureNames.PER_SECOND),
                        1,
                        3),
                new PerformanceGoal(
                        "first start after a process's begin, AOT cache, s",
                        singles.cached().seconds(),
                        2.5,
                        0.7),
                new PerformanceGoal(
                        "memory when the first start is answered, AOT cache, MB",
                        singles.cached().residentBytes() / MEGABYTE,
                        200,
                        150),
                new PerformanceGoal("memory after the rounds, MB", singles.residentAfterLoad() / MEGABYTE, 300, 250),
                new PerformanceGoal(
                        "the worst growth of a cost at 100 times of a stock", singles.worstGrowth(), 1.5, 1.1));
    }
}
