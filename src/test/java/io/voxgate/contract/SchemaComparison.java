package io.voxgate.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two schemas of the same place in two contracts. */
final class SchemaComparison {
    private static final List<String> LEAST = List.of("minimum", "minLength", "minItems", "minProperties");
    private static final List<String> MOST = List.of("maximum", "maxLength", "maxItems", "maxProperties");

    private final JsonNode before;
    private final JsonNode after;
    private final boolean sent;
    private final List<String> breaches;
    private final Set<String> seen = new HashSet<>();

    /** @param sent whether callers send it; otherwise they read it */
    SchemaComparison(JsonNode before, JsonNode after, boolean sent, List<String> breaches) {
        this.before = before;
        this.after = after;
        this.sent = sent;
        this.breaches = breaches;
    }

    void compare(String place, JsonNode oldSchema, JsonNode newSchema) {
        if (oldSchema.has("$ref") && !seen.add(oldSchema.get("$ref").asText())) {
            return;
        }
        ObjectNode old = whole(before, oldSchema);
        ObjectNode now = whole(after, newSchema);
        if (!old.path("type").equals(now.path("type"))) {
            breaches.add(place + " has another type");
            return;
        }
        words(place, old, now);
        members(place, old, now);
        if (sent) {
            bounds(place, old, now);
        } else if (now.path("nullable").asBoolean() && !old.path("nullable").asBoolean()) {
            breaches.add(place + " may be null now");
        }
        if (old.has("items")) {
            compare(place + "[]", old.get("items"), now.path("items"));
        }
        if (old.path("additionalProperties").isObject()) {
            compare(place + "{}", old.get("additionalProperties"), now.path("additionalProperties"));
        }
        variants(place, old, now);
    }

    /** With its reference followed, and a single part of {@code allOf} taken in. */
    private static ObjectNode whole(JsonNode contract, JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        if (schema.has("$ref")) {
            return whole(contract, contract.at(schema.get("$ref").asText().substring(1)));
        }
        schema.path("allOf").forEach(part -> whole.setAll(whole(contract, part)));
        schema.properties().stream()
                .filter(member -> !member.getKey().equals("allOf"))
                .forEach(member -> whole.set(member.getKey(), member.getValue()));
        return whole;
    }

    /** A word that callers send may not go; one that they read may come. */
    private void words(String place, JsonNode old, JsonNode now) {
        Set<String> were = ContractComparison.words(old.path("enum"));
        Set<String> are = ContractComparison.words(now.path("enum"));
        if (sent && !are.isEmpty()) {
            if (were.isEmpty()) {
                breaches.add(place + " takes only some words now");
            }
            were.stream()
                    .filter(word -> !are.contains(word))
                    .forEach(word -> breaches.add(place + " does not take " + word + " any more"));
        }
    }

    private void members(String place, JsonNode old, JsonNode now) {
        Set<String> needed = ContractComparison.words(old.path("required"));
        Set<String> neededNow = ContractComparison.words(now.path("required"));
        if (sent) {
            neededNow.stream()
                    .filter(name -> !needed.contains(name))
                    .forEach(name -> breaches.add(place + "." + name + " is needed now"));
        } else {
            needed.stream()
                    .filter(name ->
                            !neededNow.contains(name) && now.path("properties").has(name))
                    .forEach(name -> breaches.add(place + "." + name + " may be absent now"));
        }
        old.path("properties").properties().forEach(property -> {
            JsonNode same = now.path("properties").path(property.getKey());
            if (same.isMissingNode()) {
                breaches.add(place + "." + property.getKey() + " is gone");
            } else {
                compare(place + "." + property.getKey(), property.getValue(), same);
            }
        });
    }

    private void bounds(String place, JsonNode old, JsonNode now) {
        LEAST.stream()
                .filter(now::has)
                .filter(keyword -> !old.has(keyword) || number(now, keyword).compareTo(number(old, keyword)) > 0)
                .forEach(keyword -> breaches.add(place + " has a larger " + keyword));
        MOST.stream()
                .filter(now::has)
                .filter(keyword -> !old.has(keyword) || number(now, keyword).compareTo(number(old, keyword)) < 0)
                .forEach(keyword -> breaches.add(place + " has a smaller " + keyword));
        if (now.has("pattern") && !now.get("pattern").equals(old.path("pattern"))) {
            breaches.add(place + " has another pattern");
        }
    }

    private static BigDecimal number(JsonNode schema, String keyword) {
        return schema.get(keyword).decimalValue();
    }

    /** Variants by their discriminator: none may go, and what is left is compared. */
    private void variants(String place, JsonNode old, JsonNode now) {
        old.at("/discriminator/mapping").properties().forEach(variant -> {
            JsonNode same = now.at("/discriminator/mapping").path(variant.getKey());
            if (same.isMissingNode()) {
                breaches.add(place + " knows no " + variant.getKey() + " any more");
            } else {
                compare(
                        place + "(" + variant.getKey() + ")",
                        before.at(variant.getValue().asText().substring(1)),
                        after.at(same.asText().substring(1)));
            }
        });
    }
}
