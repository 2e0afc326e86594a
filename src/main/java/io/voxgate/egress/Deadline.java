package io.voxgate.egress;

import java.time.Duration;

/** The moment by which a call must be over, whatever it is waiting for. Measured on the monotonic clock. */
public record Deadline(long nanos) {

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left, in nanoseconds; never negative. */
    public long remaining() {
        return Math.max(0, nanos - System.nanoTime());
    }
}
