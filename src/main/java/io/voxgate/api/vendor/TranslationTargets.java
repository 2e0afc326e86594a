package io.voxgate.api.vendor;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.connection.Connection;
import io.voxgate.connection.Connections;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The vendors and connections that a dry run names. */
@ApplicationScoped
class TranslationTargets {
    private final AdapterRegistry adapters;
    private final Connections connections;

    TranslationTargets(AdapterRegistry adapters, Connections connections) {
        this.adapters = adapters;
        this.connections = connections;
    }

    /** One of them: the vendor alone, or a connection with what it gives. */
    record VendorTarget(VendorAdapter adapter, Optional<Connection> connection, Optional<VendorAccount> account) {}

    /** @throws Problem 422 for what is not there or named twice */
    List<VendorTarget> of(String tenantId, TranslationResource.TranslationRequest request) {
        if (request.vendors() != null && request.connections() != null) {
            throw TranslationResource.invalid(
                    List.of(new Fault("/connections", "CONTRADICTION", "Name vendors or connections, not both.")));
        }
        List<Fault> faults = new ArrayList<>();
        twice("/vendors/", request.vendors(), faults);
        twice("/connections/", request.connections(), faults);
        if (!faults.isEmpty()) {
            throw TranslationResource.invalid(faults);
        }
        List<VendorTarget> targets = request.connections() == null
                ? vendors(Objects.requireNonNullElseGet(request.vendors(), this::everyVendor), faults)
                : connections(tenantId, request.connections(), faults);
        if (!faults.isEmpty()) {
            throw TranslationResource.invalid(faults);
        }
        return targets;
    }

    private static void twice(String pointer, @Nullable List<String> names, List<Fault> faults) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; names != null && i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                faults.add(new Fault(pointer + i, "DUPLICATE", "It is in the list already. Name it once."));
            }
        }
    }

    private List<VendorTarget> vendors(List<String> ids, List<Fault> faults) {
        List<VendorTarget> targets = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Fault unknown = new Fault(
                    "/vendors/" + i,
                    "UNKNOWN_VENDOR",
                    "There is no such vendor here; there are " + String.join(", ", everyVendor()) + ".");
            adapters.find(ids.get(i))
                    .ifPresentOrElse(
                            adapter -> targets.add(new VendorTarget(adapter, Optional.empty(), Optional.empty())),
                            () -> faults.add(unknown));
        }
        return targets;
    }

    private List<VendorTarget> connections(String tenantId, List<String> names, List<Fault> faults) {
        List<VendorTarget> targets = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Fault unknown = new Fault("/connections/" + i, "UNKNOWN_CONNECTION", "There is no such connection.");
            connections
                    .find(tenantId, name)
                    .ifPresentOrElse(
                            found -> targets.add(new VendorTarget(
                                    adapters.get(found.vendor()),
                                    Optional.of(found),
                                    Optional.of(connections.account(found)))),
                            () -> faults.add(unknown));
        }
        return targets;
    }

    private List<String> everyVendor() {
        return adapters.all().stream().map(adapter -> adapter.info().id()).toList();
    }
}
