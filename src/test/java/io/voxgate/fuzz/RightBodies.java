package io.voxgate.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Bodies that keep to their schema: the contract's example, made richer by members drawn from the schema. */
final class RightBodies {
    private static final List<String> TEXTS = List.of(
            "abc", "en-US", "1", "+8613800000000", "a1", "https://example.com/x", "16k_zh", "请稍等", "Hello there.");
    /** What ends the conversation, names what is not there, or may stand only beside what is not drawn. */
    private static final Set<String> LEFT_OUT = Set.of(
            "endAfter", "template", "connection", "connections", "route", "vendorOptions", "credentialRef", "endpoint");

    private static final int DEEPEST = 6;

    private final Schemas schemas;
    private final RandomGenerator random;

    RightBodies(Schemas schemas, RandomGenerator random) {
        this.schemas = schemas;
        this.random = random;
    }

    /** @param richness of 100 optional members so many are drawn */
    ObjectNode enriched(ObjectNode example, JsonNode schema, int richness) {
        ObjectNode body = example.deepCopy();
        enrich(body, schema, richness, 0);
        return body;
    }

    private void enrich(ObjectNode object, JsonNode schemaNode, int richness, int depth) {
        ObjectNode schema = schemas.of(schemaNode, object);
        for (Map.Entry<String, JsonNode> member :
                List.copyOf(schema.path("properties").properties())) {
            JsonNode present = object.get(member.getKey());
            if (present instanceof ObjectNode inner) {
                enrich(inner, member.getValue(), richness, depth + 1);
            } else if (present == null && !LEFT_OUT.contains(member.getKey()) && random.nextInt(100) < richness) {
                value(member.getValue(), richness, depth + 1).ifPresent(value -> object.set(member.getKey(), value));
            }
        }
    }

    private Optional<JsonNode> value(JsonNode schemaNode, int richness, int depth) {
        ObjectNode schema = schemas.whole(schemaNode);
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        if (schema.has("oneOf")) {
            List<String> kinds = new ArrayList<>();
            schema.at("/discriminator/mapping").fieldNames().forEachRemaining(kinds::add);
            return object(
                    Json.object()
                            .put(
                                    schema.at("/discriminator/propertyName").asText(),
                                    kinds.get(random.nextInt(kinds.size()))),
                    schema,
                    richness,
                    depth);
        }
        return switch (schema.path("type").asText()) {
            case "string" -> text(schema);
            case "integer" ->
                Optional.of(Json.number(between(
                        schema.path("minimum").asLong(0), schema.path("maximum").asLong(100))));
            case "number" ->
                Optional.of(schema.path("minimum").isMissingNode() ? Json.number(1) : schema.get("minimum"));
            case "boolean" -> Optional.of(Json.bool(random.nextBoolean()));
            case "array" -> items(schema, richness, depth);
            case "object" ->
                schema.has("properties") ? object(Json.object(), schema, richness, depth) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<JsonNode> object(ObjectNode object, ObjectNode schemaNode, int richness, int depth) {
        ObjectNode schema = schemas.of(schemaNode, object);
        for (JsonNode name : schema.path("required")) {
            if (!object.has(name.asText())) {
                Optional<JsonNode> value = value(schema.get("properties").get(name.asText()), richness, depth + 1);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                object.set(name.asText(), value.get());
            }
        }
        enrich(object, schema, richness, depth);
        return Optional.of(object);
    }

    private Optional<JsonNode> items(ObjectNode schema, int richness, int depth) {
        ArrayNode array = Json.array();
        int wanted = Math.max(1, schema.path("minItems").asInt(1));
        for (int i = 0; i < wanted; i++) {
            value(schema.path("items"), richness, depth + 1).ifPresent(array::add);
        }
        return array.size() < wanted ? Optional.empty() : Optional.of(array);
    }

    private Optional<JsonNode> text(ObjectNode schema) {
        if (schema.has("enum")) {
            return Optional.of(
                    schema.get("enum").get(random.nextInt(schema.get("enum").size())));
        }
        if (schema.has("example")) {
            return Optional.of(schema.get("example"));
        }
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(1000);
        Pattern pattern = Pattern.compile(schema.path("pattern").asText(""));
        List<String> fitting = TEXTS.stream()
                .filter(text -> text.length() >= least
                        && text.length() <= most
                        && pattern.matcher(text).find())
                .toList();
        return fitting.isEmpty()
                ? Optional.empty()
                : Optional.of(Json.text(fitting.get(random.nextInt(fitting.size()))));
    }

    private long between(long min, long max) {
        return switch (random.nextInt(4)) {
            case 0 -> min;
            case 1 -> max;
            default -> random.nextLong(min, max + 1);
        };
    }
}
