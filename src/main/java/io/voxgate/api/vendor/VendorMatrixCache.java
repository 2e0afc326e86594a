package io.voxgate.api.vendor;

import io.quarkus.runtime.StartupEvent;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorMatrix;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What every vendor makes of every setting: computed once, in the background at start-up, because it takes some
 * thousand translations.
 */
@ApplicationScoped
public class VendorMatrixCache {
    private final AdapterRegistry adapters;
    private final Map<String, List<VendorMatrix.MatrixRow>> rows = new ConcurrentHashMap<>();

    public VendorMatrixCache(AdapterRegistry adapters) {
        this.adapters = adapters;
    }

    void ahead(@Observes StartupEvent started) {
        Thread asking = new Thread(() -> adapters.all().forEach(this::of), "vendor-matrix");
        asking.setDaemon(true);
        asking.start();
    }

    /** The rows of one vendor; waits for them when they are still being asked for. */
    List<VendorMatrix.MatrixRow> of(VendorAdapter adapter) {
        return rows.computeIfAbsent(adapter.info().id(), _ -> VendorMatrix.of(adapter));
    }
}
