package io.voxgate.json;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396) on objects: null takes a member away, objects are merged, anything else replaces. */
public final class MergePatch {
    private MergePatch() {}

    /** A new tree; neither argument is changed. */
    public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        ObjectNode merged = target.deepCopy();
        patch.properties().forEach(entry -> {
            String name = entry.getKey();
            switch (entry.getValue()) {
                case ObjectNode inner ->
                    merged.set(
                            name,
                            apply(merged.get(name) instanceof ObjectNode before ? before : merged.objectNode(), inner));
                case NullNode _ -> merged.remove(name);
                default -> merged.set(name, entry.getValue().deepCopy());
            }
        });
        return merged;
    }
}
