package io.voxgate.bench;

import io.voxgate.bench.BenchmarkReport.ReportTable;
import io.voxgate.bench.BenchmarkTarget.TableUpdates;
import io.voxgate.bench.StartUpMeasure.StartUpFigures;
import io.voxgate.bench.StreamMeasure.StreamFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The figures as tables. */
final class PerformanceTables {
    private static final double MEGABYTE = 1 << 20;

    private PerformanceTables() {}

    /** Those of the rounds. */
    static List<ReportTable> of(RoundFigures figures) {
        return List.of(operations(figures), yardsticks(figures), quotients(figures), rounds(figures));
    }

    private static ReportTable operations(RoundFigures figures) {
        return new ReportTable(
                "Operations at 64 connections",
                List.of(
                        "operation",
                        "per second",
                        "p50 ms",
                        "p99 ms",
                        "CPU µs",
                        "PostgreSQL CPU µs",
                        "allocated KB",
                        "statements",
                        "commits",
                        "WAL bytes"),
                Stream.of(
                                FigureNames.TEMPLATE,
                                FigureNames.INLINE,
                                FigureNames.CALLBACK,
                                FigureNames.DELIVERY,
                                FigureNames.ONE,
                                FigureNames.LIST)
                        .map(operation -> row(
                                figures,
                                operation,
                                FigureNames.PER_SECOND,
                                FigureNames.P50,
                                FigureNames.P99,
                                FigureNames.SERVICE_CPU,
                                FigureNames.DATABASE_CPU,
                                FigureNames.ALLOCATED,
                                FigureNames.STATEMENTS,
                                FigureNames.COMMITS,
                                FigureNames.WAL))
                        .toList());
    }

    private static ReportTable yardsticks(RoundFigures figures) {
        return new ReportTable(
                "Yardsticks",
                List.of("what", "per second", "p50 ms", "p99 ms", "CPU µs", "PostgreSQL CPU µs", "allocated KB"),
                Stream.of(
                                FigureNames.PG_START,
                                FigureNames.PG_CALLBACK,
                                FigureNames.PG_CLAIM,
                                FigureNames.TENCENT,
                                FigureNames.ALIBABA,
                                FigureNames.HOP,
                                FigureNames.PORTKEY,
                                FigureNames.DIRECT)
                        .map(name -> row(
                                figures,
                                name,
                                FigureNames.PER_SECOND,
                                FigureNames.P50,
                                FigureNames.P99,
                                FigureNames.SERVICE_CPU,
                                FigureNames.DATABASE_CPU,
                                FigureNames.ALLOCATED))
                        .toList());
    }

    private static List<Object> row(RoundFigures figures, String name, String... parts) {
        List<Object> row = new ArrayList<>(List.of(name));
        for (String part : parts) {
            row.add(figures.median(name + part));
        }
        return row;
    }

    /** Those that are no goals: what else a caller pays. */
    private static ReportTable quotients(RoundFigures figures) {
        List<String> start = List.of(
                FigureNames.TEMPLATE + FigureNames.SERVICE_CPU, FigureNames.TEMPLATE + FigureNames.DATABASE_CPU);
        return new ReportTable(
                "Quotients within a round",
                List.of("what", "median"),
                List.of(
                        quotient(figures, "CPU of a start ÷ of an nginx hop", FigureNames.HOP),
                        quotient(figures, "CPU of a start ÷ of Portkey's hop", FigureNames.PORTKEY),
                        quotient(figures, "CPU of a start ÷ of the Alibaba SDK's call", FigureNames.ALIBABA),
                        List.of(
                                "CPU of a start, PostgreSQL's too, ÷ of the Tencent SDK's call",
                                figures.ratio(start, List.of(FigureNames.TENCENT + FigureNames.SERVICE_CPU))),
                        List.of(
                                "allocated by a start ÷ by the Tencent SDK's call",
                                figures.ratio(
                                        FigureNames.TEMPLATE + FigureNames.ALLOCATED,
                                        FigureNames.TENCENT + FigureNames.ALLOCATED)),
                        List.of(
                                "CPU of a callback ÷ of an nginx hop",
                                figures.ratio(
                                        FigureNames.CALLBACK + FigureNames.SERVICE_CPU,
                                        FigureNames.HOP + FigureNames.SERVICE_CPU))));
    }

    private static List<Object> quotient(RoundFigures figures, String text, String other) {
        return List.of(
                text, figures.ratio(FigureNames.TEMPLATE + FigureNames.SERVICE_CPU, other + FigureNames.SERVICE_CPU));
    }

    /** Each round's rates, so that everybody sees how much the machine varied. */
    private static ReportTable rounds(RoundFigures figures) {
        List<List<Object>> rows = figures.all().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(FigureNames.PER_SECOND))
                .map(entry -> List.<Object>of(
                        entry.getKey().replace(FigureNames.PER_SECOND, ""),
                        entry.getValue().stream()
                                .map(BenchmarkReport::cell)
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("")))
                .toList();
        return new ReportTable("Rates, round by round", List.of("what", "per second"), rows);
    }

    /** @param starts of the same time */
    static ReportTable updates(List<TableUpdates> updates, long starts) {
        return new ReportTable(
                "Rows that PostgreSQL updated, with the warm-up",
                List.of("table", "updates", "for a start of the rounds", "of these in place (HOT), %"),
                updates.stream()
                        .map(table -> List.<Object>of(
                                table.table(), table.all(), table.all() / starts, 100 * table.inPlace() / table.all()))
                        .toList());
    }

    static ReportTable streams(StreamFigures streams) {
        return new ReportTable(
                "Live streams",
                List.of("what", "measured"),
                List.of(
                        List.of("memory of an open stream, KB", streams.kilobytes()),
                        List.of("events that reached 64 readers of a tenant, per second", streams.perSecond()),
                        List.of("CPU of the service for an event that reached a reader, µs", streams.cpuMicros()),
                        List.of("from the commit to the reader, p50 ms", streams.p50()),
                        List.of("from the commit to the reader, p99 ms", streams.p99())));
    }

    static ReportTable startUp(StartUpFigures plain, StartUpFigures cached) {
        return new ReportTable(
                "Start-up, database up and migrated, medians of three",
                List.of("how", "first start answered after s", "memory then MB"),
                List.of(
                        List.of("without an AOT cache", plain.seconds(), plain.residentBytes() / MEGABYTE),
                        List.of("with an AOT cache", cached.seconds(), cached.residentBytes() / MEGABYTE)));
    }
}
