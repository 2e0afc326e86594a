package io.voxgate.egress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * The vendors' published limits, kept per vendor account and operation over all replicas: never more than the limit in any one second. A
 * caller gets a turn that comes before its deadline, waits for it and uses it in time.
 */
@ApplicationScoped
public class RateLimits {
    private static final int MOST_LINES = 10_000;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final RateLimitStore book;

    /** State lives in PostgreSQL; a queue that was dropped is made anew. */
    private final Cache<RateLimitStore.LimitKey, RateLimitQueue> lines = Caffeine.newBuilder().maximumSize(MOST_LINES).expireAfterAccess(IDLE).build();

    public RateLimits(RateLimitStore book) {
        this.book = book;
    }

    /** Whether there is a turn in time. */
    public sealed interface Reservation {
        /** It may be a while until it comes. */
        record Yours(RateLimitPermit turn) implements Reservation {}

        /** It would come after the deadline, in this time, and none was taken. */
        record Full(Duration until) implements Reservation {}
    }

    /** Takes a turn, without waiting for it. */
    public Reservation take(RateLimitStore.LimitKey key, int perSecond, Deadline deadline) {
        RateLimitQueue line = lines.get(key, _ -> new RateLimitQueue(key, perSecond, book));
        return line.takeKept().<Reservation>map(Reservation.Yours::new).orElseGet(() -> place(line, deadline));
    }

    private static Reservation place(RateLimitQueue line, Deadline deadline) {
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
