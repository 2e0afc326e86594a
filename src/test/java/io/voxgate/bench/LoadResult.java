package io.voxgate.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a load.
 *
 * @param took until the last answer
 * @param latencies of the answers that were right
 * @param errors how many, by status (0: the connection broke)
 */
record LoadResult(Duration took, Latencies latencies, Map<Integer, Long> errors) {

    LoadResult {
        errors = Map.copyOf(new TreeMap<>(errors));
    }

    long good() {
        return latencies.count();
    }

    /** Those that were right. */
    double perSecond() {
        return good() / (took.toNanos() / 1e9);
    }

    double p50() {
        return latencies.millis(0.5);
    }

    double p99() {
        return latencies.millis(0.99);
    }

    /** Empty when every answer was right. */
    List<String> faults() {
        return errors.entrySet().stream()
                .map(error ->
                        error.getValue() + " answers of status " + error.getKey() + " beside " + good() + " good ones")
                .toList();
    }
}
