package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.CredentialSlot;
import io.voxgate.model.CredentialSlots;
import io.voxgate.model.SecretText;
import io.voxgate.model.TreePath;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Free-form values of an agent with their credential slots as {@link Placeholder}s, and back. */
public final class SlotTree {
    private SlotTree() {}

    /**
     * A copy in which each slot is the placeholder of a secret, also in texts that hold JSON.
     *
     * @param pointer where the value stands in the agent, for errors
     */
    public static JsonNode opened(JsonNode value, String pointer) {
        return opened(value, pointer, (at, name) -> at + "/" + TreePath.escaped(name));
    }

    private static JsonNode opened(JsonNode value, String pointer, BiFunction<String, String, String> below) {
        return switch (value) {
            case ObjectNode object ->
                slot(object).map(slot -> secret(slot, pointer)).orElseGet(() -> {
                    ObjectNode copy = Json.object();
                    object.properties()
                            .forEach(entry -> copy.set(
                                    entry.getKey(),
                                    opened(entry.getValue(), below.apply(pointer, entry.getKey()), below)));
                    return copy;
                });
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                for (int i = 0; i < array.size(); i++) {
                    copy.add(opened(array.get(i), below.apply(pointer, Integer.toString(i)), below));
                }
                yield copy;
            }
            case JsonNode text
            when text.isTextual() && CredentialSlot.mayBeIn(text.asText()) ->
                Json.parse(text.asText().strip())
                        .map(inner -> opened(inner, pointer, (at, _) -> at))
                        .filter(SlotTree::slotted)
                        .map(tree -> new JsonText(tree).node())
                        .orElse(text);
            default -> value;
        };
    }

    private static JsonNode secret(CredentialSlot slot, String pointer) {
        return new Placeholder.Secret(slot.credential(), slot.field(), pointer, false, true).node();
    }

    private static Optional<CredentialSlot> slot(ObjectNode object) {
        return object.has(CredentialSlot.MARK)
                ? CredentialSlot.of(object.propertyStream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().isTextual()
                                        ? entry.getValue().asText()
                                        : entry.getValue())))
                : Optional.empty();
    }

    /** Whether a tree holds a placeholder. */
    static boolean slotted(JsonNode tree) {
        return tree.isPojo() || tree.valueStream().anyMatch(SlotTree::slotted);
    }

    /** A copy for reports: asterisks in place of each placeholder, texts that hold some open. */
    static JsonNode masked(JsonNode tree) {
        return replaced(tree, _ -> Json.text(SecretText.MASK), inner -> inner);
    }

    /** The copy that an agent holds: slots again, and the texts that hold some closed. */
    static JsonNode written(JsonNode tree) {
        return replaced(
                tree,
                placeholder -> placeholder instanceof Placeholder.Secret secret
                        ? Json.tree(CredentialSlots.tree(new CredentialSlot(secret.ref(), secret.field())))
                        : Json.text(SecretText.MASK),
                inner -> Json.text(Json.write(inner)));
    }

    private interface Spelling<T> {
        JsonNode of(T what);
    }

    private static JsonNode replaced(JsonNode tree, Spelling<Placeholder> slot, Spelling<JsonNode> text) {
        Optional<Placeholder> placeholder = Placeholder.in(tree);
        if (placeholder.isPresent()) {
            return slot.of(placeholder.get());
        }
        Optional<JsonText> inText = JsonText.in(tree);
        if (inText.isPresent()) {
            return text.of(replaced(inText.get().tree(), slot, text));
        }
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.properties().forEach(entry -> copy.set(entry.getKey(), replaced(entry.getValue(), slot, text)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                array.forEach(item -> copy.add(replaced(item, slot, text)));
                yield copy;
            }
            default -> tree;
        };
    }
}
