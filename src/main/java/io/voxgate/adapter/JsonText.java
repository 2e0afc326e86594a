package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.Optional;

/**
 * A text of a vendor's request that holds JSON with {@link Placeholder}s in it: it becomes a text again when they are
 * filled, and stands open in what people are shown.
 *
 * @param tree what the text holds
 */
public record JsonText(JsonNode tree) {

    /** This text as a node of a request tree. */
    public JsonNode node() {
        return new POJONode(this);
    }

    /** The open text that a node is, if it is one. */
    public static Optional<JsonText> in(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof JsonText text
                ? Optional.of(text)
                : Optional.empty();
    }
}
