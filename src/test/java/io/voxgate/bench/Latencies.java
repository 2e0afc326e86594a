package io.voxgate.bench;

import java.util.Arrays;
import java.util.List;

/** How long something took, each time. */
final class Latencies {
    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    static Latencies of(long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    static Latencies merged(List<Latencies> parts) {
        return of(
                parts.stream().flatMapToLong(part -> Arrays.stream(part.sorted)).toArray());
    }

    int count() {
        return sorted.length;
    }

    /**
     * The shortest time within which at least this part of them was done (nearest rank), in milliseconds; not a number
     * when there were none.
     */
    double millis(double part) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(sorted.length * part);
        return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)] / 1e6;
    }
}
