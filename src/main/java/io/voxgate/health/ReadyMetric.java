package io.voxgate.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/** What the readiness probe says, as a metric: an alert can wait for it where the pods are not measured. */
@Singleton
public class ReadyMetric implements MeterBinder {
    private final Instance<HealthCheck> checks;

    public ReadyMetric(@Readiness Instance<HealthCheck> checks) {
        this.checks = checks;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("voxgate.ready", this, ReadyMetric::ready)
                .strongReference(true)
                .description("1 while this replica is ready to serve")
                .register(meters);
    }

    private double ready() {
        return checks.stream().allMatch(check -> check.call().getStatus() == Status.UP) ? 1 : 0;
    }
}
