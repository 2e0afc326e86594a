package io.voxgate.caching;

import java.time.Duration;

/**
 * How much a cache may hold, and for how long.
 *
 * @param entries at most so many
 * @param bytes together at most so many, as estimated
 * @param longest after this time an entry is read again, whatever was or was not received of changes
 */
public record CacheLimits(int entries, long bytes, Duration longest) {
    public CacheLimits {
        if (entries < 1 || bytes < entries) {
            throw new IllegalArgumentException("At least one entry, and at least a byte for each");
        }
    }

    /** One measure for both bounds: an entry counts as at least its share of the bytes. */
    int weight(long entryBytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(bytes / entries, entryBytes));
    }
}
