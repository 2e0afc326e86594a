package io.voxgate.vendor.transport;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The vendors' published limits, kept per vendor account and operation by this process: never more than the limit in any one second.
 * A caller waits for its turn as long as its deadline allows.
 */
@ApplicationScoped
public class RateLimits {
    /** A second and what the network may squeeze it by. */
    private static final long WINDOW = Duration.ofMillis(1050).toNanos();

    private final Map<Key, Turns> turns = new ConcurrentHashMap<>();

    /** @param account the vendor's app, the same for every connection that shares it */
    public record Key(String vendor, String account, String operation) {}

    /**
     * Waits for a turn.
     *
     * @return empty: go ahead; else the turn would come after the deadline, in this time, and none was taken
     */
    public Optional<Duration> take(Key key, int perSecond, Deadline deadline) {
        Turns line = turns.computeIfAbsent(key, _ -> new Turns(perSecond));
        long now = System.nanoTime();
        long turn = line.next(now, deadline.nanos());
        if (turn - deadline.nanos() > 0) {
            return Optional.of(Duration.ofNanos(turn - now));
        }
        for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return Optional.empty();
    }

    /** When each of the last turns was: the next one comes a second after the oldest of them. */
    private static final class Turns {
        private final long[] last;
        private int taken;

        Turns(int perSecond) {
            last = new long[perSecond];
        }

        synchronized long next(long now, long latest) {
            int slot = taken % last.length;
            long free = taken < last.length ? now : last[slot] + WINDOW;
            long turn = free - now > 0 ? free : now;
            if (turn - latest <= 0) {
                last[slot] = turn;
                taken = taken + 1 == 2 * last.length ? last.length : taken + 1;
            }
            return turn;
        }
    }
}
