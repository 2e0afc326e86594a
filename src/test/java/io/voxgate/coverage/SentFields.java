package io.voxgate.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport.ReportEntry;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.drift.VendorKnowledge;
import io.voxgate.tck.ExpectedStarts;
import io.voxgate.tck.TestAccount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which fields an adapter sends, with which values, and for which settings: over the starts and calls of the drift
 * watch and over every start of the expected outcomes. Strings that hold JSON are opened.
 */
final class SentFields {
    private final Map<String, Set<String>> values = new TreeMap<>();
    private final Map<String, Set<String>> settings = new TreeMap<>();
    private final Set<String> operations = new TreeSet<>();

    private SentFields() {}

    static SentFields of(VendorAdapter adapter) {
        SentFields sent = new SentFields();
        String vendor = adapter.info().id();
        VendorKnowledge.starts(adapter, sent::start);
        ExpectedStarts.agents(vendor)
                .map(agent -> adapter.translate(RowChecks.start(vendor, agent)))
                .forEach(sent::start);
        VendorKnowledge.runningCalls(adapter).forEach(sent::call);
        return sent;
    }

    /** The fields as {@code Operation.path}, with the texts of the values that they were sent with. */
    Map<String, Set<String>> values() {
        return values;
    }

    Set<String> operations() {
        return operations;
    }

    /** Whether a report said of a setting that it is sent as this field, or as one inside or around it. */
    boolean carries(String pointer, String path) {
        return settings.getOrDefault(pointer, Set.of()).stream()
                .anyMatch(named -> named.equals(path) || within(named, path) || within(path, named));
    }

    private static boolean within(String outer, String path) {
        return path.startsWith(outer + ".") || path.startsWith(outer + "[");
    }

    private void start(Translation translation) {
        if (!translation.report().accepted()) {
            return;
        }
        for (ReportEntry entry : translation.report().fields()) {
            String path = entry.vendorPath();
            if (path != null) {
                settings.computeIfAbsent(entry.path(), _ -> new TreeSet<>()).addAll(List.of(path.split(", ")));
            }
        }
        call(translation.call());
    }

    private void call(VendorCall call) {
        operations.add(call.operation());
        walk(call.operation() + ".", new VendorCall(call.operation(), call.body()).fill(TestAccount::fill));
    }

    private void walk(String parent, ObjectNode object) {
        object.properties().forEach(entry -> value(parent + entry.getKey(), entry.getValue()));
    }

    private void value(String path, JsonNode value) {
        Set<String> texts = values.computeIfAbsent(path, _ -> new TreeSet<>());
        if (value instanceof ObjectNode object) {
            walk(path + ".", object);
        } else if (value instanceof ArrayNode list) {
            list.forEach(item -> {
                if (item instanceof ObjectNode object) {
                    walk(path + "[].", object);
                } else {
                    texts.add(item.asText());
                }
            });
        } else {
            texts.add(value.asText());
        }
    }
}
