package io.voxgate.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names under which a secret stands, in any case and with any separator: nothing named so may stand in an agent. */
public final class SecretNames {
    private static final Set<String> NAMES = Set.of(
            "apikey", "secretkey", "secretid", "token", "subscriptionkey", "password", "authorization", "usersig");

    private SecretNames() {}

    /** Whether a value of this name is a secret. */
    public static boolean contains(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }

    /** Takes every field named so out of a tree, at any depth; their dotted paths. */
    static List<String> strip(ObjectNode tree) {
        List<String> found = new ArrayList<>();
        strip("", tree, found);
        return found;
    }

    private static void strip(String prefix, JsonNode node, List<String> found) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.properties().stream().map(e -> e.getKey()).toList())) {
                if (contains(name)) {
                    object.remove(name);
                    found.add(prefix + name);
                } else {
                    strip(prefix + name + ".", object.get(name), found);
                }
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                strip(prefix + i + ".", node.get(i), found);
            }
        }
    }
}
