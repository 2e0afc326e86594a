package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.BoundedParser;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the documented fields of a vendor's start request hold. Requests are written by hand and by generators, so that
 * a number stands there as text, or one language where a list belongs; what can mean only one thing is put right before
 * the tables read it, and reported.
 */
public final class RequestFields {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}(\\.0{1,6})?");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");
    private static final String OBJECT =
            "The vendor takes a string that holds a JSON object, as which it is sent; here it is an object itself.";
    private static final int SHOWN = 60;

    /** What a field holds by the vendor's documents. */
    public enum FieldType {
        TEXT,
        WHOLE,
        NUMBER,
        BOOLEAN,
        TEXTS,
        OBJECT
    }

    private final Set<String> jsonText;
    private final Set<String> sometimesJson;
    private final Map<String, FieldType> types;
    private final Map<String, Map<String, String>> misspelled;
    private final boolean objectsToo;

    private RequestFields(
            Set<String> jsonText,
            Set<String> sometimesJson,
            Map<String, FieldType> types,
            Map<String, Map<String, String>> misspelled,
            boolean objectsToo) {
        this.jsonText = Set.copyOf(jsonText);
        this.sometimesJson = Set.copyOf(sometimesJson);
        this.types = Collections.unmodifiableMap(types);
        this.misspelled = Collections.unmodifiableMap(misspelled);
        this.objectsToo = objectsToo;
    }

    /** @param names fields, dotted, that travel as a string holding a JSON object */
    public static RequestFields jsonText(Set<String> names) {
        return new RequestFields(names, Set.of(), Map.of(), Map.of(), false);
    }

    /** The same with fields, dotted, that may hold such a string, and something else by arrangement. */
    public RequestFields sometimesJson(Set<String> names) {
        return new RequestFields(jsonText, names, types, misspelled, objectsToo);
    }

    /**
     * The same with further fields.
     *
     * @param prefix of all of them, dotted, with the last dot; may be empty
     * @param names separated by blanks
     */
    public RequestFields with(FieldType type, String prefix, String names) {
        Map<String, FieldType> all = new LinkedHashMap<>(types);
        Arrays.stream(names.split(" ")).forEach(name -> all.put(prefix + name, type));
        return new RequestFields(jsonText, sometimesJson, all, misspelled, objectsToo);
    }

    /** The same with a word that the vendor's own pages misspell. */
    public RequestFields misspelled(String wire, String wrong, String right) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>(misspelled);
        all.put(wire, Map.of(wrong, right));
        return new RequestFields(jsonText, sometimesJson, types, all, objectsToo);
    }

    /** The same for a vendor to whose clients an object is as good as a string that holds one. */
    public RequestFields orObjects() {
        return new RequestFields(jsonText, sometimesJson, types, misspelled, true);
    }

    /**
     * A request that is ready for the tables.
     *
     * @param fields a copy, its JSON in strings opened
     * @param oddities what was odd and is put right, by the dotted path of the field
     * @param nulls the dotted paths of members that were null and are taken away
     * @param faults what cannot be read
     */
    record OpenedRequest(ObjectNode fields, Map<String, String> oddities, List<String> nulls, List<Fault> faults) {}

    /** @throws Problem when the request is over a body's limits with its JSON in strings opened */
    OpenedRequest open(ObjectNode request) {
        OpenedRequest opened =
                new OpenedRequest(request.deepCopy(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        jsonText.stream().sorted().forEach(name -> open(name, opened));
        sometimesJson.stream()
                .sorted()
                .filter(name -> Json.at(opened.fields(), name)
                        .filter(value -> value.isObject() || tree(value).isPresent())
                        .isPresent())
                .forEach(name -> open(name, opened));
        BoundedParser.check(opened.fields());
        nulls("", opened.fields(), opened.nulls());
        opened.oddities().putAll(putRight(opened.fields()));
        return opened;
    }

    private void open(String name, OpenedRequest opened) {
        JsonNode text = Json.at(opened.fields(), name).orElseGet(MissingNode::getInstance);
        if (text.isMissingNode() || text.isNull()) {
            return;
        }
        if (text.isObject()) {
            if (!objectsToo) {
                opened.oddities().put(name, OBJECT);
            }
            return;
        }
        String place = text.isTextual()
                ? Json.broken(text.asText())
                        .map(where -> " It stops being JSON " + where + ".")
                        .orElse("")
                : "";
        tree(text)
                .ifPresentOrElse(
                        found -> Json.put(opened.fields(), name, found),
                        () -> opened.faults()
                                .add(new Fault(
                                        "/request/" + name.replace('.', '/'),
                                        "INVALID_JSON_TEXT",
                                        name + " must be a string that holds a JSON object." + place)));
    }

    private static Optional<JsonNode> tree(JsonNode text) {
        return text.isTextual() ? Json.parse(text.asText()).filter(JsonNode::isObject) : Optional.empty();
    }

    /** In an agent, which is a merge patch (RFC 7396), null takes a member away: it cannot be carried. */
    private static void nulls(String prefix, ObjectNode object, List<String> found) {
        for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
            if (member.getValue().isNull()) {
                object.remove(member.getKey());
                found.add(prefix + member.getKey());
            } else if (member.getValue() instanceof ObjectNode inner) {
                nulls(prefix + member.getKey() + ".", inner, found);
            }
        }
    }

    /** Puts right what can mean only one thing. What was odd, by its dotted path. */
    private Map<String, String> putRight(ObjectNode request) {
        Map<String, String> odd = new LinkedHashMap<>();
        types.forEach((wire, type) -> Json.at(request, wire)
                .ifPresent(value -> meant(type, value).ifPresent(meant -> {
                    Json.put(request, wire, meant);
                    odd.put(wire, note(type, value, meant));
                })));
        misspelled.forEach((wire, words) -> Json.at(request, wire)
                .map(JsonNode::asText)
                .filter(words::containsKey)
                .ifPresent(wrong -> {
                    String right = Objects.requireNonNull(words.get(wrong));
                    Json.put(request, wire, Json.text(right));
                    odd.put(wire, "The vendor's pages misspell it as " + wrong + ": read as " + right + ".");
                }));
        return odd;
    }

    private static Optional<JsonNode> meant(FieldType type, JsonNode value) {
        String text = value.isTextual() ? value.asText().strip() : "";
        return switch (type) {
            case TEXT -> text(value);
            case WHOLE ->
                whole(
                        value.isNumber() && !value.isIntegralNumber()
                                ? value.decimalValue().toPlainString()
                                : text);
            case NUMBER ->
                NUMBER.matcher(text).matches() ? Optional.of(Json.number(new BigDecimal(text))) : Optional.empty();
            case BOOLEAN -> bool(value.isIntegralNumber() ? value.asText() : text);
            case TEXTS ->
                !text.isEmpty() && text.indexOf(',') < 0
                        ? Optional.of(Json.array().add(text))
                        : Optional.empty();
            case OBJECT -> text.startsWith("{") ? Json.parse(text).filter(JsonNode::isObject) : Optional.empty();
        };
    }

    private static Optional<JsonNode> text(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(Json.text(value.decimalValue().toPlainString()));
        }
        return value.isArray() && value.size() == 1 && value.get(0).isTextual()
                ? Optional.of(value.get(0))
                : Optional.empty();
    }

    private static Optional<JsonNode> whole(String text) {
        return WHOLE.matcher(text).matches() ? Optional.of(Json.number(new BigDecimal(text))) : Optional.empty();
    }

    private static Optional<JsonNode> bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(Json.bool(true));
            case "false", "0" -> Optional.of(Json.bool(false));
            default -> Optional.empty();
        };
    }

    private static String note(FieldType type, JsonNode value, JsonNode meant) {
        String kind = switch (type) {
            case TEXT -> "a text";
            case WHOLE -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case TEXTS -> "a list of texts";
            case OBJECT -> "an object";
        };
        String shown = Json.write(meant);
        // A long value is a text whose content says nothing here, and may say too much.
        boolean shownWhole = shown.length() <= SHOWN
                && List.of(FieldType.WHOLE, FieldType.NUMBER, FieldType.BOOLEAN).contains(type);
        return "The vendor takes " + kind + ", not " + found(value) + ": read as " + (shownWhole ? shown : "one") + ".";
    }

    private static String found(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> value.isIntegralNumber() ? "a number" : "a decimal";
            case ARRAY -> "a list";
            default -> "this";
        };
    }
}
