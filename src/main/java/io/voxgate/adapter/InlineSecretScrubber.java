package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.BoundedParser;
import io.voxgate.json.Json;
import io.voxgate.model.SecretNames;
import io.voxgate.model.SecretPatterns;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Secrets that stand where no table looks for them (an unknown field, a free-form map): an import must not echo them
 * either.
 */
final class InlineSecretScrubber {
    private InlineSecretScrubber() {}

    /** A copy without them. {@code found} gets the dotted path of each. */
    static JsonNode removed(String path, JsonNode node, Consumer<String> found) {
        return switch (node) {
            case ObjectNode object -> removed(path, object, found);
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                for (int i = 0; i < array.size(); i++) {
                    copy.add(removed(path + "[" + i + "]", array.get(i), found));
                }
                yield copy;
            }
            case JsonNode text when text.isTextual() -> Json.text(removed(path, text.asText(), found));
            default -> node;
        };
    }

    private static ObjectNode removed(String path, ObjectNode object, Consumer<String> found) {
        ObjectNode copy = Json.object();
        object.properties().forEach(entry -> {
            String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (secret(entry.getKey(), entry.getValue())) {
                found.accept(inner);
                return;
            }
            JsonNode cleaned = removed(inner, entry.getValue(), found);
            if (!cleaned.isObject() || !cleaned.isEmpty() || entry.getValue().isEmpty()) {
                copy.set(entry.getKey(), cleaned);
            }
        });
        return copy;
    }

    /** A number or a switch that only is called like a secret is none; under the reserved names nothing stays. */
    private static boolean secret(String name, JsonNode value) {
        return SecretNames.reserved(name)
                || (value.isTextual()
                        ? SecretNames.secret(name, value.asText()) && !SecretPatterns.standIn(value.asText())
                        : value.isContainerNode() && !value.isEmpty() && SecretNames.secret(name));
    }

    private static String removed(String path, String text, Consumer<String> found) {
        String inner = text.strip();
        Optional<JsonNode> inside =
                inner.startsWith("{") || inner.startsWith("[") ? Json.parse(inner) : Optional.empty();
        if (inside.isPresent()) {
            BoundedParser.check(inside.get());
            JsonNode cleaned = removed(path, inside.get(), found);
            return Json.same(inside.get(), cleaned) ? text : Json.write(cleaned);
        }
        String bare = SecretPatterns.withoutUserInfo(text);
        // What only wants to be JSON (a comma too many, a name twice) cannot be opened, but may be read by somebody
        // else.
        String cleaned = inner.startsWith("{") || inner.startsWith("[")
                ? SecretPatterns.maskedWithNames(bare)
                : SecretPatterns.masked(bare);
        if (!cleaned.equals(text)) {
            found.accept(path);
        }
        return cleaned;
    }
}
