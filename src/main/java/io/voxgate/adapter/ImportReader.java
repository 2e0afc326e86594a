package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.InlineSecretScrubber.SecretPlace;
import io.voxgate.json.Json;
import io.voxgate.model.CredentialSlot;
import io.voxgate.model.Fault;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.Problem;
import io.voxgate.model.SecretPatterns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An import being made: rules take fields out of a vendor's own request; what is not taken is kept in
 * {@code vendorOptions}.
 */
public final class ImportReader {
    /** The leaves inside which a credential's slot may stand, beside {@code /vendorOptions}. */
    private static final Set<String> WITH_SLOTS = Set.of("/avatar", "/llm/extraBody");

    private static final String CLEAR = "http: what is sent there, the key with it, travels in the clear.";
    private static final String NOT_CARRIED =
            "Not carried: it belongs to the connection, the channel or a credential, or says where a credential is sent, "
                    + "and could not be read as such.";
    private static final int SHOWN = 120;

    private final String vendor;
    private final ObjectNode rest;
    private final ObjectNode agent = Json.object();
    private final ObjectNode channel = Json.object();
    private final ObjectNode settings = Json.object();
    private final ImportRows rows;
    private final ImportedSecrets secrets;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private boolean understood;

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
        this.rows = new ImportRows(opened.oddities());
        this.secrets = new ImportedSecrets(vendor);
        faults.addAll(opened.faults());
        opened.nulls()
                .forEach(wire ->
                        rows.enter(wire, null, ImportOutcome.CONVERTED, "null says nothing: it is not sent again."));
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
     * does one that the conversion would send as another number or not at all, and an object with a secret in it where
     * the leaf has no slots: {@code vendorOptions} have.
     */
    public void convert(String wire, String pointer, FieldConversion conversion) {
        source(pointer, wire);
        peek(wire)
                .filter(value -> !value.isObject() || WITH_SLOTS.contains(pointer) || !ImportedSecrets.in(value))
                .ifPresent(value -> conversion
                        .toNeutral(value)
                        .filter(neutral -> LeafKinds.fit(pointer, neutral))
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

    /**
     * Takes a field away, sets a leaf of the agent and reports it. A secret in it leaves a credential's slot where an
     * agent may have one, else nothing.
     */
    public void move(String wire, String pointer, JsonNode neutral, ImportOutcome outcome, @Nullable String note) {
        take(wire);
        set(
                pointer,
                WITH_SLOTS.contains(pointer)
                        ? SlotTree.written(secrets.slotted(new SecretPlace(wire, pointer, false), neutral, false))
                        : secrets.without(wire, neutral));
        boolean clear = pointer.endsWith("/url") && neutral.asText().regionMatches(true, 0, "http://", 0, 7);
        rows.enter(wire, pointer, outcome, clear ? ImportRows.joined(note, CLEAR) : note);
    }

    /**
     * Whether what is still there at a dotted path has a secret in it, for which only some leaves of an agent have a
     * slot.
     */
    public boolean holdsSecret(String wire) {
        return peek(wire).filter(ImportedSecrets::in).isPresent();
    }

    private void take(String wire) {
        understood |= peek(wire).isPresent();
        Json.remove(rest, wire);
    }

    /** Sets a leaf that follows from fields reported elsewhere ({@code tts.provider}, {@code greeting.mode}). */
    public void set(String pointer, JsonNode neutral) {
        Json.put(agent, pointer.substring(1).replace('/', '.'), neutral);
    }

    /** Takes a field away that says nothing of its own beside others (a switch whose meaning another leaf carries). */
    public void absorb(String wire, @Nullable String pointer, ImportOutcome outcome, @Nullable String note) {
        take(wire);
        rows.enter(wire, pointer, outcome, note);
    }

    /**
     * Takes a secret away; the agent gets a reference to a credential that the caller fills. Its value goes nowhere.
     */
    public void secret(String wire, String refPointer, String name, String field) {
        source(refPointer, wire);
        peek(wire).ifPresent(secret -> {
            take(wire);
            set(refPointer, Json.text(name));
            secrets.add(new CredentialSlot(name, field), wire, secret);
            rows.enter(
                    wire,
                    refPointer,
                    ImportOutcome.SECRET,
                    "Put it into the credential " + name + ", field " + field + ".");
        });
    }

    /**
     * The same of a secret without which the vendor starts nothing: one that was left out of the request is asked for
     * as well.
     */
    public void requiredSecret(String wire, String refPointer, String name, String field) {
        boolean there = peek(wire).isPresent();
        secret(wire, refPointer, name, field);
        if (!there) {
            set(refPointer, Json.text(name));
            secrets.ask(new CredentialSlot(name, field));
            rows.enter(
                    wire,
                    refPointer,
                    ImportOutcome.SECRET,
                    "Not in the request, but the vendor needs it: put it into the credential " + name + ", field "
                            + field + ".");
        }
    }

    /** Takes what belongs to a connection: an app id (kept as a setting), a UserSig (null: minted by Voxgate). */
    public void connection(String wire, @Nullable String setting, String note) {
        peek(wire).ifPresent(value -> {
            take(wire);
            if (setting != null) {
                settings.set(setting, secrets.without(wire, value));
            }
            rows.enter(wire, null, ImportOutcome.CONNECTION, note);
        });
    }

    /** Takes what belongs to the channel. {@code path} is dotted, below the channel. */
    public void channel(String wire, String path, JsonNode value) {
        ImportOutcome outcome = peek(wire).filter(raw -> Json.same(raw, value)).isPresent()
                ? ImportOutcome.EXACT
                : ImportOutcome.CONVERTED;
        take(wire);
        Json.put(channel, path, secrets.without(wire, value));
        rows.enter(wire, "/channel/" + path.replace('.', '/'), outcome, null);
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
        if (!protectedPaths.isEmpty()) {
            // A key that becomes a slot may stay where a key itself may not.
            GuardedFields.of(protectedPaths)
                    .removeFrom(rest, ImportedSecrets.outlined(rest))
                    .forEach(wire -> rows.enter(wire, null, ImportOutcome.CONNECTION, NOT_CARRIED));
        }
        String options = "/vendorOptions/" + vendor;
        ObjectNode kept = (ObjectNode) secrets.slotted(new SecretPlace("", options, false), rest, true);
        Json.forEachLeaf(kept, (wire, value) -> {
            boolean known = documented.stream().anyMatch(path -> wire.equals(path) || wire.startsWith(path + "."));
            understood |= known;
            if (Placeholder.in(value).isEmpty()) {
                rows.enter(
                        wire,
                        options,
                        known ? ImportOutcome.KEPT : ImportOutcome.UNKNOWN,
                        known ? "No neutral setting says exactly this." : "Not in the vendor's documents.");
            }
        });
        if (!kept.isEmpty()) {
            agent.putObject("vendorOptions").set(vendor, SlotTree.written(kept));
        }
        if (!channel.has("roomId") && !channel.has("to")) {
            channel.removeAll();
            rows.withoutChannel();
        }
        return new ImportResult(
                agent,
                channel,
                settings,
                secrets.credentials(),
                rows.finish(secrets.rows()),
                new ImportResult.Findings(faults, sources, understood));
    }
}
