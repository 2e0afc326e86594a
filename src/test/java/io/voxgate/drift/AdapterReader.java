package io.voxgate.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.drift.ApiDescription.SourceKind;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.AgentSchema.SchemaKind;
import io.voxgate.model.FieldOutcome;
import io.voxgate.tck.TestAccount;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an adapter knows of its vendor's API: what it sends over many agents and commands, what its tables name beyond
 * that, and what it reads of answers.
 */
final class AdapterReader {
    private static final String LANGUAGE = "/stt/language";

    private final VendorAdapter adapter;
    private final boolean opened;
    private final VendorTables tables;
    private final Map<String, Observations> operations = new TreeMap<>();
    private final Set<String> inside = new TreeSet<>();

    private AdapterReader(VendorAdapter adapter, boolean opened, VendorTables tables) {
        this.adapter = adapter;
        this.opened = opened;
        this.tables = tables;
    }

    /**
     * @param opened whether the vendor describes what is inside its strings that hold JSON; elsewhere they are texts
     *     here as well
     */
    static ApiDescription read(VendorAdapter adapter, boolean opened, VendorTables tables) {
        AdapterReader reader = new AdapterReader(adapter, opened, tables);
        String start = adapter.info().operations().get("start");
        AgentVariations.forEach(adapter, command -> reader.start(adapter.translate(command)));
        RunningCalls.of(adapter).forEach(reader::call);
        Map<String, OperationDescription> operations = new TreeMap<>();
        reader.operations.forEach((name, seen) -> {
            Map<String, FieldDescription> fields = new TreeMap<>();
            seen.fields().forEach((path, field) -> fields.put(OperationDescription.REQUEST + path, field));
            if (name.equals(start)) {
                reader.addTables(fields);
            }
            fields.putAll(tables.answers(name));
            operations.put(name, OperationDescription.of(fields));
        });
        Set<String> codes = new TreeSet<>(tables.errors());
        codes.removeIf(code -> code.endsWith("*"));
        if (!codes.isEmpty()) {
            operations.put(OperationDescription.ERROR, OperationDescription.errors(codes));
        }
        return ApiDescription.of(adapter.info().id(), SourceKind.ADAPTER, "the adapter", operations);
    }

    /** What the tables name and no agent of ours made the adapter send: reached through {@code vendorOptions}. */
    private void addTables(Map<String, FieldDescription> fields) {
        for (String name : tables.start()) {
            String path = OperationDescription.REQUEST + name;
            boolean hasInner = fields.keySet().stream()
                    .anyMatch(other -> other.startsWith(path + ".") || other.startsWith(path + "[]."));
            if (!hasInner && inside.stream().noneMatch(outer -> within(outer, name))) {
                fields.putIfAbsent(path, FieldDescription.named());
            }
        }
        tables.values()
                .forEach((name, values) -> fields.computeIfPresent(OperationDescription.REQUEST + name, (_, field) -> {
                    Set<String> all = new TreeSet<>(values);
                    all.addAll(field.values());
                    return field.with(all);
                }));
    }

    private static boolean within(String outer, String path) {
        return path.equals(outer) || path.startsWith(outer + ".");
    }

    private void start(Translation translation) {
        if (!translation.report().accepted()) {
            return;
        }
        Observations seen = seen(translation.call());
        translation.report().fields().forEach(entry -> reported(entry, seen));
        seen.request(body(translation.call()));
    }

    private void call(VendorCall call) {
        seen(call).request(body(call));
    }

    private Observations seen(VendorCall call) {
        if (!opened) {
            inside.addAll(call.jsonText());
        }
        return operations.computeIfAbsent(
                call.operation(), name -> new Observations(tables.codes().getOrDefault(name, Set.of())));
    }

    private ObjectNode body(VendorCall call) {
        return (opened ? new VendorCall(call.operation(), call.body()) : call).fill(TestAccount::fill);
    }

    private void reported(FieldReport.ReportEntry entry, Observations seen) {
        String path = entry.vendorPath();
        JsonNode value = entry.vendorValue();
        if (path == null
                || value == null
                || path.contains(",")
                || inside.stream().anyMatch(outer -> within(outer, path))) {
            return;
        }
        SchemaKind kind = AgentSchema.leaves().stream()
                .filter(leaf -> leaf.pointer().equals(entry.path()))
                .findFirst()
                .map(AgentSchema.Leaf::kind)
                .orElse(SchemaKind.TEXT);
        boolean words = kind == SchemaKind.ENUM
                || kind == SchemaKind.BOOLEAN
                || entry.path().endsWith("/skipBrackets")
                || entry.path().equals(LANGUAGE);
        if (words) {
            seen.value(path, value);
        }
        if (kind == SchemaKind.MAP) {
            seen.open(path);
        }
        if (entry.outcome() == FieldOutcome.CLAMPED && value.isNumber()) {
            seen.limit(path, value.decimalValue());
        }
    }
}
