package io.voxgate.event.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long one try may take, from the look at the name to the end of the answer. */
@ApplicationScoped
public class DeliveryTimeout {
    private final Duration most;

    /** @param most the contract says 15 seconds; tests that wait for leases to end choose less */
    @Inject
    public DeliveryTimeout(@ConfigProperty(name = "voxgate.webhook.timeout", defaultValue = "15S") Duration most) {
        this.most = most;
    }

    Duration most() {
        return most;
    }
}
