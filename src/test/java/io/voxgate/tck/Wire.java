package io.voxgate.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request as it would be sent, with its JSON-in-strings open and every slot filled with something that tells which
 * slot it was.
 */
final class Wire {
    private Wire() {}

    static ObjectNode open(Translation translation) {
        return new VendorCall(translation.call().operation(), translation.call().body()).fill(Wire::fill);
    }

    /** The dotted paths at which two requests differ. */
    static Set<String> changed(ObjectNode before, ObjectNode after) {
        Map<String, JsonNode> left = Json.leaves(before);
        Map<String, JsonNode> right = Json.leaves(after);
        Set<String> paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        paths.removeIf(path ->
                left.containsKey(path) && right.containsKey(path) && Json.same(left.get(path), right.get(path)));
        return paths;
    }

    static boolean covers(String path, String changed) {
        return changed.equals(path) || changed.startsWith(path + ".");
    }

    private static Optional<JsonNode> fill(Placeholder placeholder) {
        return placeholder instanceof Placeholder.Secret secret && secret.numeric()
                ? Optional.of(
                        Json.number(1300000000L + Math.floorMod(secret.ref().hashCode(), 1000)))
                : TestAccount.fill(placeholder);
    }
}
