package io.voxgate.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.drift.FieldDescription.FieldPresence;
import io.voxgate.drift.FieldType.JsonKind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the fields of one operation's requests were seen to hold, over many of them. */
final class Observations {
    private final Map<String, FieldType> types = new TreeMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, SortedSet<String>> values = new HashMap<>();
    private final Map<String, SortedSet<BigDecimal>> limits = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> codes;

    /** @param codes fields of which every value that is sent is a word or code of the vendor's */
    Observations(Set<String> codes) {
        this.codes = codes;
    }

    /** This field holds an object of the caller's, whose content is no field of the vendor's. */
    void open(String path) {
        open.add(path);
    }

    /** A code or word that one of our words is sent as. */
    void value(String path, JsonNode value) {
        if (value instanceof ArrayNode list) {
            list.forEach(item -> value(path, item));
        } else if (value.isValueNode() && !value.isBoolean()) {
            values.computeIfAbsent(path, _ -> new TreeSet<>()).add(value.asText());
        }
    }

    /** A number to which a value beyond the vendor's range was moved. */
    void limit(String path, BigDecimal limit) {
        limits.computeIfAbsent(path, _ -> new TreeSet<>()).add(limit);
    }

    void request(ObjectNode body) {
        walk("", body);
    }

    private void walk(String parent, ObjectNode object) {
        counts.merge(parent, 1, Integer::sum);
        object.properties().forEach(entry -> {
            String path = parent + entry.getKey();
            JsonNode value = entry.getValue();
            if (value instanceof ObjectNode inner && !inner.isEmpty() && !open.contains(path)) {
                walk(path + ".", inner);
            } else if (value instanceof ArrayNode list
                    && !list.isEmpty()
                    && list.get(0).isObject()
                    && !open.contains(path)) {
                list.forEach(item -> walk(path + "[].", (ObjectNode) item));
            } else if (!(value instanceof ArrayNode list && list.isEmpty())) {
                counts.merge(path, 1, Integer::sum);
                types.merge(path, type(value), FieldType::or);
                if (codes.contains(path)) {
                    value(path, value);
                }
            }
        });
    }

    private static FieldType type(JsonNode value) {
        return value instanceof ArrayNode list ? new FieldType(kind(list.get(0)), true) : FieldType.of(kind(value));
    }

    private static JsonKind kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> JsonKind.STRING;
            case NUMBER -> value.isIntegralNumber() ? JsonKind.INTEGER : JsonKind.NUMBER;
            case BOOLEAN -> JsonKind.BOOLEAN;
            case OBJECT -> JsonKind.OBJECT;
            case ARRAY, BINARY, MISSING, NULL, POJO ->
                throw new IllegalStateException("No field is sent as " + value.getNodeType() + ": " + value);
        };
    }

    /** The fields, by path. One is always sent when no request has its object without it. */
    Map<String, FieldDescription> fields() {
        Map<String, FieldDescription> fields = new TreeMap<>();
        types.forEach((path, type) -> {
            boolean always = counts.get(path).equals(counts.get(path.substring(0, path.lastIndexOf('.') + 1)));
            FieldDescription field = FieldDescription.of(type)
                    .with(always ? FieldPresence.REQUIRED : FieldPresence.OPTIONAL)
                    .with(values.getOrDefault(path, new TreeSet<>()));
            SortedSet<BigDecimal> ends = limits.getOrDefault(path, new TreeSet<>());
            fields.put(path, ends.size() == 2 ? field.with(new NumberRange(ends.first(), ends.last())) : field);
        });
        return fields;
    }
}
