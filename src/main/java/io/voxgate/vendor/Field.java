package io.voxgate.vendor;

import com.fasterxml.jackson.databind.JsonNode;
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
public record Field(
        String pointer, String wire, Conversion conversion, Optional<JsonNode> vendorDefault, Predicate<Draft> applies, String otherwise)
        implements FieldTable.Rule {

    public Field {
        if (!AgentSchema.has(pointer)) {
            throw new IllegalArgumentException("The agent has no leaf " + pointer);
        }
    }

    public static Field of(String pointer, String wire, Conversion conversion) {
        return new Field(pointer, wire, conversion, Optional.empty(), _ -> true, "");
    }

    /** The same field with the vendor's documented default, as it stands on the wire. */
    public Field vendorDefault(Object value) {
        return new Field(pointer, wire, conversion, Optional.of(Json.node(value)), applies, otherwise);
    }

    /** The same field, sent only when it has an effect; else reported as unsupported with this sentence. */
    public Field onlyIf(Predicate<Draft> condition, String note) {
        return new Field(pointer, wire, conversion, vendorDefault, condition, note);
    }

    @Override
    public void write(Draft draft) {
        vendorDefault.ifPresent(value -> draft.vendorDefault(pointer, wire, value));
        if (applies.test(draft)) {
            draft.convert(pointer, wire, conversion);
        } else {
            draft.unsupported(pointer, otherwise);
        }
    }

    @Override
    public void read(Reading reading) {
        reading.convert(wire, pointer, conversion);
    }
}
