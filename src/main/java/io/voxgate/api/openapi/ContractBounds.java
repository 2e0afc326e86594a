package io.voxgate.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * What {@code contract-defaults.yaml} says of schemas: by exact names, and by names with * where nothing is said yet.
 */
final class ContractBounds {
    private static final char ANY = '*';

    private final Map<String, JsonNode> exact = new LinkedHashMap<>();
    private final Map<String, JsonNode> patterns = new LinkedHashMap<>();
    private final JsonNode shared;
    private final Set<String> unused = new HashSet<>();

    ContractBounds(ContractDefaults defaults) {
        defaults.section("schemas")
                .properties()
                .forEach(entry ->
                        (entry.getKey().indexOf(ANY) < 0 ? exact : patterns).put(entry.getKey(), entry.getValue()));
        shared = defaults.section("shared");
        unused.addAll(exact.keySet());
        unused.addAll(patterns.keySet());
    }

    void complete(Components components) {
        new TreeMap<>(components.getSchemas()).forEach(this::schema);
        if (!unused.isEmpty()) {
            throw ContractDefaults.wrong("schemas has what nothing is called, or what is said already: " + unused);
        }
        shared.properties().forEach(entry -> share(components, entry.getKey(), entry.getValue()));
    }

    private void schema(String name, Schema schema) {
        if (schema.getRef() != null) {
            return;
        }
        if (exact.containsKey(name)) {
            unused.remove(name);
            Objects.requireNonNull(exact.get(name), name).properties().forEach(said -> once(name, schema, said));
        }
        patterns.forEach((pattern, entry) -> {
            if (fits(pattern, name)) {
                entry.properties().forEach(said -> where(pattern, schema, said));
            }
        });
        if (schema.getProperties() != null) {
            Map.copyOf(schema.getProperties()).forEach((property, inner) -> schema(name + "." + property, inner));
        }
        if (schema.getItems() != null) {
            schema(name + "[]", schema.getItems());
        }
        Schema values = schema.getAdditionalPropertiesSchema();
        if (values != null && values.getBooleanSchema() == null) {
            schema(name + "{}", values);
        }
    }

    private static void once(String name, Schema schema, Map.Entry<String, JsonNode> said) {
        ContractKeyword keyword = ContractKeyword.of(said.getKey());
        if (!keyword.fits(schema) || keyword.said(schema)) {
            throw ContractDefaults.wrong(said.getKey() + " of " + name + " is said by the code, or fits no such value");
        }
        keyword.say(schema, said.getValue());
    }

    private void where(String pattern, Schema schema, Map.Entry<String, JsonNode> said) {
        ContractKeyword keyword = ContractKeyword.of(said.getKey());
        if (keyword.fits(schema) && !keyword.said(schema)) {
            unused.remove(pattern);
            keyword.say(schema, said.getValue());
        }
    }

    /** Lists of the same kind are one schema. */
    private static void share(Components components, String name, JsonNode places) {
        for (JsonNode place : places) {
            int dot = place.asText().indexOf('.');
            Schema owner = Objects.requireNonNull(
                    components.getSchemas().get(place.asText().substring(0, dot)), place.asText());
            String property = place.asText().substring(dot + 1);
            Schema here = Objects.requireNonNull(owner.getProperties().get(property), place.asText());
            Schema first = components.getSchemas().get(name);
            if (first == null) {
                components.addSchema(name, here);
            } else if (!first.getAll().equals(here.getAll())) {
                throw ContractDefaults.wrong(place.asText() + " is not what the others of " + name + " are");
            }
            owner.addProperty(property, OASFactory.createSchema().ref("#/components/schemas/" + name));
        }
    }

    /** With * for any characters. */
    static boolean fits(String pattern, String name) {
        int star = pattern.indexOf(ANY);
        if (star < 0) {
            return pattern.equals(name);
        }
        if (!name.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int at = star; at <= name.length(); at++) {
            if (fits(rest, name.substring(at))) {
                return true;
            }
        }
        return false;
    }
}
