package io.voxgate.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** How long something took, each time, and how often it was not done at all. */
final class LatencySeries {
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger again = new AtomicInteger();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    void add(long took) {
        nanos.add(took);
    }

    /** It was asked to come again, and did. */
    void again() {
        again.incrementAndGet();
    }

    int asked() {
        return again.get();
    }

    void failed(String how) {
        failures.add(how);
    }

    int served() {
        return nanos.size();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The time within which this part of them was done, in milliseconds; 0 when there were none. */
    double millis(double part) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, Math.round(Math.ceil(sorted.length * part)) - 1)] / 1e6;
    }

    double p50() {
        return millis(0.5);
    }

    double p99() {
        return millis(0.99);
    }

    static long since(long began) {
        return System.nanoTime() - began;
    }
}
