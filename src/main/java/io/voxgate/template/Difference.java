package io.voxgate.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.json.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One place where two revisions differ.
 *
 * @param path JSON Pointer into the template
 */
@Schema(name = "Difference", description = "One place where two revisions differ.")
public record Difference(
        @Schema(description = "JSON Pointer into the template.", examples = "/agent/vad/silenceMs")
        String path,

        FieldChange change,
        @Nullable @Schema(implementation = Object.class) JsonNode before,
        @Nullable @Schema(implementation = Object.class) JsonNode after) {
    @Schema(name = "DifferenceKind")
    public enum FieldChange {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED,
        @JsonProperty("changed")
        CHANGED
    }

    /** Every difference, setting by setting: objects are compared member by member, lists as a whole. */
    public static List<Difference> between(Template before, Template after) {
        return between(before.tree(), after.tree());
    }

    /** The same of any two objects; pointers into them. */
    public static List<Difference> between(ObjectNode before, ObjectNode after) {
        List<Difference> found = new ArrayList<>();
        compare("", before, after, found);
        return found;
    }

    private static void compare(String pointer, ObjectNode before, ObjectNode after, List<Difference> found) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.forEach(
                name -> member(pointer + "/" + StrictJson.escaped(name), before.get(name), after.get(name), found));
    }

    /** What is only on one side is listed setting by setting too; an object without members is a setting of its own. */
    private static void member(
            String pointer, @Nullable JsonNode before, @Nullable JsonNode after, List<Difference> found) {
        if (before instanceof ObjectNode b && after instanceof ObjectNode a) {
            compare(pointer, b, a, found);
        } else if (before == null && after instanceof ObjectNode a && !a.isEmpty()) {
            compare(pointer, Json.object(), a, found);
        } else if (after == null && before instanceof ObjectNode b && !b.isEmpty()) {
            compare(pointer, b, Json.object(), found);
        } else if (before == null) {
            found.add(new Difference(pointer, FieldChange.ADDED, null, after));
        } else if (after == null) {
            found.add(new Difference(pointer, FieldChange.REMOVED, before, null));
        } else if (!Json.same(before, after)) {
            found.add(new Difference(pointer, FieldChange.CHANGED, before, after));
        }
    }
}
