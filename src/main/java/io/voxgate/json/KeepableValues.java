package io.voxgate.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import io.voxgate.model.FaultCollector;
import io.voxgate.model.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Finds what JSON can spell but neither the database nor a vendor can keep: the character U+0000, half a surrogate
 * pair.
 */
public final class KeepableValues {
    private final FaultCollector faults = new FaultCollector();

    private KeepableValues() {}

    public static List<Fault> faults(JsonNode tree) {
        KeepableValues search = new KeepableValues();
        search.visit(TreePath.ROOT, tree);
        return search.faults.list();
    }

    private void visit(TreePath path, JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> entry : object.properties()) {
                    TreePath inner = path.member(entry.getKey());
                    if (!faults.full() && text(inner, entry.getKey(), "A member's name")) {
                        visit(inner, entry.getValue());
                    }
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size() && !faults.full(); i++) {
                    visit(path.item(i), array.get(i));
                }
            }
            case JsonNode text when text.isTextual() -> text(path, text.asText(), "A text");
            default -> {}
        }
    }

    private boolean text(TreePath path, String text, String what) {
        boolean whole =
                text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!whole) {
            faults.add(
                    path,
                    "WRONG_FORM",
                    what + " must be Unicode, without the character U+0000 and without half a surrogate pair.");
        }
        return whole;
    }
}
