package io.voxgate.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.json.StrictJson;
import io.voxgate.testkit.Call;
import io.voxgate.testkit.Operations.Operation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A body that is right, made wrong in one place at a time, as its schema says what is wrong. */
final class BodyCases {
    private static final String HOLE = "\"hole-for-a-value\"";
    private static final Map<String, String> OF_TYPE = Map.of(
            "string", "\"text\"", "integer", "7", "number", "7.5", "boolean", "true", "array", "[]", "object", "{}");
    private static final List<String> UNKNOWN = List.of(
            "noSuchMember", "~", "a/b", "~1", "", " ", "\\u0000", "\\\"", "é", "__proto__", "$ref", "x".repeat(200));

    private final Schemas schemas;
    private final Operation operation;
    private final Call call;
    private final ObjectNode body;
    private final List<FuzzCase> cases = new ArrayList<>();

    /** @param call with the right body */
    BodyCases(Schemas schemas, Operation operation, Call call, ObjectNode body) {
        this.schemas = schemas;
        this.operation = operation;
        this.call = call;
        this.body = body;
    }

    List<FuzzCase> all() {
        walk("", body, operation.bodySchema().orElseThrow(), false);
        return cases;
    }

    private void walk(String pointer, JsonNode value, JsonNode schemaNode, boolean outerPatch) {
        ObjectNode schema = schemas.of(schemaNode, value);
        boolean patch = outerPatch || schema.path("x-patch").asBoolean();
        if (!pointer.isEmpty()) {
            types(pointer, schema, patch);
        }
        switch (value) {
            case ObjectNode object -> object(pointer, object, schema, patch);
            case ArrayNode array -> array(pointer, array, schema, patch);
            case JsonNode text when text.isTextual() -> text(pointer, schema);
            case JsonNode number when number.isNumber() -> number(pointer, schema);
            default -> {}
        }
    }

    private void types(String pointer, ObjectNode schema, boolean patch) {
        String type = schema.path("type").asText(schema.has("oneOf") ? "object" : "");
        if (type.isEmpty()) {
            OF_TYPE.values().forEach(other -> harmless("another type of value", pointer, other));
            return;
        }
        OF_TYPE.forEach((name, other) -> {
            boolean number = name.equals("integer") && type.equals("number");
            if (!name.equals(type) && !number) {
                refused(name + " for " + type, pointer, other);
            }
        });
        if (patch || schema.path("nullable").asBoolean()) {
            harmless("null", pointer, "null");
        } else {
            refused("null for " + type, pointer, "null");
        }
        refusedAnywhere("a nest of 60 lists", pointer, "[".repeat(60) + "]".repeat(60));
    }

    private void object(String pointer, ObjectNode object, ObjectNode schema, boolean patch) {
        schema.path("required").forEach(name -> {
            if (object.has(name.asText()) && !patch) {
                without(pointer, name.asText());
            }
        });
        if (Schemas.closed(schema)) {
            UNKNOWN.forEach(name -> with("an unknown member <" + name + ">", pointer, object, name, "1"));
        }
        if (Schemas.map(schema)) {
            map(pointer, object, schema);
        }
        object.properties().forEach(member -> {
            JsonNode inner = schema.path("properties").path(member.getKey());
            if (inner.isMissingNode() && Schemas.map(schema)) {
                inner = schema.get("additionalProperties");
            }
            if (!inner.isMissingNode()) {
                // A map that may be null is one of changes: null takes a value away.
                boolean change = Schemas.map(schema) && schema.path("nullable").asBoolean();
                walk(pointer + "/" + StrictJson.escaped(member.getKey()), member.getValue(), inner, patch || change);
            }
        });
    }

    private void map(String pointer, ObjectNode object, ObjectNode schema) {
        JsonNode sample = object.isEmpty() ? Json.text("x") : object.iterator().next();
        if (schema.has("maxProperties")) {
            ObjectNode full = object.deepCopy();
            for (int i = 0; full.size() <= schema.get("maxProperties").asInt(); i++) {
                full.set("member" + i, sample);
            }
            refused("one member too many", pointer, full.toString());
        }
        if (schema.path("minProperties").asInt() > 0) {
            refused("too few members", pointer, "{}");
        }
        UNKNOWN.forEach(name -> cases.add(FuzzCase.harmless(
                operation,
                "a key <" + name + "> at " + pointer,
                call(inserted(pointer, object, name, sample.toString())))));
    }

    private void array(String pointer, ArrayNode array, ObjectNode schema, boolean patch) {
        JsonNode sample = array.isEmpty() ? Json.text("x") : array.get(0);
        if (schema.path("minItems").asInt() > 0) {
            refused("too few items", pointer, "[]");
        }
        if (schema.has("maxItems")) {
            ArrayNode full = Json.array();
            while (full.size() <= schema.get("maxItems").asInt()) {
                full.add(sample);
            }
            refused("one item too many", pointer, full.toString());
        }
        if (schema.has("items")) {
            for (int i = 0; i < array.size(); i++) {
                walk(pointer + "/" + i, array.get(i), schema.get("items"), patch);
            }
        }
    }

    private void text(String pointer, ObjectNode schema) {
        if (schema.has("enum")) {
            refused("an unknown word", pointer, "\"noSuchWord\"");
            schema.get("enum")
                    .forEach(word -> refused(
                            "a word in other letters",
                            pointer,
                            "\"" + word.asText().toUpperCase(Locale.ROOT) + "_\""));
            schema.get("enum").forEach(word -> harmless("another word", pointer, word.toString()));
            refused("an empty word", pointer, "\"\"");
            return;
        }
        if (schema.path("minLength").asInt() > 0) {
            refused(
                    "too short",
                    pointer,
                    "\"" + "x".repeat(schema.get("minLength").asInt() - 1) + "\"");
        }
        if (schema.has("maxLength") && schema.get("maxLength").asInt() < 100_000) {
            refused(
                    "one character too long",
                    pointer,
                    "\"" + "x".repeat(schema.get("maxLength").asInt() + 1) + "\"");
            within(
                    "as long as it may be",
                    pointer,
                    "\"" + "x".repeat(schema.get("maxLength").asInt()) + "\"",
                    "WRONG_SIZE");
        }
        if (schema.has("pattern")) {
            Pattern pattern = Pattern.compile(schema.get("pattern").asText());
            List.of("", " ", "ÄÖ", "a b", "-", "UPPER", "+0", "a\tb").stream()
                    .filter(text -> !pattern.matcher(text).find())
                    .forEach(text -> refused(
                            "another form <" + text + ">",
                            pointer,
                            Json.text(text).toString()));
        }
        HostileValues.TEXTS.forEach(text -> harmless(
                "hostile text <" + (text.length() > 60 ? text.length() + " characters" : text) + ">",
                pointer,
                "\"" + text + "\""));
    }

    private void number(String pointer, ObjectNode schema) {
        BigDecimal step = schema.path("type").asText().equals("integer") ? BigDecimal.ONE : new BigDecimal("0.001");
        if (schema.has("minimum")) {
            refused(
                    "below the least",
                    pointer,
                    schema.get("minimum").decimalValue().subtract(step).toPlainString());
            within("the least", pointer, schema.get("minimum").asText(), "OUT_OF_RANGE", "WRONG_TYPE");
        }
        if (schema.has("maximum")) {
            refused(
                    "above the most",
                    pointer,
                    schema.get("maximum").decimalValue().add(step).toPlainString());
            within("the most", pointer, schema.get("maximum").asText(), "OUT_OF_RANGE", "WRONG_TYPE");
        }
        if (step.equals(BigDecimal.ONE)) {
            refused("a fraction", pointer, "1.5");
        }
        HostileValues.NUMBERS.forEach(number -> harmless(
                "the number " + (number.length() > 40 ? "of " + number.length() + " characters" : number),
                pointer,
                number));
    }

    private void refused(String what, String pointer, String json) {
        cases.add(FuzzCase.refused(operation, what + " at " + pointer, call(replaced(pointer, json)), pointer));
    }

    /** Refused, and nobody can say where: it was not read so far. */
    private void refusedAnywhere(String what, String pointer, String json) {
        cases.add(FuzzCase.status(operation, what + " at " + pointer, call(replaced(pointer, json)), 400, 422));
    }

    private void harmless(String what, String pointer, String json) {
        cases.add(FuzzCase.harmless(operation, what + " at " + pointer, call(replaced(pointer, json))));
    }

    private void within(String what, String pointer, String json, String... codes) {
        cases.add(FuzzCase.harmless(operation, what + " at " + pointer, call(replaced(pointer, json)))
                .within(pointer, codes));
    }

    private void without(String pointer, String name) {
        ObjectNode copy = body.deepCopy();
        ((ObjectNode) copy.at(pointer)).remove(name);
        cases.add(FuzzCase.refused(
                operation,
                "no " + pointer + "/" + name,
                call(copy.toString()),
                pointer + "/" + StrictJson.escaped(name)));
    }

    private void with(String what, String pointer, ObjectNode object, String name, String json) {
        cases.add(FuzzCase.refused(
                operation,
                what + " at " + pointer,
                call(inserted(pointer, object, name, json)),
                pointer + "/" + StrictJson.escaped(name.equals("\\u0000") ? "\0" : name.equals("\\\"") ? "\"" : name)));
    }

    private String inserted(String pointer, ObjectNode object, String name, String json) {
        String whole = object.toString();
        String more = (object.isEmpty() ? "{" : whole.substring(0, whole.length() - 1) + ",") + "\"" + name + "\":"
                + json + "}";
        return pointer.isEmpty() ? more : replaced(pointer, more);
    }

    private String replaced(String pointer, String json) {
        ObjectNode copy = body.deepCopy();
        int slash = pointer.lastIndexOf('/');
        String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        JsonNode hole = Json.text("hole-for-a-value");
        switch (copy.at(pointer.substring(0, slash))) {
            case ObjectNode object -> object.set(name, hole);
            case ArrayNode array -> array.set(Integer.parseInt(name), hole);
            default -> throw new IllegalStateException(pointer);
        }
        return copy.toString().replace(HOLE, json);
    }

    private Call call(String json) {
        return call.json(json).header("Content-Type", operation.mediaTypes().getFirst());
    }
}
