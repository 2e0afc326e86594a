package io.voxgate.adapter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The vendors of this installation, by id. Nothing else knows how many there are. */
public final class AdapterRegistry {
    private final Map<String, VendorAdapter> byId = new TreeMap<>(Comparator.naturalOrder());

    /** @throws IllegalStateException when two adapters have one id */
    public AdapterRegistry(Iterable<? extends VendorAdapter> adapters) {
        for (VendorAdapter adapter : adapters) {
            VendorAdapter duplicate = byId.put(adapter.info().id(), adapter);
            if (duplicate != null) {
                throw new IllegalStateException(
                        "Two adapters call themselves " + adapter.info().id() + ": " + duplicate + " and " + adapter);
            }
        }
    }

    public Optional<VendorAdapter> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The adapter of something stored, whose vendor was checked when it was stored. */
    public VendorAdapter get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("No adapter for the stored vendor " + id));
    }

    /** All of them, by id. */
    public List<VendorAdapter> all() {
        return new ArrayList<>(byId.values());
    }

    /** The ids of the vendors that have an operation, for answers that say who can. */
    public List<String> supporting(String operation) {
        return byId.values().stream()
                .map(VendorAdapter::info)
                .filter(info -> info.operations().containsKey(operation))
                .map(VendorInfo::id)
                .toList();
    }
}
