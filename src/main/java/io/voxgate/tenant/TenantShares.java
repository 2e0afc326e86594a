package io.voxgate.tenant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.config.RequestSettings;
import io.voxgate.limits.ConcurrencyLimiter;
import io.voxgate.limits.ConcurrencyLimiter.Permit;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The shares that tenants have of what this process does at once: requests, callbacks, and computing. Requests run on
 * virtual threads, which are not preempted: one that computes keeps its processor. So fewer compute at once than there
 * are carrier threads, and a tenant has half of that.
 */
@ApplicationScoped
public class TenantShares {
    private static final Duration WAIT = Duration.ofMillis(Limit.REQUEST_WAIT.max());
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final WorkShare requests;
    private final WorkShare operator;
    private final WorkShare callbacks;
    private final WorkShare computations;
    private final MeterRegistry meters;

    @Inject
    public TenantShares(RequestSettings settings, MeterRegistry meters) {
        this(settings.perTenant(), computing(Runtime.getRuntime().availableProcessors()), meters);
    }

    TenantShares(int requestsPerTenant, int computing, MeterRegistry meters) {
        this.meters = meters;
        int waiting = Limit.REQUESTS_WAITING_PER_TENANT.count();
        this.requests = share(
                "requests",
                Limit.REQUESTS_PER_TENANT,
                requestsPerTenant,
                Limit.REQUESTS_PER_REPLICA,
                Limit.REQUESTS_PER_REPLICA.count(),
                waiting);
        this.operator = share(
                "operator",
                Limit.REQUESTS_PER_TENANT,
                requestsPerTenant,
                Limit.REQUESTS_PER_TENANT,
                requestsPerTenant,
                waiting);
        this.callbacks = share(
                "callbacks",
                Limit.CALLBACKS_PER_TENANT,
                Limit.CALLBACKS_PER_TENANT.count(),
                Limit.CALLBACKS_PER_REPLICA,
                Limit.CALLBACKS_PER_REPLICA.count(),
                waiting);
        this.computations = share(
                "computations",
                Limit.COMPUTATIONS_PER_PROCESSOR,
                Math.max(1, computing / 2),
                Limit.COMPUTATIONS_PER_PROCESSOR,
                computing,
                waiting);
    }

    /** One carrier thread at least is left to those who only wait and answer. */
    private static int computing(int processors) {
        int carriers = Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors);
        return Math.max(1, Math.min(processors * Limit.COMPUTATIONS_PER_PROCESSOR.count(), carriers - 1));
    }

    private record WorkShare(
            String name, ConcurrencyLimiter limiter, Limit ofTenant, int perTenant, Limit ofReplica, int perReplica) {}

    private WorkShare share(String name, Limit ofTenant, int perTenant, Limit ofReplica, int perReplica, int waiting) {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(perReplica, Math.min(perTenant, perReplica), waiting);
        Gauge.builder("voxgate.work.running", limiter, ConcurrencyLimiter::inUse)
                .tag("share", name)
                .description("What is being worked on at this moment")
                .register(meters);
        Gauge.builder("voxgate.work.waiting", limiter, ConcurrencyLimiter::waiting)
                .tag("share", name)
                .description("What waits for its share")
                .register(meters);
        return new WorkShare(name, limiter, ofTenant, perTenant, ofReplica, perReplica);
    }

    /**
     * Leave to work on a request. The operator has a share of its own, which no tenant can use up.
     *
     * @param tenantId the caller's; empty for the operator
     * @throws Problem 429 when the caller's tenant, or all tenants together, have more in work than they may for longer
     *     than a request waits
     */
    public Permit request(Optional<String> tenantId) {
        return tenantId.map(tenant -> acquire(requests, tenant)).orElseGet(() -> acquire(operator, "operator"));
    }

    /** The same for a callback to this tenant. */
    public Permit callback(String tenantId) {
        return acquire(callbacks, tenantId);
    }

    /**
     * Does work that computes, in this tenant's turn. It must not wait for anything that others do.
     *
     * @throws Problem 429 when there was no turn in time
     */
    public <T> T compute(String tenantId, Supplier<T> work) {
        try (Permit _ = acquire(computations, tenantId)) {
            return work.get();
        }
    }

    private Permit acquire(WorkShare share, String owner) {
        return share.limiter().acquire(owner, WAIT).orElseThrow(() -> full(share, owner));
    }

    private Problem full(WorkShare share, String owner) {
        meters.counter("voxgate.work.refused", "share", share.name()).increment();
        boolean own = share.limiter().inUse(owner) >= share.perTenant();
        Limit limit = own ? share.ofTenant() : share.ofReplica();
        int max = own ? share.perTenant() : share.perReplica();
        return Problem.overLimit(
                        ProblemCode.RATE_LIMITED,
                        limit,
                        max,
                        ("%s %d %s in work at this replica, and this one waited for its turn in vain. "
                                        + "Nothing was done. Send fewer at once, or send it again a little later.")
                                .formatted(own ? "You have" : "All tenants together have", max, limit.unit()))
                .with("retryAfterMs", AGAIN.toMillis())
                .mayRetry();
    }
}
