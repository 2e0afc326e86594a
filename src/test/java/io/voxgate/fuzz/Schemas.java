package io.voxgate.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.testkit.Operations;
import java.util.Set;

/** The schemas of a contract with every reference and every {@code allOf} taken in. */
final class Schemas {
    private static final Set<String> BESIDE = Set.of("description", "example");

    private final Operations operations;

    Schemas(Operations operations) {
        this.operations = operations;
    }

    /**
     * The schema itself, its references followed. Of {@code anyOf} the first, marked {@code x-patch}: parts may be
     * missing or null.
     */
    ObjectNode whole(JsonNode schema) {
        ObjectNode merged = Json.object();
        JsonNode target = operations.resolve(schema);
        target.properties().stream()
                .filter(member ->
                        !member.getKey().equals("allOf") && !member.getKey().equals("anyOf"))
                .forEach(member -> merged.set(member.getKey(), member.getValue()));
        target.path("allOf")
                .forEach(part -> whole(part).properties().stream()
                        .filter(member -> !BESIDE.contains(member.getKey()) || !merged.has(member.getKey()))
                        .forEach(member -> merged.set(member.getKey(), member.getValue())));
        if (target.has("anyOf")) {
            merged.setAll(whole(target.get("anyOf").get(0)));
            merged.put("x-patch", true);
        }
        return merged;
    }

    /** The same; of {@code oneOf} the one that the value's discriminator names. */
    ObjectNode of(JsonNode schema, JsonNode value) {
        ObjectNode whole = whole(schema);
        if (!whole.has("oneOf")) {
            return whole;
        }
        String word =
                value.path(whole.at("/discriminator/propertyName").asText()).asText();
        JsonNode chosen = whole.at("/discriminator/mapping/" + word);
        return chosen.isMissingNode() ? whole : whole(Json.object().set("$ref", chosen));
    }

    /** Whether a value that may not be null is one that lists its members: others are unknown then. */
    static boolean closed(ObjectNode schema) {
        return schema.has("properties") && !schema.has("additionalProperties");
    }

    static boolean map(ObjectNode schema) {
        return schema.path("additionalProperties").isObject()
                && !schema.get("additionalProperties").isEmpty();
    }
}
