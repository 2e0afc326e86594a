package io.voxgate.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;

/** Agents as trees, and values for their leaves. */
final class Agents {
    private static final Map<String, String> SAMPLES = Map.of(
            "/stt/hotWords", "[{text: Voxgate, weight: 10}]",
            "/tools/transfers", "[{name: sales, description: Wants to buy., target: '1377'}]",
            "/tools/extraction", "[{name: mood, type: text, description: How it felt.}]",
            "/tts/skipBrackets", "[round]");

    private Agents() {}

    static void put(ObjectNode agent, String pointer, JsonNode value) {
        Json.put(agent, pointer.substring(1).replace('/', '.'), value);
    }

    static void remove(ObjectNode agent, String pointer) {
        Json.remove(agent, pointer.substring(1).replace('/', '.'));
    }

    static ObjectNode merged(ObjectNode target, JsonNode patch) {
        merge(target, patch);
        return target;
    }

    /** JSON merge patch. */
    static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                target.remove(entry.getKey());
            } else if (entry.getValue() instanceof ObjectNode inner) {
                ObjectNode below = target.get(entry.getKey()) instanceof ObjectNode there
                        ? there
                        : target.putObject(entry.getKey());
                merge(below, inner);
            } else {
                target.set(entry.getKey(), entry.getValue());
            }
        });
    }

    /** Values that the model allows: each word, each end of a range, something plain else. */
    static Stream<JsonNode> samples(AgentSchema.Leaf leaf) {
        return switch (leaf.kind()) {
            case ENUM -> leaf.values().stream().map(Json::text);
            case BOOLEAN -> Stream.of(Json.bool(true), Json.bool(false));
            case INTEGER, DECIMAL ->
                Stream.of(leaf.min(), leaf.max()).map(end -> Json.number(end.orElse(BigDecimal.ONE)));
            case TEXT -> Stream.of(Json.text("x1"));
            case MAP -> Stream.of(Yaml.parse("{k: v}"));
            case LIST -> Stream.of(Yaml.parse(SAMPLES.getOrDefault(leaf.pointer(), "[x1]")));
        };
    }
}
