package io.voxgate.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Secrets that stand where no table looks for them (an unknown field, a free-form map): an import must not echo them either. */
final class StraySecrets {
    private static final Set<String> NAMES = Set.of(
            "apikey", "secretkey", "secretid", "token", "subscriptionkey", "password", "authorization", "usersig");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#@\\s]*@");

    private StraySecrets() {}

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
            if (NAMES.contains(entry.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""))) {
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

    private static String removed(String path, String text, Consumer<String> found) {
        Optional<JsonNode> inside = text.startsWith("{") || text.startsWith("[") ? Json.parse(text) : Optional.empty();
        if (inside.isPresent()) {
            BoundedParser.check(inside.get());
            JsonNode cleaned = removed(path, inside.get(), found);
            return Json.same(inside.get(), cleaned) ? text : Json.write(cleaned);
        }
        String cleaned = USER_INFO.matcher(text).replaceAll("");
        if (!cleaned.equals(text)) {
            found.accept(path);
        }
        return cleaned;
    }
}
