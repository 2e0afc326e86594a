package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A conversion between words and a vendor's codes. The first word given with a code is the code's inverse, unless the
 * word was only clamped or approximated.
 */
public final class EnumMapping implements FieldConversion {
    private final Map<JsonNode, Converted> toWire = new LinkedHashMap<>();
    private final Map<JsonNode, JsonNode> toNeutral = new LinkedHashMap<>();

    private EnumMapping() {}

    public static EnumMapping of(Object neutral, Object wire) {
        return new EnumMapping().and(neutral, wire);
    }

    /** Same meaning: exact when the spelling is the same too, else converted. */
    public EnumMapping and(Object neutral, Object wire) {
        toWire.put(Json.node(neutral), Converted.between(Json.node(neutral), Json.node(wire)));
        toNeutral.putIfAbsent(Json.node(wire), Json.node(neutral));
        return this;
    }

    /** Only the nearest meaning. */
    public EnumMapping approximated(Object neutral, Object wire, String note) {
        toWire.put(Json.node(neutral), Converted.of(FieldOutcome.APPROXIMATED, Json.node(wire), note));
        return this;
    }

    /** Beyond the end of the vendor's scale. */
    public EnumMapping clamped(Object neutral, Object wire, String note) {
        toWire.put(Json.node(neutral), Converted.of(FieldOutcome.CLAMPED, Json.node(wire), note));
        return this;
    }

    /** Nothing is sent. */
    public EnumMapping unsupported(Object neutral, String note) {
        toWire.put(Json.node(neutral), Converted.unsupported(note));
        return this;
    }

    /** The vendor's values, in order. */
    public Iterable<JsonNode> wireValues() {
        return toNeutral.keySet();
    }

    @Override
    public Converted toWire(JsonNode neutral) {
        return toWire.getOrDefault(neutral, Converted.unsupported("The vendor has no such value."));
    }

    @Override
    public Optional<JsonNode> toNeutral(JsonNode wire) {
        return Optional.ofNullable(toNeutral.get(wire));
    }
}
