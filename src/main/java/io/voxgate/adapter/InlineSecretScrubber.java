package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.BoundedParser;
import io.voxgate.json.Json;
import io.voxgate.model.CredentialSlot;
import io.voxgate.model.SecretNames;
import io.voxgate.model.SecretPatterns;
import io.voxgate.model.SecretText;
import io.voxgate.model.TreePath;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets that stand where no table looks for them (an unknown field, a free-form map): an import must not echo them
 * either.
 */
final class InlineSecretScrubber {
    /**
     * Beside a secret these belong to it: vendors want them together, and an agent takes them from a credential only.
     */
    private static final Set<String> COMPANIONS = Set.of("appid", "groupid");

    private final FoundSecret found;

    private InlineSecretScrubber(FoundSecret found) {
        this.found = found;
    }

    /**
     * Where a value stands.
     *
     * @param wire in the vendor's request, dotted
     * @param pointer in the agent; of what a text holds, the text's
     * @param inText whether it stands in the JSON of a text
     */
    record SecretPlace(String wire, String pointer, boolean inText) {
        SecretPlace member(String name) {
            String dotted = wire.isEmpty() ? name : wire + "." + name;
            return new SecretPlace(dotted, inText ? pointer : pointer + "/" + TreePath.escaped(name), inText);
        }

        SecretPlace item(int index) {
            return new SecretPlace(wire + "[" + index + "]", inText ? pointer : pointer + "/" + index, inText);
        }

        SecretPlace text() {
            return new SecretPlace(wire, pointer, true);
        }
    }

    /** What becomes of a secret. */
    interface FoundSecret {
        /**
         * A value that is a secret.
         *
         * @param name what it is called
         * @return what stands in its place; empty: nothing does
         */
        Optional<JsonNode> at(SecretPlace place, String name, JsonNode secret);

        /** A text that held a secret among other words, which stay. */
        void within(SecretPlace place);
    }

    /** A copy without them; {@code found} gets each. */
    static JsonNode removed(SecretPlace place, JsonNode node, FoundSecret found) {
        return new InlineSecretScrubber(found).removed(place, "", node).orElseGet(Json::object);
    }

    private Optional<JsonNode> removed(SecretPlace place, String name, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> Optional.of(members(place, object));
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                for (int i = 0; i < array.size(); i++) {
                    removed(place.item(i), name, array.get(i)).ifPresent(copy::add);
                }
                yield Optional.of(copy);
            }
            case JsonNode text when text.isTextual() -> text(place, name, text.asText());
            default -> Optional.of(node);
        };
    }

    private ObjectNode members(SecretPlace place, ObjectNode object) {
        ObjectNode copy = Json.object();
        boolean secrets = object.propertyStream().anyMatch(entry -> secret(entry.getKey(), entry.getValue()));
        object.properties().forEach(entry -> {
            SecretPlace inner = place.member(entry.getKey());
            if (entry.getKey().equals(CredentialSlot.MARK)) {
                found.within(inner);
                return;
            }
            boolean secret = secret(entry.getKey(), entry.getValue()) || (secrets && companion(entry));
            Optional<JsonNode> cleaned = secret
                    ? instead(inner, entry.getKey(), entry.getValue())
                    : removed(inner, entry.getKey(), entry.getValue());
            cleaned.filter(value -> !value.isObject()
                            || !value.isEmpty()
                            || (!secret && entry.getValue().isEmpty()))
                    .ifPresent(value -> copy.set(entry.getKey(), value));
        });
        return copy;
    }

    private static boolean companion(Map.Entry<String, JsonNode> entry) {
        return COMPANIONS.contains(entry.getKey().toLowerCase(Locale.ROOT))
                && entry.getValue().isTextual();
    }

    /** Of an object or a list that is called like a secret each text and number is one. */
    private Optional<JsonNode> instead(SecretPlace place, String name, JsonNode value) {
        return switch (value) {
            case ObjectNode object
            when !object.has(CredentialSlot.MARK) -> {
                ObjectNode copy = Json.object();
                object.properties()
                        .forEach(entry -> instead(
                                        place.member(entry.getKey()), name + "-" + entry.getKey(), entry.getValue())
                                .ifPresent(slot -> copy.set(entry.getKey(), slot)));
                yield Optional.<JsonNode>of(copy).filter(slots -> !slots.isEmpty());
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                for (int i = 0; i < array.size(); i++) {
                    instead(place.item(i), name, array.get(i)).ifPresent(copy::add);
                }
                yield Optional.<JsonNode>of(copy).filter(slots -> !slots.isEmpty());
            }
            default -> found.at(place, name, value);
        };
    }

    /**
     * A number or a switch that only is called like a secret is none; under the reserved names nothing stays. What
     * looks like a slot already is none of a vendor's.
     */
    private static boolean secret(String name, JsonNode value) {
        if (SecretNames.reserved(name) || value.has(CredentialSlot.MARK)) {
            return true;
        }
        return value.isTextual()
                ? SecretNames.secret(name, value.asText()) && !SecretPatterns.standIn(value.asText())
                : value.isContainerNode() && !value.isEmpty() && SecretNames.secret(name);
    }

    private Optional<JsonNode> text(SecretPlace place, String name, String text) {
        String inner = text.strip();
        Optional<JsonNode> inside =
                inner.startsWith("{") || inner.startsWith("[") ? Json.parse(inner) : Optional.empty();
        if (inside.isPresent()) {
            BoundedParser.check(inside.get());
            JsonNode cleaned = removed(place.text(), "", inside.get()).orElseThrow();
            return Optional.of(
                    Json.text(Json.same(inside.get(), cleaned) ? text : Json.write(SlotTree.written(cleaned))));
        }
        String bare = SecretPatterns.withoutUserInfo(text);
        // What only wants to be JSON (a comma too many, a name twice) cannot be opened, but may be read by somebody
        // else.
        String cleaned = inner.startsWith("{") || inner.startsWith("[")
                ? SecretPatterns.maskedWithNames(bare)
                : SecretPatterns.masked(bare);
        if (cleaned.equals(text)) {
            return Optional.of(Json.text(text));
        }
        if (cleaned.strip().equals(SecretText.MASK)) {
            return Optional.of(found.at(place, name, Json.text(text)).orElseGet(() -> Json.text(cleaned)));
        }
        found.within(place);
        return Optional.of(Json.text(cleaned));
    }
}
