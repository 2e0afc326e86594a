package io.voxgate.sandbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Token buckets, one a name: full they hold one second's worth. Remembers the names used last. */
public final class RateLimit {
    private static final int MOST_NAMES = 10_000;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_NAMES;
        }
    };

    private record Bucket(double tokens, long atMillis) {}

    public RateLimit(Clock clock) {
        this.clock = clock;
    }

    /** Takes one token; false when there is none. */
    public synchronized boolean allows(String name, int perSecond) {
        long now = clock.millis();
        Bucket last = buckets.getOrDefault(name, new Bucket(perSecond, now));
        double tokens = Math.min(perSecond, last.tokens() + Math.max(0, now - last.atMillis()) * perSecond / 1000.0);
        boolean enough = tokens >= 1;
        buckets.put(name, new Bucket(enough ? tokens - 1 : tokens, now));
        return enough;
    }
}
