package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.GuardedFields;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.StrictJson;
import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.FaultCollector;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code vendorOptions} may hold: objects under ids of vendors that exist, which leave alone what Voxgate answers
 * for.
 */
@ApplicationScoped
public class VendorOptionRules {
    private final AdapterRegistry adapters;

    public VendorOptionRules(AdapterRegistry adapters) {
        this.adapters = adapters;
    }

    /** What is wrong with the {@code vendorOptions} of an agent or a command; pointers into it. */
    public List<Fault> check(ObjectNode agent) {
        FaultCollector faults = new FaultCollector();
        if (agent.get("vendorOptions") instanceof ObjectNode options) {
            for (Map.Entry<String, JsonNode> entry : options.properties()) {
                if (!faults.full()) {
                    vendor(entry.getKey(), entry.getValue(), faults);
                }
            }
        }
        return faults.list();
    }

    private void vendor(String id, JsonNode options, FaultCollector faults) {
        String pointer = "/vendorOptions/" + StrictJson.escaped(id);
        Optional<VendorAdapter> adapter = adapters.find(id);
        if (adapter.isEmpty()) {
            faults.add(new Fault(
                    pointer,
                    "UNKNOWN_VENDOR",
                    "There is no vendor " + id + ". There are: "
                            + adapters.all().stream().map(a -> a.info().id()).collect(Collectors.joining(", ")) + "."));
        } else if (options instanceof ObjectNode object) {
            GuardedFields.of(adapter.get().info().protectedPaths())
                    .touched(object, Limit.FAULTS.count() + 1)
                    .forEach(path -> faults.add(new Fault(
                            pointer + path,
                            "PROTECTED_FIELD",
                            "This field is not for vendorOptions: it comes from the "
                                    + "connection, the channel, a credential, or says where a "
                                    + "credential is sent.")));
        } else {
            faults.add(
                    new Fault(pointer, "WRONG_TYPE", "It must be an object: it is merged into the vendor's request."));
        }
    }
}
