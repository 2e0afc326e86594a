package io.voxgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.bench.BenchmarkReport.ReportTable;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs {@link StartPieces} by JMH, in processes of its own. */
final class MicroBenchmarks {
    private static final Path RESULT = BenchmarkReport.HOME.resolve("jmh.json");
    private static final Duration MOST = Duration.ofMinutes(5);

    private MicroBenchmarks() {}

    static void run(BenchmarkReport report) {
        ChildProcess.output(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.openjdk.jmh.Main",
                        StartPieces.class.getName(),
                        "-prof",
                        "gc",
                        "-rf",
                        "json",
                        "-rff",
                        RESULT.toString()),
                MOST);
        try {
            report.add(table(Json.parse(Files.readAllBytes(RESULT)).orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param results as JMH writes them */
    static ReportTable table(JsonNode results) {
        return new ReportTable(
                "Pieces of a start (JMH, one thread)",
                List.of("piece", "µs", "± µs", "bytes allocated"),
                results.valueStream().map(MicroBenchmarks::row).toList());
    }

    private static List<Object> row(JsonNode result) {
        String name = result.path("benchmark").asText();
        return List.of(
                name.substring(name.lastIndexOf('.') + 1),
                result.at("/primaryMetric/score").asDouble(Double.NaN),
                result.at("/primaryMetric/scoreError").asDouble(Double.NaN),
                result.path("secondaryMetrics")
                        .path("gc.alloc.rate.norm")
                        .path("score")
                        .asDouble(Double.NaN));
    }
}
