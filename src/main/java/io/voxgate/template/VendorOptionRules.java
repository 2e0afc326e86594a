package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.FaultCollector;
import io.voxgate.vendor.Adapters;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.VendorAdapter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            faults.add(new Fault(pointer, "UNKNOWN_VENDOR", "There is no vendor " + id + ". There are: "
                    + adapters.all().stream().map(a -> a.info().id()).collect(Collectors.joining(", ")) + "."));
        } else if (options instanceof ObjectNode object) {
            Set<String> guarded = adapter.get().info().protectedPaths();
            Json.leaves(object).keySet().stream().filter(path -> guarded.stream().anyMatch(own -> touches(path, own))).limit(Limit.FAULTS.max() + 1)
                    .forEach(path -> faults.add(new Fault(pointer + "/" + StrictJson.escaped(path).replace('.', '/'), "PROTECTED_FIELD",
                            "This field is not for vendorOptions: it comes from the connection, the channel, a credential, or says where a credential is sent.")));
        } else {
            faults.add(new Fault(pointer, "WRONG_TYPE", "It must be an object: it is merged into the vendor's request."));
        }
    }

    /** An option at a field, below it, or in place of an object that holds it. */
    private static boolean touches(String option, String own) {
        return option.equals(own) || below(option, own) || below(own, option);
    }

    private static boolean below(String path, String outer) {
        return path.length() > outer.length() && path.charAt(outer.length()) == '.' && path.startsWith(outer);
    }
}
