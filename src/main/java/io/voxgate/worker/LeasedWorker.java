package io.voxgate.worker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.limits.Limit;
import io.voxgate.limits.TenantPermits;
import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.limits.TenantPermits.PermitShare;
import io.voxgate.worker.WorkLeases.Lease;
import io.voxgate.worker.WorkLeases.LeaseClaim;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Does the work of a {@link WorkSource}, at any number of replicas at once: claims as much as there are permits for,
 * does each piece on a virtual thread of its own under a lease that is renewed meanwhile, and gives the permit back.
 * Nothing is kept in memory but who has how much in work.
 *
 * <p>A piece of work that throws harms no other. One that takes too long is interrupted and left to other replicas; its
 * permit comes back when its thread has really ended. From {@link #stopTaking} on nothing is claimed; {@link #drain}
 * waits for what has begun, within a bound.
 */
public final class LeasedWorker<W> {
    private static final Logger LOG = Logger.getLogger(LeasedWorker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final WorkSource<W> source;
    private final Wakeup wakeup;
    private final WorkerSettings settings;
    private final LongSupplier nanoTime;
    private final TenantPermits permits;
    private final WorkLeases<W> leases;
    private final WorkerLoop claims;
    private final WorkerLoop renewals;
    private final Map<Lease<W>, RunningWork> running = new ConcurrentHashMap<>();
    private long drainedBy;

    public LeasedWorker(WorkSource<W> source, Wakeup wakeup, WorkerSettings settings, Clock clock) {
        this(source, wakeup, settings, clock, System::nanoTime);
    }

    /** @param nanoTime the monotonic clock by which work takes too long */
    LeasedWorker(WorkSource<W> source, Wakeup wakeup, WorkerSettings settings, Clock clock, LongSupplier nanoTime) {
        this.source = source;
        this.wakeup = wakeup;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.permits = new TenantPermits(settings.share());
        this.leases = new WorkLeases<>(clock, source::renew);
        this.claims = new WorkerLoop(
                Thread.ofVirtual().name(settings.name()),
                new ClaimRounds(),
                wakeup,
                new FailureBackoff(settings.interval(), LONGEST_PAUSE));
        this.renewals = new WorkerLoop(
                Thread.ofVirtual().name(settings.item() + "-leases"),
                new RenewalRounds(),
                new Wakeup(),
                new FailureBackoff(WorkLeases.INTERVAL, WorkLeases.INTERVAL));
    }

    /**
     * How it works.
     *
     * @param name of the thread that claims
     * @param item name of the threads that work
     * @param interval how long after a claim the next one is, when nothing wakes it
     * @param mostPerItem how long a piece of work may take
     * @param mostForDrain how long what has begun may take from {@link LeasedWorker#stopTaking} on
     */
    public record WorkerSettings(
            String name,
            String item,
            PermitShare share,
            Duration interval,
            Duration mostPerItem,
            Duration mostForDrain) {
        /** With the times that hold for all work in the background. */
        public static WorkerSettings of(String name, String item, PermitShare share, Duration interval) {
            return new WorkerSettings(
                    name,
                    item,
                    share,
                    interval,
                    Duration.ofSeconds(Limit.WORK_SECONDS.max()),
                    Duration.ofSeconds(Limit.SHUTDOWN.max()));
        }
    }

    /** @param until on the monotonic clock; then the thread is interrupted */
    private record RunningWork(Thread thread, long until) {}

    /**
     * Measures the permits.
     *
     * @param work what they are for, as the metrics call it
     */
    public void measure(MeterRegistry meters, String work) {
        Gauge.builder("voxgate.background.permits", permits, TenantPermits::inWork)
                .tag("work", work)
                .description("Permits for work in the background that are held")
                .register(meters);
        Gauge.builder("voxgate.background.permits.largest", permits, TenantPermits::largest)
                .tag("work", work)
                .description("Permits for work in the background that one tenant holds, of the tenant that holds most")
                .register(meters);
    }

    public void start() {
        claims.start();
        renewals.start();
    }

    /** Claims nothing more; what has begun goes on, and its leases are renewed. */
    public synchronized void stopTaking() {
        if (!claims.isStopped()) {
            drainedBy = System.nanoTime() + settings.mostForDrain().toNanos();
            claims.stop();
        }
    }

    /**
     * Waits until what has begun is over, at most until the bound, which counts from the first {@link #stopTaking}. The
     * rest is due again for other replicas when its leases end.
     */
    public void drain() {
        stopTaking();
        try {
            claims.join(untilDrained());
            permits.awaitIdle(untilDrained());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        renewals.stop();
    }

    private synchronized Duration untilDrained() {
        return Duration.ofNanos(Math.max(0, drainedBy - System.nanoTime()));
    }

    private final class ClaimRounds implements WorkerLoop.Rounds {
        /**
         * A permit that came back during the claim was not asked for, and perhaps woke no thread: then the next claim
         * is at once.
         */
        @Override
        public Duration round() {
            Free free = permits.free();
            if (free.permits() > 0) {
                LeaseClaim claim = leases.claim();
                begin(source.claim(claim, free), claim, free.permits());
            }
            return permits.missed() ? Duration.ZERO : settings.interval();
        }

        @Override
        public void failed(Throwable cause) {
            source.claimFailed(cause);
        }
    }

    private void begin(List<W> claimed, LeaseClaim claim, int most) {
        claimed.stream().limit(most).forEach(work -> begin(work, claim));
        if (claimed.size() > most) {
            throw new IllegalStateException(
                    "A claim took %d pieces of work with %d permits; the rest is due again when its lease ends"
                            .formatted(claimed.size(), most));
        }
    }

    private void begin(W work, LeaseClaim claim) {
        holder(work).ifPresent(holder -> {
            Lease<W> lease = leases.begin(work, claim);
            permits.take(holder);
            try {
                Thread.ofVirtual().name(settings.item()).start(() -> work(lease, holder));
            } catch (Throwable e) {
                end(lease, holder);
                throw e;
            }
        });
    }

    private Optional<PermitHolder> holder(W work) {
        try {
            return Optional.of(source.holder(work));
        } catch (Throwable e) {
            source.workFailed(work, e);
            return Optional.empty();
        }
    }

    /** A process that stood still leaves what it took to the others. */
    private void work(Lease<W> lease, PermitHolder holder) {
        try {
            running.put(
                    lease,
                    new RunningWork(
                            Thread.currentThread(),
                            nanoTime.getAsLong() + settings.mostPerItem().toNanos()));
            if (!leases.isOver(lease)) {
                source.work(lease.work());
            }
        } catch (Throwable e) {
            source.workFailed(lease.work(), e);
        } finally {
            running.remove(lease);
            end(lease, holder);
        }
    }

    private void end(Lease<W> lease, PermitHolder holder) {
        leases.end(lease);
        boolean permitWaitedFor = permits.release(holder);
        if (permitWaitedFor || source.othersMayWaitFor(lease.work())) {
            wakeup.signal();
        }
    }

    private final class RenewalRounds implements WorkerLoop.Rounds {
        @Override
        public Duration round() {
            running.forEach((lease, work) -> interruptWhenLate(lease, work));
            leases.renew();
            return WorkLeases.INTERVAL;
        }

        @Override
        public void failed(Throwable cause) {
            LOG.errorf(cause, "Leases could not be looked after: work=%s", settings.item());
        }
    }

    /** Once. Its permit comes back with the end of its thread. */
    private void interruptWhenLate(Lease<W> lease, RunningWork work) {
        if (nanoTime.getAsLong() - work.until() >= 0 && running.remove(lease, work)) {
            LOG.warnf(
                    "Work took too long and was interrupted: work=%s seconds=%d",
                    settings.item(), settings.mostPerItem().toSeconds());
            leases.end(lease);
            work.thread().interrupt();
        }
    }

    /** The rounds by themselves, for tests without threads. */
    WorkerLoop claims() {
        return claims;
    }

    WorkerLoop renewals() {
        return renewals;
    }

    int inWork() {
        return permits.inWork();
    }
}
