package io.voxgate.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The permits of one kind of work in the background, and who holds them. No tenant holds more than its share, no part
 * of a tenant more than that part's, and the last permits are for tenants that hold few: however many tenants use up
 * their shares, another one begins at once. One thread takes permits; any number give them back.
 */
public final class TenantPermits {
    private final PermitShare share;
    private final Map<PermitHolder, Integer> held = new HashMap<>();
    private final Map<String, Integer> byTenant = new HashMap<>();
    private final List<PermitHolder> cameBack = new ArrayList<>();
    private int inWork;

    public TenantPermits(PermitShare share) {
        this.share = share;
    }

    /**
     * How permits are shared out.
     *
     * @param all that there are
     * @param perTenant the most that one tenant holds
     * @param perPart the most that one part of a tenant holds, for example one of its connections
     * @param reserved so many of all are only for tenants that hold few
     */
    public record PermitShare(int all, int perTenant, int perPart, int reserved) {
        /** Up to so many a tenant holds reserved ones too. */
        public int few() {
            return Math.max(1, perTenant / 8);
        }
    }

    /** @param part of the tenant, for example a connection; empty text where it has no parts */
    public record PermitHolder(String tenantId, String part) {}

    /** @param permits how many this holder has */
    public record HeldPermits(PermitHolder holder, int permits) {}

    /** How things stand at one moment. Permits may become free afterwards; no other thread takes any. */
    public record Free(PermitShare share, int permits, List<HeldPermits> held) {
        public Free {
            held = List.copyOf(held);
        }

        /** Where no tenant holds any. */
        public static Free all(PermitShare share) {
            return new Free(share, share.all(), List.of());
        }
    }

    /** How things stand now; what comes back from here on is remembered for {@link #missed}. */
    public synchronized Free free() {
        cameBack.clear();
        return new Free(
                share,
                share.all() - inWork,
                held.entrySet().stream()
                        .map(entry -> new HeldPermits(entry.getKey(), entry.getValue()))
                        .toList());
    }

    public synchronized void take(PermitHolder holder) {
        held.merge(holder, 1, Integer::sum);
        byTenant.merge(holder.tenantId(), 1, Integer::sum);
        inWork++;
    }

    /** @return whether other work may have been waiting for just this permit */
    public synchronized boolean release(PermitHolder holder) {
        boolean awaited = usedUp(holder, 0);
        if (!awaited) {
            cameBack.add(holder);
        }
        less(held, holder);
        less(byTenant, holder.tenantId());
        inWork--;
        notifyAll();
        return awaited;
    }

    /**
     * Whether other work may have been waiting for a permit that came back since {@link #free}, although its release
     * did not say so: what has been taken since then was not known at that moment.
     */
    public synchronized boolean missed() {
        return cameBack.stream().anyMatch(holder -> usedUp(holder, cameBack.size()));
    }

    /** @param more so many permits that have come back count as held */
    private boolean usedUp(PermitHolder holder, int more) {
        return share.all() - inWork - more <= share.reserved()
                || byTenant.getOrDefault(holder.tenantId(), 0) + more >= share.perTenant()
                || held.getOrDefault(holder, 0) + more >= share.perPart();
    }

    private static <K> void less(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }

    /** How many permits are held. */
    public synchronized int inWork() {
        return inWork;
    }

    /** How many permits the tenant holds that holds most. */
    public synchronized int largest() {
        return byTenant.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Waits until no tenant holds any, at most so long. */
    public synchronized void awaitIdle(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        for (long left = most.toNanos(); inWork > 0 && left > 0; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
