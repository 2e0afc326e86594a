package io.voxgate.api;

import io.quarkus.runtime.StartupEvent;
import io.voxgate.vendor.Adapters;
import io.voxgate.vendor.VendorAdapter;
import io.voxgate.vendor.VendorMatrix;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What every vendor makes of every setting: asked once, behind the start's back, because it takes some thousand translations. */
@ApplicationScoped
public class VendorMatrices {
    private final Adapters adapters;
    private final Map<String, List<VendorMatrix.Row>> rows = new ConcurrentHashMap<>();

    public VendorMatrices(Adapters adapters) {
        this.adapters = adapters;
    }

    void ahead(@Observes StartupEvent started) {
        Thread asking = new Thread(() -> adapters.all().forEach(this::of), "vendor-matrix");
        asking.setDaemon(true);
        asking.setPriority(Thread.MIN_PRIORITY);
        asking.start();
    }

    /** The rows of one vendor; waits for them when they are still being asked for. */
    List<VendorMatrix.Row> of(VendorAdapter adapter) {
        return rows.computeIfAbsent(adapter.info().id(), _ -> VendorMatrix.of(adapter));
    }
}
