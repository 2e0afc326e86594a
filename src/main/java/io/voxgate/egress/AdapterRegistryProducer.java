package io.voxgate.egress;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.VendorAdapter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Collects the adapters, which know no container. */
@Singleton
public final class AdapterRegistryProducer {
    /** Two adapters with one id stop the start-up. */
    @Produces
    @Singleton
    @Startup
    AdapterRegistry adapters(@All List<VendorAdapter> adapters) {
        return new AdapterRegistry(adapters);
    }
}
