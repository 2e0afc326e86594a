package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.AgentSchema.Kind;
import io.voxgate.vendor.Json;
import java.util.Set;
import java.util.stream.Collectors;

/** An agent without its members that are null, so that one that was left out and one that is null are the same. In free-form maps a null is a value and stays. */
final class GivenMembers {
    private static final Set<String> FREE = AgentSchema.leaves().stream().filter(leaf -> leaf.kind() == Kind.MAP).map(AgentSchema.Leaf::pointer).collect(Collectors.toUnmodifiableSet());

    private GivenMembers() {}

    static ObjectNode of(ObjectNode agent) {
        return (ObjectNode) given("", agent);
    }

    private static JsonNode given(String pointer, JsonNode node) {
        return switch (node) {
            case ObjectNode object when !FREE.contains(pointer) -> {
                ObjectNode copy = Json.object();
                object.properties().stream().filter(entry -> !entry.getValue().isNull())
                        .forEach(entry -> copy.set(entry.getKey(), given(pointer + "/" + StrictJson.escaped(entry.getKey()), entry.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                array.forEach(item -> copy.add(given(pointer + "/-", item)));
                yield copy;
            }
            default -> node;
        };
    }
}
