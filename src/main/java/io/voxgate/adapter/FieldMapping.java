package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One leaf of the agent and one field of the vendor's request.
 *
 * @param pointer the leaf
 * @param wire the vendor's field, dotted; JSON-in-string fields count as objects
 * @param vendorDefault the vendor's documented default; empty: none documented
 * @param applies when the leaf has an effect at all
 * @param otherwise what to say when it has none
 */
public record FieldMapping(
        String pointer,
        String wire,
        FieldConversion conversion,
        Optional<JsonNode> vendorDefault,
        Predicate<TranslationBuilder> applies,
        String otherwise)
        implements FieldMappings.MappingRule {

    public FieldMapping {
        if (!AgentSchema.has(pointer)) {
            throw new IllegalArgumentException("The agent has no leaf " + pointer);
        }
    }

    public static FieldMapping of(String pointer, String wire, FieldConversion conversion) {
        return new FieldMapping(pointer, wire, conversion, Optional.empty(), _ -> true, "");
    }

    /** The same field with the vendor's documented default, as it stands on the wire. */
    public FieldMapping vendorDefault(Object value) {
        return new FieldMapping(pointer, wire, conversion, Optional.of(Json.node(value)), applies, otherwise);
    }

    /** The same field, sent only when it has an effect; else reported as unsupported with this sentence. */
    public FieldMapping onlyIf(Predicate<TranslationBuilder> condition, String note) {
        return new FieldMapping(pointer, wire, conversion, vendorDefault, condition, note);
    }

    @Override
    public void write(TranslationBuilder builder) {
        vendorDefault.ifPresent(value -> builder.vendorDefault(pointer, wire, value));
        if (applies.test(builder)) {
            builder.convert(pointer, wire, conversion);
        } else {
            builder.unsupported(pointer, otherwise);
        }
    }

    @Override
    public void read(ImportReader reading) {
        reading.convert(wire, pointer, conversion);
    }
}
