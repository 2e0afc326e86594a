package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.Channel;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.SecretText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A translation being made: the vendor's request tree and the report grow together. Each leaf that the caller set gets
 * exactly one entry; what no rule has named by the end is reported as unsupported, so that nothing is ever dropped
 * silently.
 */
public final class TranslationBuilder {
    private final String vendor;
    private final StartCommand command;
    private final Map<String, JsonNode> leaves = new LinkedHashMap<>();
    private final ObjectNode body = Json.object();
    private final Map<String, FieldReport.ReportEntry> entries = new LinkedHashMap<>();
    private final List<FieldReport.Default> vendorDefaults = new ArrayList<>();
    private final List<FieldReport.Default> ownDefaults = new ArrayList<>();

    public TranslationBuilder(String vendor, StartCommand command) {
        this.vendor = vendor;
        this.command = command;
        collect("", Json.tree(command.agent()), leaves);
    }

    /** The leaves of an agent's JSON by pointer, in order. {@code /vendorOptions} is not among them. */
    public static Map<String, JsonNode> leaves(ObjectNode agent) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        collect("", agent, leaves);
        return leaves;
    }

    private static void collect(String prefix, ObjectNode node, Map<String, JsonNode> leaves) {
        node.properties().forEach(entry -> {
            String pointer = prefix + "/" + entry.getKey();
            if (pointer.equals("/vendorOptions") || entry.getValue().isNull()) {
                return;
            }
            if (!AgentSchema.has(pointer) && entry.getValue() instanceof ObjectNode inner) {
                collect(pointer, inner, leaves);
            } else {
                leaves.put(pointer, entry.getValue());
            }
        });
    }

    public Agent agent() {
        return command.agent();
    }

    public Optional<Channel> channel() {
        return command.channel();
    }

    public Optional<String> sessionId() {
        return command.sessionId();
    }

    /** The value that the caller set at this leaf. */
    public Optional<JsonNode> leaf(String pointer) {
        return Optional.ofNullable(leaves.get(known(pointer)));
    }

    /** The word or text that the caller set at this leaf, or {@code ""}. */
    public String word(String pointer) {
        return leaf(pointer).map(JsonNode::asText).orElse("");
    }

    /** Whether this leaf already has its entry. */
    public boolean reported(String pointer) {
        return entries.containsKey(pointer);
    }

    /** Puts a value into the request without a word in the report (identity, channel). */
    public void put(String wire, JsonNode value) {
        Json.put(body, wire, value);
    }

    /** What stands in the request so far. */
    public Optional<JsonNode> wire(String wire) {
        return Json.at(body, wire);
    }

    /** Converts a leaf, if it is set and not reported yet, into one field of the request and its entry. */
    public void convert(String pointer, String wire, FieldConversion conversion) {
        leaf(pointer).filter(_ -> !reported(pointer)).ifPresent(value -> {
            Converted converted = conversion.toWire(value);
            converted.value().ifPresent(wireValue -> put(wire, wireValue));
            report(
                    pointer,
                    converted.outcome(),
                    converted.value().isPresent() ? wire : null,
                    converted.value().orElse(null),
                    converted.note());
        });
    }

    /** Puts a secret's place into the request and reports the leaf that named the credential, once. */
    public void secret(String refPointer, String wire, String field, boolean numeric, boolean required) {
        leaf(refPointer).ifPresent(ref -> {
            put(wire, new Placeholder.Secret(ref.asText(), field, refPointer, numeric, required).node());
            FieldReport.ReportEntry before = entries.get(refPointer);
            String path = before == null ? wire : before.vendorPath() + ", " + wire;
            entries.put(
                    refPointer,
                    new FieldReport.ReportEntry(
                            refPointer, FieldOutcome.CONVERTED, ref, path, Json.text(SecretText.MASK), null));
        });
    }

    /** The entry of a leaf that is set; nothing happens when it is not set. */
    public void report(
            String pointer, FieldOutcome outcome, @Nullable String wire, @Nullable JsonNode wireValue, String note) {
        leaf(pointer).ifPresent(value -> {
            FieldReport.ReportEntry entry = new FieldReport.ReportEntry(
                    pointer, outcome, value, wire, masked(wireValue), note.isEmpty() ? null : note);
            if (entries.putIfAbsent(pointer, entry) != null) {
                throw new IllegalStateException("Two rules of " + vendor + " report " + pointer);
            }
        });
    }

    /** A leaf that only chooses what else is sent ({@code greeting.mode: static}). */
    public void chooses(String pointer, String note) {
        report(pointer, FieldOutcome.CONVERTED, null, null, note);
    }

    /** A leaf that the vendor lacks; not sent. */
    public void unsupported(String pointer, String note) {
        if (!reported(pointer)) {
            report(pointer, FieldOutcome.UNSUPPORTED, null, null, note);
        }
    }

    /** Leaves that the vendor lacks: one, or all below a path; those that already have their entry keep it. */
    public void unsupportedBelow(String prefix, String note) {
        for (String pointer : leaves.keySet()) {
            if (pointer.startsWith(prefix)
                    && (pointer.length() == prefix.length() || pointer.charAt(prefix.length()) == '/')) {
                unsupported(pointer, note);
            }
        }
    }

    /**
     * No session can start: at a leaf that is set, one that is missing, or the channel. Replaces what was said of it
     * before.
     */
    public void rejected(String pointer, String note) {
        JsonNode value = leaves.get(pointer);
        entries.put(pointer, new FieldReport.ReportEntry(pointer, FieldOutcome.REJECTED, value, null, null, note));
    }

    /** The vendor's documented default for a leaf, listed if in the end nothing was sent for it. */
    public void vendorDefault(String pointer, String wire, JsonNode value) {
        vendorDefaults.add(new FieldReport.Default(known(pointer), wire, value, FieldReport.ReportSource.VENDOR));
    }

    /** A leaf for which a template in the vendor's console holds, listed if in the end nothing was sent for it. */
    public void templateDefault(String pointer, String wire) {
        vendorDefaults.add(new FieldReport.Default(known(pointer), wire, null, FieldReport.ReportSource.TEMPLATE));
    }

    /** A value that Voxgate sends by itself for a leaf the caller left out. */
    public void ownDefault(String pointer, String wire, JsonNode value) {
        put(wire, value);
        ownDefaults.add(new FieldReport.Default(known(pointer), wire, value, FieldReport.ReportSource.VOXGATE));
    }

    /** Merges the caller's {@code vendorOptions}, accounts for every leaf and closes the draft. */
    public Translation finish(String operation, Set<String> jsonText) {
        leaves.keySet().forEach(pointer -> unsupported(pointer, "The vendor has no such setting."));
        mergeOptions();
        List<FieldReport.Default> defaults =
                new ArrayList<>(ownDefaults.stream().filter(this::isSent).toList());
        vendorDefaults.stream()
                .filter(d ->
                        !leaves.containsKey(d.path()) && wire(d.vendorPath()).isEmpty())
                .forEach(defaults::add);
        return new Translation(
                vendor,
                new VendorCall(operation, body, jsonText),
                new FieldReport(List.copyOf(entries.values()), defaults));
    }

    private void mergeOptions() {
        Map<String, Object> all = command.agent().vendorOptions();
        if (all == null || !all.containsKey(vendor)) {
            return;
        }
        ObjectNode options = Json.tree(all.get(vendor));
        Json.merge(body, options);
        Set<String> paths = Json.leaves(options).keySet();
        NavigableSet<String> touched = new TreeSet<>(paths);
        entries.replaceAll((_, entry) -> overridden(entry, touched)
                ? new FieldReport.ReportEntry(
                        entry.path(),
                        FieldOutcome.UNSUPPORTED,
                        entry.value(),
                        null,
                        null,
                        "Overridden by vendorOptions at " + entry.vendorPath() + ".")
                : entry);
        String path = "/vendorOptions/" + vendor;
        entries.put(
                path,
                new FieldReport.ReportEntry(
                        path,
                        FieldOutcome.EXACT,
                        options,
                        String.join(", ", paths),
                        options,
                        "Merged into the request last."));
    }

    /** Unless the caller's {@code vendorOptions} say otherwise. */
    private boolean isSent(FieldReport.Default own) {
        JsonNode value = own.value();
        return value != null
                && wire(own.vendorPath()).filter(now -> Json.same(now, value)).isPresent();
    }

    private boolean overridden(FieldReport.ReportEntry entry, NavigableSet<String> touched) {
        JsonNode sent = entry.vendorValue();
        return entry.vendorPath() != null
                && sent != null
                && touches(touched, entry.vendorPath())
                && !wire(entry.vendorPath()).map(now -> Json.same(now, sent)).orElse(false);
    }

    /** At a field or below it. */
    private static boolean touches(NavigableSet<String> touched, String path) {
        String below = touched.ceiling(path + ".");
        return touched.contains(path) || (below != null && below.startsWith(path + "."));
    }

    private static @Nullable JsonNode masked(@Nullable JsonNode value) {
        return value != null && Placeholder.in(value).isPresent() ? Json.text(SecretText.MASK) : value;
    }

    private static String known(String pointer) {
        if (!AgentSchema.has(pointer)) {
            throw new IllegalArgumentException("The agent has no leaf " + pointer);
        }
        return pointer;
    }
}
