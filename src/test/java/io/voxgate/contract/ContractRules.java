package io.voxgate.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What has to be said of every value of a contract: what it is, and how large, how long or how many it may be, so that
 * whoever draws a form, writes a column or reserves a buffer need not guess.
 */
final class ContractRules {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final List<String> TEXT_BOUNDS = List.of("enum", "maxLength", "format");

    private final JsonNode contract;
    private final List<String> faults = new ArrayList<>();

    private ContractRules(JsonNode contract) {
        this.contract = contract;
    }

    static List<String> faults(JsonNode contract) {
        ContractRules rules = new ContractRules(contract);
        contract.at("/components/schemas").properties().forEach(schema -> {
            rules.described(schema.getKey(), schema.getValue());
            rules.schema(schema.getKey(), schema.getValue());
        });
        contract.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(Map.Entry::getValue)
                        .forEach(rules::parameters));
        return rules.faults;
    }

    private void parameters(JsonNode operation) {
        operation.path("parameters").forEach(parameter -> {
            String name = operation.get("operationId").asText() + "("
                    + parameter.get("name").asText() + ")";
            described(name, parameter);
            bounds(name, parameter.get("schema"));
        });
    }

    private void schema(String name, JsonNode schema) {
        bounds(name, schema);
        schema.path("properties").properties().forEach(property -> {
            String inner = name + "." + property.getKey();
            described(inner, property.getValue());
            schema(inner, property.getValue());
        });
        if (schema.path("items").isObject()) {
            schema(name + "[]", schema.get("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            schema(name + "{}", schema.get("additionalProperties"));
        }
        Stream.of("allOf", "anyOf", "oneOf")
                .forEach(kind -> schema.path(kind).forEach(part -> schema(name + "|" + kind, part)));
    }

    /** By itself, or as what it refers to. */
    private void described(String name, JsonNode node) {
        if (node.path("description").asText().isBlank()
                && resolved(node).path("description").asText().isBlank()) {
            faults.add(name + " has no description");
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? contract.at(node.get("$ref").asText().substring(1)) : node;
    }

    private void bounds(String name, JsonNode schema) {
        if (schema.has("$ref") || schema.has("allOf")) {
            return;
        }
        switch (schema.path("type").asText()) {
            case "integer", "number" ->
                Stream.of("minimum", "maximum", "x-unit")
                        .filter(keyword -> !schema.has(keyword))
                        .forEach(keyword -> faults.add(name + " is a number without " + keyword));
            case "string" -> {
                if (TEXT_BOUNDS.stream().noneMatch(schema::has)) {
                    faults.add(name + " is a text without a longest length");
                }
            }
            case "array" -> {
                if (!schema.has("maxItems")) {
                    faults.add(name + " is a list without a largest size");
                }
            }
            default -> {}
        }
    }
}
