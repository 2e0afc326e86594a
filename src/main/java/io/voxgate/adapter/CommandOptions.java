package io.voxgate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code vendorOptions} of a command: fields of a vendor's command that have no neutral word, merged into its
 * request last. They may only add: what Voxgate itself sends (the address of the session, the text) is said with the
 * neutral fields.
 *
 * @param byVendor objects under vendor ids
 */
public record CommandOptions(Map<String, ObjectNode> byVendor) {
    public static final CommandOptions NONE = new CommandOptions(Map.of());

    public CommandOptions {
        byVendor = Map.copyOf(byVendor);
    }

    /**
     * The answer with this vendor's options in its request and in its report; {@link CommandResult.Invalid} when they
     * change what is sent already.
     */
    public CommandResult in(String vendor, CommandResult answer) {
        ObjectNode options = byVendor.get(vendor);
        return options != null && answer instanceof CommandResult.Call call ? merged(vendor, options, call) : answer;
    }

    private static CommandResult merged(String vendor, ObjectNode options, CommandResult.Call answer) {
        String pointer = "/vendorOptions/" + vendor;
        Set<String> added = new TreeSet<>(Json.leaves(options).keySet());
        List<Fault> faults =
                GuardedFields.of(Json.leaves(answer.call().body()).keySet())
                        .touched(options, Limit.FAULTS.count() + 1)
                        .stream()
                        .map(path -> new Fault(
                                pointer + path,
                                "PROTECTED_FIELD",
                                "Voxgate sends this field itself; vendorOptions of a command only add fields."))
                        .toList();
        if (!faults.isEmpty()) {
            return new CommandResult.Invalid(faults);
        }
        ObjectNode body = answer.call().body().deepCopy();
        Json.merge(body, options);
        List<FieldReport.ReportEntry> fields = new ArrayList<>(answer.fields());
        fields.add(new FieldReport.ReportEntry(
                pointer,
                FieldOutcome.EXACT,
                options,
                String.join(", ", added),
                options,
                "Merged into the request last."));
        return new CommandResult.Call(
                new VendorCall(answer.call().operation(), body, answer.call().jsonText()), fields);
    }
}
