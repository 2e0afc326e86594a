package io.voxgate.egress.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.voxgate.egress.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The vendors' published limits, kept per vendor account and operation over all replicas: never more than the limit in
 * any one second. A caller gets a permit for a moment before its deadline, waits for it and uses it in time.
 */
@ApplicationScoped
public class RateLimits {
    private static final int MOST_QUEUES = 10_000;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final RateLimitStore store;

    /** State lives in PostgreSQL; a queue that was dropped is made anew. */
    private final Cache<RateLimitStore.LimitKey, RateLimitQueue> queues = Caffeine.newBuilder()
            .maximumSize(MOST_QUEUES)
            .expireAfterAccess(IDLE)
            .build();

    public RateLimits(RateLimitStore store) {
        this.store = store;
    }

    /** Whether there is a permit in time. */
    public sealed interface Reservation {
        /** It may be a while until it comes. */
        record Granted(RateLimitPermit permit) implements Reservation {}

        /** It would come after the deadline, in this time, and none was taken. */
        record Full(Duration until) implements Reservation {}
    }

    /** Takes a permit, without waiting for its moment. */
    public Reservation take(RateLimitStore.LimitKey key, int perSecond, Deadline deadline) {
        RateLimitQueue queue = queues.get(key, _ -> new RateLimitQueue(key, store));
        queue.limit(perSecond);
        return queue.takeKept()
                .<Reservation>map(Reservation.Granted::new)
                .orElseGet(() -> reservation(queue, deadline));
    }

    /** A permit of this limit expired before its call could go out: the next ones may be used later. */
    public void expired(RateLimitStore.LimitKey key) {
        Optional.ofNullable(queues.getIfPresent(key)).ifPresent(RateLimitQueue::expired);
    }

    private static Reservation reservation(RateLimitQueue queue, Deadline deadline) {
        try {
            return queue.join(deadline).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
