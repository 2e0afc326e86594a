package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.InlineSecretScrubber.FoundSecret;
import io.voxgate.adapter.InlineSecretScrubber.SecretPlace;
import io.voxgate.json.BoundedParser;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.CredentialSlot;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    /** The leaves inside which a credential's slot may stand, beside {@code /vendorOptions}. */
    private static final Set<String> WITH_SLOTS = Set.of("/avatar", "/llm/extraBody");

    private final String vendor;
    private final ObjectNode rest;
    private final ObjectNode agent = Json.object();
    private final ObjectNode channel = Json.object();
    private final ObjectNode settings = Json.object();
    private final Map<String, ImportResult.ImportEntry> entries = new LinkedHashMap<>();
    private final Map<String, ImportResult.ImportEntry> strays = new LinkedHashMap<>();
    private final ImportedCredentials credentials;
    private final List<Fault> faults = new ArrayList<>();
    private long strayLength;
    private boolean finishing;

    /**
     * @param jsonText fields that travel as a string holding JSON; they are opened here
     * @throws Problem when the request is over a body's limits with them opened
     */
    public ImportReader(String vendor, ObjectNode request, Set<String> jsonText) {
        this.vendor = vendor;
        this.rest = request.deepCopy();
        this.credentials = new ImportedCredentials(vendor);
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

    /**
     * Moves a field into the agent by a conversion read backwards. A value without an inverse stays and is kept; so
     * does an object with a secret in it where the leaf has no slots: {@code vendorOptions} have.
     */
    public void convert(String wire, String pointer, FieldConversion conversion) {
        peek(wire)
                .filter(value -> !value.isObject() || WITH_SLOTS.contains(pointer) || !holdsSecret(wire))
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

    /**
     * Takes a field away, sets a leaf of the agent and reports it. A secret in it leaves a credential's slot where an
     * agent may have one, else nothing.
     */
    public void move(String wire, String pointer, JsonNode neutral, ImportOutcome outcome, @Nullable String note) {
        Json.remove(rest, wire);
        FoundSecret found = WITH_SLOTS.contains(pointer) ? new SlotsInPlace() : new Removal();
        set(
                pointer,
                SlotTree.written(InlineSecretScrubber.removed(new SecretPlace(wire, pointer, false), neutral, found)));
        entries.put(wire, new ImportResult.ImportEntry(wire, pointer, outcome, note));
    }

    /**
     * Whether what is still there at a dotted path has a secret in it, for which only some leaves of an agent have a
     * slot.
     */
    public boolean holdsSecret(String wire) {
        SecretSearch search = new SecretSearch();
        peek(wire).ifPresent(value -> InlineSecretScrubber.removed(new SecretPlace(wire, "", false), value, search));
        return search.any;
    }

    /** Opens a text that holds a JSON object, where it does. */
    public void open(String wire) {
        peek(wire)
                .filter(JsonNode::isTextual)
                .flatMap(text -> Json.parse(text.asText()))
                .filter(JsonNode::isObject)
                .ifPresent(open -> {
                    Json.put(rest, wire, open);
                    BoundedParser.check(rest);
                });
    }

    /** Secrets that leave nothing. */
    private final class Removal implements FoundSecret {
        @Override
        public Optional<JsonNode> at(SecretPlace place, String name, JsonNode secret) {
            stray(place.wire());
            return Optional.empty();
        }

        @Override
        public void within(SecretPlace place) {
            stray(place.wire());
        }
    }

    /** Secrets that leave a slot; what is no text or number leaves nothing. */
    private final class SlotsInPlace implements FoundSecret {
        @Override
        public Optional<JsonNode> at(SecretPlace place, String name, JsonNode secret) {
            stray(place.wire());
            if (!secret.isTextual() && !secret.isNumber()) {
                return Optional.empty();
            }
            CredentialSlot slot = credentials.slot(place.wire(), name, secret, finishing);
            strays.put(
                    place.wire(),
                    new ImportResult.ImportEntry(
                            place.wire(),
                            place.pointer(),
                            ImportOutcome.SECRET,
                            "Put it into the credential " + slot.credential() + ", field " + slot.field()
                                    + "; a slot stands in its place."));
            return Optional.of(
                    new Placeholder.Secret(slot.credential(), slot.field(), place.pointer(), false, true).node());
        }

        @Override
        public void within(SecretPlace place) {
            stray(place.wire());
        }
    }

    private static final class SecretSearch implements FoundSecret {
        private boolean any;

        @Override
        public Optional<JsonNode> at(SecretPlace place, String name, JsonNode secret) {
            any = true;
            return Optional.empty();
        }

        @Override
        public void within(SecretPlace place) {
            any = true;
        }
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

    private JsonNode withoutSecrets(String wire, JsonNode value) {
        return InlineSecretScrubber.removed(new SecretPlace(wire, "", false), value, new Removal());
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
        Optional<JsonNode> secret = peek(wire);
        if (secret.isEmpty()) {
            return;
        }
        Json.remove(rest, wire);
        set(refPointer, Json.text(name));
        credentials.add(new CredentialSlot(name, field), wire, secret.get());
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
                settings.set(setting, withoutSecrets(wire, value));
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
        Json.put(channel, path, withoutSecrets(wire, value));
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
        finishing = true;
        ObjectNode kept = (ObjectNode) InlineSecretScrubber.removed(
                new SecretPlace("", "/vendorOptions/" + vendor, false), rest, new SlotsInPlace());
        Json.leaves(kept).entrySet().stream()
                .filter(leaf -> Placeholder.in(leaf.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .forEach(wire -> {
                    boolean known =
                            documented.stream().anyMatch(path -> wire.equals(path) || wire.startsWith(path + "."));
                    entries.put(
                            wire,
                            new ImportResult.ImportEntry(
                                    wire,
                                    "/vendorOptions/" + vendor,
                                    known ? ImportOutcome.KEPT : ImportOutcome.UNKNOWN,
                                    known
                                            ? "No neutral setting says exactly this."
                                            : "Not in the vendor's documents."));
                });
        if (!kept.isEmpty()) {
            agent.putObject("vendorOptions").set(vendor, SlotTree.written(kept));
        }
        strays.forEach(
                (wire, entry) -> entries.merge(
                        wire,
                        entry,
                        (before, _) -> before.path() == null || entry.path() != null
                                ? before
                                : new ImportResult.ImportEntry(
                                        wire,
                                        before.path(),
                                        ImportOutcome.CONVERTED,
                                        "User and password were taken out of the address: only a credential may hold a secret.")));
        return new ImportResult(agent, channel, settings, credentials.found(), List.copyOf(entries.values()), faults);
    }
}
