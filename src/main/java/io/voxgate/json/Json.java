package io.voxgate.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.voxgate.limits.Limit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * JSON as the vendors' requests and reports need it: exact decimals, no duplicate keys, dotted paths of wire fields.
 */
public final class Json {

    /** Strict in both directions; numbers with a fraction are decimals, never binary floats. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .nodeFactory(new Numbers())
            .build();

    /**
     * Digits are not counted here: {@link VendorJsonParser} gives a long number as text before it is read as a number.
     */
    private static final JsonFactory ANY_DIGITS = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);

    private Json() {}

    /** A number of too many digits stays a text, also one that came another way than by {@link #parse}. */
    private static final class Numbers extends JsonNodeFactory {
        @Override
        public ValueNode numberNode(BigDecimal value) {
            return value == null || VendorJsonParser.writable(value)
                    ? super.numberNode(value)
                    : textNode(value.toString());
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static JsonNode text(String text) {
        return MAPPER.getNodeFactory().textNode(text);
    }

    public static JsonNode bool(boolean value) {
        return MAPPER.getNodeFactory().booleanNode(value);
    }

    public static JsonNode number(long value) {
        return value == (int) value
                ? MAPPER.getNodeFactory().numberNode((int) value)
                : MAPPER.getNodeFactory().numberNode(value);
    }

    /**
     * A decimal in its shortest plain spelling; a whole one becomes an integer node, as the vendors' samples write it.
     */
    public static JsonNode number(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() <= 0
                ? number(shortest.longValueExact())
                : MAPPER.getNodeFactory().numberNode(shortest);
    }

    /** Any plain Java value as a node. */
    public static JsonNode node(Object value) {
        return value instanceof BigDecimal decimal ? number(decimal) : MAPPER.valueToTree(value);
    }

    public static ObjectNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Compact JSON text. The tree comes from us, so it can be written. */
    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of ours could not be written", e);
        }
    }

    /** How many bytes a value of ours has as JSON, without a tree of it. */
    public static int bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value of ours could not be written", e);
        }
    }

    /**
     * The tree in a text, or empty when the text is no JSON. A number of too many digits is kept as the text that it
     * is.
     */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(TREES.readValue(new VendorJsonParser(ANY_DIGITS.createParser(text), false)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same as maps, lists and scalars, for those who know no trees of JSON. */
    public static Optional<Object> values(String text) {
        return parse(text).map(node -> MAPPER.convertValue(node, Object.class));
    }

    /** Where a text stops being JSON, in words and without a word of it; empty when it is JSON. */
    public static Optional<String> broken(String text) {
        try {
            TREES.readValue(new VendorJsonParser(ANY_DIGITS.createParser(text), false));
            return Optional.empty();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            return Optional.of(at == null ? "somewhere" : "at line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException e) {
            return Optional.of("somewhere");
        }
    }

    /**
     * The tree in the bytes (UTF-8) that a vendor sent; empty when they are no JSON, or nested too deep, or of too many
     * values.
     */
    public static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.of(TREES.readValue(new VendorJsonParser(ANY_DIGITS.createParser(bytes), true)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The limit that a vendor's JSON is over; empty also for what is no JSON. Nothing is kept of it. */
    public static Optional<Limit> beyond(byte[] bytes) {
        try (JsonParser parser = new VendorJsonParser(ANY_DIGITS.createParser(bytes), true)) {
            JsonToken token;
            do {
                token = parser.nextToken();
            } while (token != null);
            return Optional.empty();
        } catch (VendorJsonParser.Beyond e) {
            return Optional.of(e.limit());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same value, whatever the spelling of a number (1, 1.0). */
    public static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.isArray() && b.isArray() && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a.isObject() && b.isObject() && a.size() == b.size()) {
            return a.properties().stream().allMatch(e -> b.has(e.getKey()) && same(e.getValue(), b.get(e.getKey())));
        }
        return a.equals(b);
    }

    /** The value at a dotted path ({@code STTConfig.Language}). */
    public static Optional<JsonNode> at(JsonNode root, String path) {
        JsonNode node = root;
        for (String name : names(path)) {
            node = node.path(name);
        }
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    /** Sets the value at a dotted path, making the objects on the way. */
    public static void put(ObjectNode root, String path, JsonNode value) {
        List<String> names = names(path);
        ObjectNode parent = root;
        for (String name : names.subList(0, names.size() - 1)) {
            parent = parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
        }
        parent.set(names.getLast(), value);
    }

    /** Takes the value at a dotted path away, and every object that is empty then. */
    public static void remove(ObjectNode root, String path) {
        int dot = path.lastIndexOf('.');
        String name = path.substring(dot + 1);
        if (dot < 0) {
            root.remove(name);
            return;
        }
        String parentPath = path.substring(0, dot);
        at(root, parentPath)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .ifPresent(parent -> {
                    parent.remove(name);
                    if (parent.isEmpty()) {
                        remove(root, parentPath);
                    }
                });
    }

    /** Deep merge: objects are merged, everything else (arrays, null) replaces. */
    public static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            if (target.get(entry.getKey()) instanceof ObjectNode inner
                    && entry.getValue() instanceof ObjectNode innerPatch) {
                merge(inner, innerPatch);
            } else {
                target.set(entry.getKey(), entry.getValue());
            }
        });
    }

    /** Calls back for each scalar, array and empty object below an object, with its dotted path. */
    public static void forEachLeaf(ObjectNode root, BiConsumer<String, JsonNode> visitor) {
        forEachLeaf("", root, visitor);
    }

    /** Every leaf with its dotted path, in order. */
    public static Map<String, JsonNode> leaves(ObjectNode root) {
        Map<String, JsonNode> leaves = new LinkedHashMap<>();
        forEachLeaf(root, leaves::put);
        return leaves;
    }

    private static void forEachLeaf(String prefix, ObjectNode node, BiConsumer<String, JsonNode> visitor) {
        node.properties().forEach(entry -> {
            String path = prefix + entry.getKey();
            if (entry.getValue() instanceof ObjectNode inner && !inner.isEmpty()) {
                forEachLeaf(path + ".", inner, visitor);
            } else {
                visitor.accept(path, entry.getValue());
            }
        });
    }

    private static List<String> names(String path) {
        return Arrays.asList(path.split("\\."));
    }
}
