package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import io.voxgate.vendor.Adapters;
import io.voxgate.vendor.GuardedFields;
import io.voxgate.vendor.VendorAdapter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code vendorOptions} may hold: objects under ids of vendors that exist, which leave alone what Voxgate answers for. */
@ApplicationScoped
public class VendorOptionRules {
    private final Adapters adapters;

    public VendorOptionRules(Adapters adapters) {
        this.adapters = adapters;
    }

    /** What is wrong with the {@code vendorOptions} of an agent or a command; pointers into it. */
    public List<Fault> check(ObjectNode agent) {
        List<Fault> faults = new ArrayList<>();
        if (agent.get("vendorOptions") instanceof ObjectNode options) {
            options.properties().forEach(entry -> faults.addAll(vendor(entry.getKey(), entry.getValue())));
        }
        return faults;
    }

    private List<Fault> vendor(String id, JsonNode options) {
        String pointer = "/vendorOptions/" + StrictJson.escaped(id);
        Optional<VendorAdapter> adapter = adapters.find(id);
        if (adapter.isEmpty()) {
            return List.of(new Fault(pointer, "UNKNOWN_VENDOR", "There is no vendor " + id + ". There are: "
                    + adapters.all().stream().map(a -> a.info().id()).collect(Collectors.joining(", ")) + "."));
        }
        if (!(options instanceof ObjectNode object)) {
            return List.of(new Fault(pointer, "WRONG_TYPE", "It must be an object: it is merged into the vendor's request."));
        }
        return GuardedFields.of(adapter.get().info().protectedPaths()).touched(object).stream()
                .map(path -> new Fault(pointer + path, "PROTECTED_FIELD",
                        "This field is not for vendorOptions: it comes from the connection, the channel, a credential, or says where a credential is sent."))
                .toList();
    }
}
