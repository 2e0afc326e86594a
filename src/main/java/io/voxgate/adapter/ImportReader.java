package io.voxgate.adapter;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretPatterns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An import being made: rules take fields out of a vendor's own request; what nobody takes is kept in
 * {@code vendorOptions}.
 */
public final class ImportReader {
    private static final String CLEAR = "http: what is sent there, the key with it, travels in the clear.";
    private static final String NO_USER =
            "User and password were taken out of the address: only a credential may hold a secret.";
    private static final String NO_KEY =
            "What looks like a key was taken out of the text: only a credential may hold a secret.";
    private static final String NOT_CARRIED =
            "Not carried: it belongs to the connection, the channel or a credential, or says where a credential is sent, and could not be read as such.";
    private static final int SHOWN = 120;

    private final String vendor;
    private final ObjectNode rest;
    private final ObjectNode agent = Json.object();
    private final ObjectNode channel = Json.object();
    private final ObjectNode settings = Json.object();
    private final Map<String, ImportResult.ImportEntry> entries = new LinkedHashMap<>();
    private final Map<String, ImportResult.ImportEntry> strays = new LinkedHashMap<>();
    private final Map<String, Credential> credentials = new LinkedHashMap<>();
    private final Map<String, String> oddities;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private long strayLength;
    private boolean understood;

    private record Credential(Set<String> fields, Set<String> foundAt) {}

    /**
     * @param jsonText fields that travel as a string holding JSON; they are opened here
     * @throws Problem when the request is over a body's limits with them opened
     */
    public ImportReader(String vendor, ObjectNode request, Set<String> jsonText) {
        this(vendor, request, RequestFields.jsonText(jsonText));
    }

    /**
     * @param fields what the vendor's documented fields hold; what is odd in the request and can mean only one thing is
     *     put right, and reported
     * @throws Problem when the request is over a body's limits with its JSON in strings opened
     */
    public ImportReader(String vendor, ObjectNode request, RequestFields fields) {
        this.vendor = vendor;
        RequestFields.OpenedRequest opened = fields.open(request);
        this.rest = opened.fields();
        this.oddities = new LinkedHashMap<>(opened.oddities());
        faults.addAll(opened.faults());
        opened.nulls()
                .forEach(wire -> enter(new ImportResult.ImportEntry(
                        wire, null, ImportOutcome.CONVERTED, "null says nothing: it is not sent again.")));
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
     * Moves a field into the agent by a conversion read backwards. A value without an inverse stays and is kept, and so
     * does one that the conversion would send as another number or not at all.
     */
    public void convert(String wire, String pointer, FieldConversion conversion) {
        source(pointer, wire);
        peek(wire)
                .ifPresent(value -> conversion
                        .toNeutral(value)
                        .filter(neutral -> fits(pointer, neutral))
                        .ifPresent(neutral -> {
                            FieldConversion.Converted again = conversion.toWire(neutral);
                            again.value()
                                    .filter(sent -> Json.same(sent, value) || !(sent.isNumber() && value.isNumber()))
                                    .ifPresent(sent -> {
                                        String remark = again.outcome() == FieldOutcome.CONVERTED ? "" : again.note();
                                        String note = (Json.same(sent, value)
                                                        ? remark
                                                        : "Sent to the vendor as " + shown(sent) + ". " + again.note())
                                                .strip();
                                        boolean exact = Json.same(value, neutral) && Json.same(value, sent);
                                        move(
                                                wire,
                                                pointer,
                                                neutral,
                                                exact ? ImportOutcome.EXACT : ImportOutcome.CONVERTED,
                                                note.isEmpty() ? null : note);
                                    });
                        }));
    }

    private static String shown(JsonNode value) {
        String text = SecretPatterns.masked(SecretPatterns.withoutUserInfo(Json.write(value)));
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** From which field a leaf of the agent would come; faults that are found with the agent then point at it. */
    public void source(String pointer, String wire) {
        sources.putIfAbsent(pointer, wire);
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
        take(wire);
        set(pointer, InlineSecretScrubber.removed(wire, neutral, this::stray));
        boolean clear = pointer.endsWith("/url") && neutral.asText().regionMatches(true, 0, "http://", 0, 7);
        enter(new ImportResult.ImportEntry(wire, pointer, outcome, clear ? joined(note, CLEAR) : note));
    }

    private void take(String wire) {
        understood |= peek(wire).isPresent();
        Json.remove(rest, wire);
    }

    /** One row for each field; what was odd about it is told with it. */
    private void enter(ImportResult.ImportEntry entry) {
        String odd = oddities.remove(entry.vendorPath());
        entries.put(
                entry.vendorPath(),
                odd == null
                        ? entry
                        : new ImportResult.ImportEntry(
                                entry.vendorPath(),
                                entry.path(),
                                entry.outcome() == ImportOutcome.EXACT ? ImportOutcome.CONVERTED : entry.outcome(),
                                joined(odd, entry.note())));
    }

    private static String joined(@Nullable String first, @Nullable String second) {
        return Stream.of(first, second).filter(Objects::nonNull).collect(Collectors.joining(" "));
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
        take(wire);
        enter(new ImportResult.ImportEntry(wire, pointer, outcome, note));
    }

    /**
     * Takes a secret away; the agent gets a reference to a credential that the caller fills. Its value goes nowhere.
     */
    public void secret(String wire, String refPointer, String name, String field) {
        source(refPointer, wire);
        if (peek(wire).isPresent()) {
            take(wire);
            credential(wire, refPointer, name, field).foundAt().add(wire);
            enter(new ImportResult.ImportEntry(
                    wire,
                    refPointer,
                    ImportOutcome.SECRET,
                    "Put it into the credential " + name + ", field " + field + "."));
        }
    }

    /**
     * The same of a secret without which the vendor starts nothing: one that was left out of the request is asked for
     * as well.
     */
    public void requiredSecret(String wire, String refPointer, String name, String field) {
        boolean there = peek(wire).isPresent();
        secret(wire, refPointer, name, field);
        if (!there) {
            credential(wire, refPointer, name, field);
            enter(new ImportResult.ImportEntry(
                    wire,
                    refPointer,
                    ImportOutcome.SECRET,
                    "Not in the request, but the vendor needs it: put it into the credential " + name + ", field "
                            + field + "."));
        }
    }

    private Credential credential(String wire, String refPointer, String name, String field) {
        source(refPointer, wire);
        set(refPointer, Json.text(name));
        Credential credential =
                credentials.computeIfAbsent(name, _ -> new Credential(new LinkedHashSet<>(), new LinkedHashSet<>()));
        credential.fields().add(field);
        return credential;
    }

    /** Takes what belongs to a connection: an app id (kept as a setting), a UserSig (null: minted by Voxgate). */
    public void connection(String wire, @Nullable String setting, String note) {
        peek(wire).ifPresent(value -> {
            take(wire);
            if (setting != null) {
                settings.set(setting, InlineSecretScrubber.removed(wire, value, this::stray));
            }
            enter(new ImportResult.ImportEntry(wire, null, ImportOutcome.CONNECTION, note));
        });
    }

    /** Takes what belongs to the channel. {@code path} is dotted, below the channel. */
    public void channel(String wire, String path, JsonNode value) {
        ImportOutcome outcome = peek(wire).filter(raw -> Json.same(raw, value)).isPresent()
                ? ImportOutcome.EXACT
                : ImportOutcome.CONVERTED;
        take(wire);
        Json.put(channel, path, InlineSecretScrubber.removed(wire, value, this::stray));
        enter(new ImportResult.ImportEntry(wire, "/channel/" + path.replace('.', '/'), outcome, null));
    }

    /** The kind of channel that the request implies ({@code room}, {@code phone}); no field of its own. */
    public void channelType(String type) {
        channel.put("type", type);
    }

    /** What is wrong with the request as a whole. */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** The same where nothing is protected. */
    public ImportResult finish(Set<String> documented) {
        return finish(documented, Set.of());
    }

    /**
     * Everything that is left goes to {@code vendorOptions}.
     *
     * @param documented the vendor's documented fields, dotted; a prefix covers what is below it
     * @param protectedPaths what {@code vendorOptions} may not hold: such a field is not carried, and that is reported
     */
    public ImportResult finish(Set<String> documented, Set<String> protectedPaths) {
        rest.propertyStream()
                .map(Map.Entry::getKey)
                .filter(GuardedFields::protocol)
                .toList()
                .forEach(name -> connection(name, null, "It belongs to the call, which Voxgate makes itself."));
        ObjectNode kept = (ObjectNode) InlineSecretScrubber.removed("", rest, this::stray);
        if (!protectedPaths.isEmpty()) {
            leaveOut(kept, GuardedFields.of(protectedPaths));
        }
        Json.forEachLeaf(kept, (wire, _) -> {
            boolean known = documented.stream().anyMatch(path -> wire.equals(path) || wire.startsWith(path + "."));
            understood |= known;
            enter(new ImportResult.ImportEntry(
                    wire,
                    "/vendorOptions/" + vendor,
                    known ? ImportOutcome.KEPT : ImportOutcome.UNKNOWN,
                    known ? "No neutral setting says exactly this." : "Not in the vendor's documents."));
        });
        if (!kept.isEmpty()) {
            agent.putObject("vendorOptions").set(vendor, kept);
        }
        channelOrNone();
        List.copyOf(oddities.entrySet())
                .forEach(odd -> enter(new ImportResult.ImportEntry(odd.getKey(), null, ImportOutcome.CONVERTED, null)));
        strays.forEach((wire, entry) -> entries.merge(
                wire,
                entry,
                (before, _) -> before.path() == null
                        ? before
                        : new ImportResult.ImportEntry(
                                wire,
                                before.path(),
                                ImportOutcome.CONVERTED,
                                before.path().endsWith("/url") ? NO_USER : NO_KEY)));
        List<ImportResult.FoundCredential> found = credentials.entrySet().stream()
                .map(one -> new ImportResult.FoundCredential(
                        one.getKey(),
                        List.copyOf(one.getValue().fields()),
                        List.copyOf(one.getValue().foundAt())))
                .toList();
        return new ImportResult(
                agent,
                channel,
                settings,
                found,
                List.copyOf(entries.values()),
                new ImportResult.Findings(faults, sources, understood));
    }

    /**
     * A field of the connection, the channel or a credential that no table could read must not come back through
     * {@code vendorOptions}.
     */
    private void leaveOut(ObjectNode kept, GuardedFields guarded) {
        for (String pointer : guarded.touched(kept, Integer.MAX_VALUE)) {
            JsonPointer place = JsonPointer.compile(pointer);
            remove(kept, place);
            enter(new ImportResult.ImportEntry(wire(place), null, ImportOutcome.CONNECTION, NOT_CARRIED));
        }
    }

    /** Takes a member away, and every object that is empty then. */
    private static void remove(ObjectNode root, JsonPointer place) {
        if (root.at(place.head()) instanceof ObjectNode parent) {
            parent.remove(place.last().getMatchingProperty());
            if (parent.isEmpty() && !place.head().matches()) {
                remove(root, place.head());
            }
        }
    }

    private static String wire(JsonPointer place) {
        String name = place.getMatchingProperty();
        return place.tail().matches() ? name : name + "." + wire(place.tail());
    }

    /** A channel without its room or number is none; what was said of it is named again at each start. */
    private void channelOrNone() {
        if (!channel.has("roomId") && !channel.has("to")) {
            channel.removeAll();
            entries.replaceAll(
                    (wire, entry) -> entry.path() == null || !entry.path().startsWith("/channel/")
                            ? entry
                            : new ImportResult.ImportEntry(
                                    wire,
                                    null,
                                    ImportOutcome.CONNECTION,
                                    "The request names no room or number: name the channel at each start."));
        }
    }
}
