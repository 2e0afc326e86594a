package io.voxgate.usage;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of values in buckets that grow by the same factor, so that the middle of a bucket is within {@link #ERROR} of
 * each value in it. Where a value belongs is said by {@code voxgate_latency_bucket} in V1__baseline.sql.
 */
public final class Histogram {
    /** How far a percentile may be from the value at that rank, as a part of it. */
    public static final double ERROR = 0.02;

    private static final double GROWTH = (1 + ERROR) / (1 - ERROR);
    private static final String ZERO = "zero";

    private final SortedMap<Integer, Long> counts = new TreeMap<>();

    /** @param buckets the database's names of buckets, and how many values are in each */
    public Histogram(Map<String, Long> buckets) {
        buckets.forEach((bucket, count) ->
                counts.put(bucket.equals(ZERO) ? Integer.MIN_VALUE : Integer.valueOf(bucket), count));
    }

    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The value that so many per cent of all values do not exceed (nearest rank), to {@link #ERROR}; 0 when there is
     * none.
     *
     * @param percent above 0, at most 100
     */
    public double percentile(int percent) {
        long rank = Math.max(1, Math.ceilDiv(count() * percent, 100L));
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            rank -= bucket.getValue();
            if (rank <= 0) {
                return middle(bucket.getKey());
            }
        }
        return 0;
    }

    private static double middle(int bucket) {
        return bucket == Integer.MIN_VALUE ? 0 : 2 * Math.pow(GROWTH, bucket) / (1 + GROWTH);
    }
}
