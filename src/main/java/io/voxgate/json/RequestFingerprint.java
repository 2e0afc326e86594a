package io.voxgate.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/**
 * Tells whether two request bodies mean the same: the order of members, white space and the spelling of numbers make no
 * difference.
 */
public final class RequestFingerprint {
    private RequestFingerprint() {}

    /** SHA-256 of the body's one canonical spelling. */
    public static byte[] of(JsonNode body) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(Json.write(canonical(body)).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static JsonNode canonical(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                TreeMap<String, JsonNode> sorted = new TreeMap<>();
                object.properties().forEach(entry -> sorted.put(entry.getKey(), canonical(entry.getValue())));
                ObjectNode copy = Json.object();
                sorted.forEach(copy::set);
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.array();
                array.forEach(item -> copy.add(canonical(item)));
                yield copy;
            }
            default -> node.isNumber() ? Json.text(number(node)) : Json.array().add(node);
        };
    }

    private static String number(JsonNode node) {
        return node.decimalValue().stripTrailingZeros().toString();
    }
}
