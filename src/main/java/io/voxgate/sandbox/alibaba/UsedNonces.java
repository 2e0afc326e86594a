package io.voxgate.sandbox.alibaba;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nonces that were used while their timestamps are still good; bounded, the oldest go first. */
final class UsedNonces {
    private static final int MOST = 200_000;

    private final Duration kept;
    private final Map<String, Instant> used = new LinkedHashMap<>();

    UsedNonces(Duration kept) {
        this.kept = kept;
    }

    /** False when it was used before. */
    synchronized boolean use(String nonce, Instant now) {
        var oldest = used.entrySet().iterator();
        while (oldest.hasNext()) {
            Instant at = oldest.next().getValue();
            if (used.size() < MOST && !at.plus(kept).isBefore(now)) {
                break;
            }
            oldest.remove();
        }
        return used.putIfAbsent(nonce, now) == null;
    }
}
