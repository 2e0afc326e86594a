package io.voxgate.vendor.transport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * The vendors' published limits, kept per vendor account and operation over all replicas: never more than the limit in any one second. A
 * caller waits for its turn as long as its deadline allows.
 */
@ApplicationScoped
public class RateLimits {
    private static final int MOST_LINES = 10_000;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final TurnBook book;

    /** Whoever's line was forgotten gets a new one; the truth is in the book. */
    private final Cache<TurnBook.Key, TurnLine> lines = Caffeine.newBuilder().maximumSize(MOST_LINES).expireAfterAccess(IDLE).build();

    public RateLimits(TurnBook book) {
        this.book = book;
    }

    /**
     * Waits for a turn.
     *
     * @return empty: go ahead; else the turn would come after the deadline, in this time, and none was taken
     */
    public Optional<Duration> take(TurnBook.Key key, int perSecond, Deadline deadline) {
        TurnLine line = lines.get(key, _ -> new TurnLine(key, perSecond, book));
        if (line.takeKept()) {
            return Optional.empty();
        }
        TurnLine.Place place = place(line, deadline);
        if (!place.taken()) {
            return Optional.of(Duration.ofNanos(Math.max(1, place.nanos() - System.nanoTime())));
        }
        for (long left = place.nanos() - System.nanoTime(); left > 0; left = place.nanos() - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return Optional.empty();
    }

    private static TurnLine.Place place(TurnLine line, Deadline deadline) {
        try {
            return line.join(deadline).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
