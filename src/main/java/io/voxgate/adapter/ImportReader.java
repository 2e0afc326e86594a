package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.json.BoundedParser;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An import being made: rules take fields out of a vendor's own request; what nobody takes is kept in
 * {@code vendorOptions}.
 */
public final class ImportReader {
    private final String vendor;
    private final ObjectNode rest;
    private final ObjectNode agent = Json.object();
    private final ObjectNode channel = Json.object();
    private final ObjectNode settings = Json.object();
    private final Map<String, ImportResult.ImportEntry> entries = new LinkedHashMap<>();
    private final Map<String, ImportResult.ImportEntry> strays = new LinkedHashMap<>();
    private final Map<String, Credential> credentials = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private long strayLength;

    private record Credential(Set<String> fields, Set<String> foundAt) {}

    /**
     * @param jsonText fields that travel as a string holding JSON; they are opened here
     * @throws Problem when the request is over a body's limits with them opened
     */
    public ImportReader(String vendor, ObjectNode request, Set<String> jsonText) {
        this.vendor = vendor;
        this.rest = request.deepCopy();
        for (String name : jsonText) {
            JsonNode text = rest.get(name);
            if (text != null && text.isTextual()) {
                Json.parse(text.asText())
                        .filter(JsonNode::isObject)
                        .ifPresentOrElse(
                                open -> rest.set(name, open),
                                () -> faults.add(new Fault(
                                        "/request/" + name,
                                        "INVALID_JSON_TEXT",
                                        name + " must be a string that holds a JSON object.")));
            }
        }
        BoundedParser.check(rest);
    }

    /** What is still there at a dotted path. */
    public Optional<JsonNode> peek(String wire) {
        return Json.at(rest, wire);
    }

    /** What was already moved into the agent. */
    public Optional<JsonNode> agent(String pointer) {
        return Optional.of(agent.at(pointer)).filter(node -> !node.isMissingNode());
    }

    /** Moves a field into the agent by a conversion read backwards; a value without an inverse stays and is kept. */
    public void convert(String wire, String pointer, FieldConversion conversion) {
        peek(wire)
                .flatMap(value -> conversion
                        .toNeutral(value)
                        .filter(neutral -> fits(pointer, neutral))
                        .map(neutral -> Map.entry(value, neutral)))
                .ifPresent(pair -> move(
                        wire,
                        pointer,
                        pair.getValue(),
                        Json.same(pair.getKey(), pair.getValue()) ? ImportOutcome.EXACT : ImportOutcome.CONVERTED,
                        null));
    }

    /** Whether the model lets this value stand at the leaf; what it does not is kept as it came. */
    private static boolean fits(String pointer, JsonNode value) {
        return AgentSchema.leaves().stream()
                .filter(leaf -> leaf.pointer().equals(pointer))
                .findFirst()
                .map(leaf -> switch (leaf.kind()) {
                    case TEXT -> value.isTextual() && !value.asText().isEmpty();
                    case INTEGER -> value.isIntegralNumber() && within(leaf, value);
                    case DECIMAL -> value.isNumber() && within(leaf, value);
                    case BOOLEAN -> value.isBoolean();
                    case ENUM -> leaf.values().contains(value.asText());
                    case LIST -> value.isArray() && !value.isEmpty();
                    case MAP -> value.isObject();
                })
                .orElse(true);
    }

    private static boolean within(AgentSchema.Leaf leaf, JsonNode value) {
        BigDecimal number = value.decimalValue();
        return leaf.min().filter(min -> number.compareTo(min) < 0).isEmpty()
                && leaf.max().filter(max -> number.compareTo(max) > 0).isEmpty();
    }

    /** Takes a field away, sets a leaf of the agent and reports it. */
    public void move(String wire, String pointer, JsonNode neutral, ImportOutcome outcome, @Nullable String note) {
        Json.remove(rest, wire);
        set(pointer, InlineSecretScrubber.removed(wire, neutral, this::stray));
        entries.put(wire, new ImportResult.ImportEntry(wire, pointer, outcome, note));
    }

    /** A text may hold JSON with many of them, each with the long path of that text. */
    private void stray(String wire) {
        strayLength += wire.length();
        if (strayLength > Limit.BODY_POINTERS.max()) {
            throw Problem.overLimit(
                    ProblemCode.BODY_TOO_LARGE,
                    Limit.BODY_POINTERS,
                    "The paths of the secrets in the request may have at most " + Limit.BODY_POINTERS.max()
                            + " characters together. Take the secrets out before you send it.");
        }
        strays.put(
                wire,
                new ImportResult.ImportEntry(
                        wire, null, ImportOutcome.SECRET, "A secret, taken out: only a credential may hold it."));
    }

    /** Sets a leaf that follows from fields reported elsewhere ({@code tts.provider}, {@code greeting.mode}). */
    public void set(String pointer, JsonNode neutral) {
        Json.put(agent, pointer.substring(1).replace('/', '.'), neutral);
    }

    /** Takes a field away that says nothing of its own beside others (a switch whose meaning another leaf carries). */
    public void absorb(String wire, @Nullable String pointer, ImportOutcome outcome, @Nullable String note) {
        Json.remove(rest, wire);
        entries.put(wire, new ImportResult.ImportEntry(wire, pointer, outcome, note));
    }

    /**
     * Takes a secret away; the agent gets a reference to a credential that the caller fills. Its value goes nowhere.
     */
    public void secret(String wire, String refPointer, String name, String field) {
        if (peek(wire).isEmpty()) {
            return;
        }
        Json.remove(rest, wire);
        set(refPointer, Json.text(name));
        Credential credential =
                credentials.computeIfAbsent(name, _ -> new Credential(new LinkedHashSet<>(), new LinkedHashSet<>()));
        credential.fields().add(field);
        credential.foundAt().add(wire);
        entries.put(
                wire,
                new ImportResult.ImportEntry(
                        wire,
                        refPointer,
                        ImportOutcome.SECRET,
                        "Put it into the credential " + name + ", field " + field + "."));
    }

    /** Takes what belongs to a connection: an app id (kept as a setting), a UserSig (null: minted by Voxgate). */
    public void connection(String wire, @Nullable String setting, String note) {
        peek(wire).ifPresent(value -> {
            Json.remove(rest, wire);
            if (setting != null) {
                settings.set(setting, InlineSecretScrubber.removed(wire, value, this::stray));
            }
            entries.put(wire, new ImportResult.ImportEntry(wire, null, ImportOutcome.CONNECTION, note));
        });
    }

    /** Takes what belongs to the channel. {@code path} is dotted, below the channel. */
    public void channel(String wire, String path, JsonNode value) {
        ImportOutcome outcome = peek(wire).filter(raw -> Json.same(raw, value)).isPresent()
                ? ImportOutcome.EXACT
                : ImportOutcome.CONVERTED;
        Json.remove(rest, wire);
        Json.put(channel, path, InlineSecretScrubber.removed(wire, value, this::stray));
        entries.put(wire, new ImportResult.ImportEntry(wire, "/channel/" + path.replace('.', '/'), outcome, null));
    }

    /** The kind of channel that the request implies ({@code room}, {@code phone}); no field of its own. */
    public void channelType(String type) {
        channel.put("type", type);
    }

    /** What is wrong with the request as a whole. */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /**
     * Everything that is left goes to {@code vendorOptions}.
     *
     * @param documented the vendor's documented fields, dotted; a prefix covers what is below it
     */
    public ImportResult finish(Set<String> documented) {
        rest.propertyStream()
                .map(Map.Entry::getKey)
                .filter(GuardedFields::protocol)
                .toList()
                .forEach(name -> connection(name, null, "It belongs to the call, which Voxgate makes itself."));
        ObjectNode kept = (ObjectNode) InlineSecretScrubber.removed("", rest, this::stray);
        Json.forEachLeaf(kept, (wire, _) -> {
            boolean known = documented.stream().anyMatch(path -> wire.equals(path) || wire.startsWith(path + "."));
            entries.put(
                    wire,
                    new ImportResult.ImportEntry(
                            wire,
                            "/vendorOptions/" + vendor,
                            known ? ImportOutcome.KEPT : ImportOutcome.UNKNOWN,
                            known ? "No neutral setting says exactly this." : "Not in the vendor's documents."));
        });
        if (!kept.isEmpty()) {
            agent.putObject("vendorOptions").set(vendor, kept);
        }
        strays.forEach(
                (wire, entry) -> entries.merge(
                        wire,
                        entry,
                        (before, _) -> before.path() == null
                                ? before
                                : new ImportResult.ImportEntry(
                                        wire,
                                        before.path(),
                                        ImportOutcome.CONVERTED,
                                        "User and password were taken out of the address: only a credential may hold a secret.")));
        List<ImportResult.FoundCredential> found = credentials.entrySet().stream()
                .map(e -> new ImportResult.FoundCredential(
                        e.getKey(),
                        List.copyOf(e.getValue().fields()),
                        List.copyOf(e.getValue().foundAt())))
                .toList();
        return new ImportResult(agent, channel, settings, found, List.copyOf(entries.values()), faults);
    }
}
