package io.voxgate.worker;

import io.voxgate.limits.Limit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The leases of the work in the background that this process has taken. They are short, so that what a process that
 * died had taken is free again after seconds, and they are renewed as long as the work goes on. A process that stands
 * still renews nothing: others take over what it had.
 *
 * @param <W> names a piece of work
 */
public final class WorkLeases<W> {
    private static final Logger LOG = Logger.getLogger(WorkLeases.class);
    private static final Duration TERM = Duration.ofMillis(Limit.WORK_LEASE.max());
    private static final Duration RENEWED_BEFORE_END = TERM.multipliedBy(2).dividedBy(3);

    /** How often to check which leases are to be renewed. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Clock clock;
    private final Renewal<W> renewal;
    private final Set<Lease<W>> leases = ConcurrentHashMap.newKeySet();

    public WorkLeases(Clock clock, Renewal<W> renewal) {
        this.clock = clock;
        this.renewal = renewal;
    }

    /** Lets leases end later, as far as they are still this process's. */
    @FunctionalInterface
    public interface Renewal<W> {
        void renew(List<Lease<W>> leases, Instant until);
    }

    /** This process alone does the work until then. Two leases of the same work are two. */
    public static final class Lease<W> {
        private final W work;
        private volatile Instant until;

        private Lease(W work, Instant until) {
            this.work = work;
            this.until = until;
        }

        public W work() {
            return work;
        }

        public Instant until() {
            return until;
        }
    }

    /** The time of a claim and the end of the leases that it takes, as exactly as the database keeps times. */
    public record LeaseClaim(Instant now, Instant until) {}

    public LeaseClaim claim() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new LeaseClaim(now, now.plus(TERM));
    }

    public Lease<W> begin(W work, LeaseClaim claim) {
        Lease<W> lease = new Lease<>(work, claim.until());
        leases.add(lease);
        return lease;
    }

    /** The work is done, or left to others. */
    public void end(Lease<W> lease) {
        leases.remove(lease);
    }

    /** Whether others may have taken the work: this process stood still for too long. */
    public boolean isOver(Lease<W> lease) {
        return !clock.instant().isBefore(lease.until());
    }

    /** Renews those that end soon; one that is over stays so. */
    public void renew() {
        LeaseClaim next = claim();
        Instant soon = next.now().plus(RENEWED_BEFORE_END);
        List<Lease<W>> ending = leases.stream()
                .filter(lease ->
                        lease.until().isAfter(next.now()) && lease.until().isBefore(soon))
                .toList();
        if (ending.isEmpty()) {
            return;
        }
        try {
            renewal.renew(ending, next.until());
            ending.forEach(lease -> lease.until = next.until());
        } catch (RuntimeException e) {
            complain(e, ending.size());
        }
    }

    private static void complain(RuntimeException e, int leases) {
        if (e instanceof TemporaryFailure) {
            LOG.debugf(
                    "Leases were not renewed: leases=%d cause=%s",
                    leases, Optional.ofNullable(e.getCause()).orElse(e).getMessage());
        } else {
            LOG.errorf(e, "Leases could not be renewed: leases=%d", leases);
        }
    }
}
