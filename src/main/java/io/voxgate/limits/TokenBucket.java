package io.voxgate.limits;

/** A rate with room for a burst: so many at once, and so many a second after that. Reads no clock itself. */
public final class TokenBucket {
    private static final double NANOS = 1_000_000_000;

    private final int burst;
    private final int perSecond;
    private double tokens;
    private long filledAt;

    public TokenBucket(int burst, int perSecond, long nowNanos) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.tokens = burst;
        this.filledAt = nowNanos;
    }

    /** Takes one; false when there is none. */
    public synchronized boolean take(long nowNanos) {
        if (isEmpty(nowNanos)) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Whether there is none to take. */
    public synchronized boolean isEmpty(long nowNanos) {
        tokens = Math.min(burst, tokens + perSecond * (Math.max(0, nowNanos - filledAt) / NANOS));
        filledAt = nowNanos;
        return tokens < 1;
    }
}
