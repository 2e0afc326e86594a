package io.voxgate.session.reconcile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.connection.Connections;
import io.voxgate.session.store.ExpectedCallbackTable;
import io.voxgate.session.store.ExpectedCallbackTable.Missed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Counts what callbacks missed: what Voxgate found out by asking and the vendor, which reports it by callback, had not
 * reported {@link ExpectedCallbackTable#GRACE} later either.
 */
@ApplicationScoped
public class MissedCallbackMetrics {
    private final ExpectedCallbackTable expected;
    private final Connections connections;
    private final AdapterRegistry adapters;
    private final MeterRegistry meters;

    public MissedCallbackMetrics(
            ExpectedCallbackTable expected, Connections connections, AdapterRegistry adapters, MeterRegistry meters) {
        this.expected = expected;
        this.connections = connections;
        this.adapters = adapters;
        this.meters = meters;
    }

    /** Takes what was to come until now. */
    public void count(Instant now) {
        expected.takeMissed(now).stream()
                .filter(this::takesCallbacks)
                .forEach(missed -> Counter.builder("voxgate.callbacks.missed")
                        .description("Events that Voxgate had to ask for because the vendor's callback never came")
                        .tag("vendor", missed.vendor())
                        .tag("type", missed.type())
                        .register(meters)
                        .increment());
    }

    /** Without the secret that proves callbacks none are set up. */
    private boolean takesCallbacks(Missed missed) {
        return connections
                .find(missed.tenantId(), missed.connection())
                .filter(connection -> adapters.get(connection.vendor())
                        .info()
                        .connection()
                        .secret(SecretPart.CALLBACK_SECRET)
                        .filter(connection.secrets()::containsKey)
                        .isPresent())
                .isPresent();
    }
}
