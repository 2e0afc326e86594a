package io.voxgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JMH's own form of results is read. */
class MicroBenchmarksTest {
    private static final String RESULTS = """
            [{"jmhVersion": "1.37", "benchmark": "io.voxgate.bench.StartPieces.merge", "mode": "avgt", "threads": 1, "forks": 1,
              "primaryMetric": {"score": 0.683, "scoreError": "NaN", "scoreUnit": "us/op", "rawData": [[0.68, 0.69, 0.68]]},
              "secondaryMetrics": {
                "gc.alloc.rate": {"score": 4100.5, "scoreUnit": "MB/sec"},
                "gc.alloc.rate.norm": {"score": 2936.0, "scoreUnit": "B/op"}}}]""";

    @Test
    void timeAndBytesOfEachPieceAreTold() {
        BenchmarkReport.ReportTable table =
                MicroBenchmarks.table(Json.parse(RESULTS).orElseThrow());

        assertThat(table.rows()).containsExactly(List.of("merge", 0.683, Double.NaN, 2936.0));
    }
}
