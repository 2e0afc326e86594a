package io.voxgate.session.reconcile;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.SessionRef;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.egress.Deadline;
import io.voxgate.limits.Limit;
import io.voxgate.session.CallResult;
import io.voxgate.session.VendorClient;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.PollingBackoff;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.store.OrphanTable;
import io.voxgate.session.store.OrphanTable.Orphan;
import io.voxgate.session.store.SessionTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Stops what runs at a vendor although its session is over here: the caller got the answer that it is over, so nothing
 * else would. Any replica may do it, also twice: to stop what is stopped already does nothing.
 */
@ApplicationScoped
public class OrphanStops {
    private static final Logger LOG = Logger.getLogger(OrphanStops.class);
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    private final OrphanTable orphans;
    private final SessionTable sessions;
    private final VendorClient calls;
    private final SessionRepository repository;
    private final ExecutorService stops = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    OrphanStops(
            OrphanTable orphans,
            SessionTable sessions,
            VendorClient calls,
            SessionRepository repository,
            AdapterRegistry adapters) {
        this.orphans = orphans;
        this.sessions = sessions;
        this.calls = calls;
        this.repository = repository;
        // An alert on their increase needs them from the beginning.
        adapters.all().stream()
                .map(adapter -> adapter.info().id())
                .forEach(vendor -> Stream.of("found", "stopped", "given.up")
                        .forEach(what -> Metrics.counter("voxgate.orphans." + what, "vendor", vendor)));
        Stream.of("outcome", "handle").forEach(what -> Metrics.counter("voxgate.fenced.writes", "what", what));
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void stopThem() {
        if (stopping) {
            return;
        }
        try {
            orphans.claim(repository.now(), LEASE).forEach(orphan -> stops.execute(() -> stop(orphan)));
        } catch (DatabaseUnavailable e) {
            LOG.warnf("What runs without a session cannot be stopped now: cause=%s", e.reason());
        }
    }

    /** From the first moment of a shutdown on nothing new is taken. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    /** What has begun is brought to its end; the rest is due again for others when its lease ends. */
    void end(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        stops.shutdown();
        stops.awaitTermination(Limit.SHUTDOWN.max(), TimeUnit.SECONDS);
    }

    private void stop(Orphan orphan) {
        try {
            Optional<VendorConnection> vendor = calls.connection(orphan.tenantId(), orphan.connection());
            Optional<Session> session =
                    sessions.find(orphan.tenantId(), orphan.sessionId()).map(Session::of);
            if (vendor.isPresent()
                    && session.isPresent()
                    && stopped(
                            vendor.get(),
                            new SessionRef(
                                    orphan.sessionId(),
                                    orphan.vendorSessionId(),
                                    session.get().channel()))) {
                orphans.done(orphan);
                Metrics.counter("voxgate.orphans.stopped", "vendor", orphan.vendor())
                        .increment();
                LOG.infof(
                        "orphan stopped vendor=%s session=%s vendorSessionId=%s tries=%d",
                        orphan.vendor(), orphan.sessionId(), orphan.vendorSessionId(), orphan.tries());
            } else if (orphan.foundAt().plus(GIVEN_UP_AFTER).isBefore(repository.now())) {
                orphans.done(orphan);
                Metrics.counter("voxgate.orphans.given.up", "vendor", orphan.vendor())
                        .increment();
                LOG.warnf(
                        "orphan given up vendor=%s session=%s vendorSessionId=%s tries=%d",
                        orphan.vendor(), orphan.sessionId(), orphan.vendorSessionId(), orphan.tries());
            } else {
                orphans.again(
                        orphan,
                        repository.now().plus(PollingBackoff.doubling(FIRST_PAUSE, orphan.tries(), LONGEST_PAUSE)));
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("orphan not stopped yet session=%s cause=%s", orphan.sessionId(), e.reason());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e, "orphan not stopped yet session=%s: it is tried again when its lease ends", orphan.sessionId());
        }
    }

    private boolean stopped(VendorConnection vendor, SessionRef ref) {
        return vendor.adapter().stop(ref) instanceof CommandResult.Call call
                && calls.call(vendor, call.call(), Deadline.in(STEP))
                        instanceof CallResult.Answered(CallOutcome outcome)
                && (outcome instanceof CallOutcome.Accepted || outcome instanceof CallOutcome.Gone);
    }
}
