package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One call to a vendor before it has an account: the operation and its parameters, JSON-in-string fields still open,
 * secrets still {@link Placeholder}s. {@code body} is not changed after construction.
 *
 * @param operation the vendor's own name, for example {@code StartAIConversation}
 * @param body the parameters as the vendor names them
 * @param jsonText fields, dotted, that travel as a string holding JSON
 */
public record VendorCall(String operation, ObjectNode body, Set<String> jsonText) {

    public VendorCall {
        jsonText = Set.copyOf(jsonText);
    }

    public VendorCall(String operation, ObjectNode body) {
        this(operation, body, Set.of());
    }

    /**
     * The parameters with every slot filled and the JSON-in-string fields closed: exactly what is sent. A slot filled
     * with nothing is left out.
     */
    public ObjectNode fill(Function<Placeholder, Optional<JsonNode>> filler) {
        ObjectNode filled = open(filler, inner -> Json.text(Json.write(inner)));
        for (String name : jsonText) {
            Json.at(filled, name)
                    .filter(inner -> !inner.isTextual())
                    .ifPresent(inner -> Json.put(filled, name, Json.text(Json.write(inner))));
        }
        return filled;
    }

    /**
     * The parameters for people: JSON-in-string fields open, secrets masked, what a connection gives shown only when
     * its settings are given.
     */
    public ObjectNode display(Optional<VendorAccount> account) {
        return open(
                placeholder -> switch (placeholder) {
                    case Placeholder.Secret _ -> Optional.of(Json.text(SecretText.MASK));
                    case Placeholder.UserSigPlaceholder _ -> account.map(_ -> Json.text(SecretText.MASK));
                    case Placeholder.SettingPlaceholder setting -> account.flatMap(a -> a.setting(setting));
                },
                inner -> inner);
    }

    /** Every slot of the call, in order. */
    public Set<Placeholder> slots() {
        Set<Placeholder> found = new LinkedHashSet<>();
        open(
                placeholder -> {
                    found.add(placeholder);
                    return Optional.empty();
                },
                inner -> inner);
        return found;
    }

    private ObjectNode open(Function<Placeholder, Optional<JsonNode>> filler, UnaryOperator<JsonNode> text) {
        return (ObjectNode) copy(body, filler, text).orElseThrow();
    }

    /** @param text what is made of the tree in a {@link JsonText} */
    private static Optional<JsonNode> copy(
            JsonNode node, Function<Placeholder, Optional<JsonNode>> filler, UnaryOperator<JsonNode> text) {
        Optional<Placeholder> placeholder = Placeholder.in(node);
        if (placeholder.isPresent()) {
            return filler.apply(placeholder.get());
        }
        Optional<JsonText> inText = JsonText.in(node);
        if (inText.isPresent()) {
            return copy(inText.get().tree(), filler, text).map(text);
        }
        return Optional.of(
                switch (node) {
                    case ObjectNode object -> {
                        ObjectNode copy = Json.object();
                        object.properties()
                                .forEach(e -> copy(e.getValue(), filler, text)
                                        .ifPresent(value -> copy.set(e.getKey(), value)));
                        yield copy;
                    }
                    case ArrayNode array -> {
                        ArrayNode copy = Json.array();
                        array.forEach(item -> copy(item, filler, text).ifPresent(copy::add));
                        yield copy;
                    }
                    default -> node;
                });
    }
}
