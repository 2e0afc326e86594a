package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.AgentSchema;
import java.math.BigDecimal;

/** Which values the agent's leaves take, by the model. */
final class LeafKinds {
    private LeafKinds() {}

    /** Whether the model lets this value stand at the leaf; what it does not is kept as it came. */
    static boolean fit(String pointer, JsonNode value) {
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
}
