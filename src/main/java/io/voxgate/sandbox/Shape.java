package io.voxgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a vendor's page says about a value, as data. A value has the flaws that {@link #flaws} lists; the first one is what a vendor reports. */
@FunctionalInterface
public interface Shape {

    /** @param path where the value stands, {@code ""} for the whole request */
    List<Flaw> flaws(String path, JsonNode value);

    static Shape text() {
        return typed(JsonNode::isTextual, "a string");
    }

    static Shape integer() {
        return typed(value -> value.isIntegralNumber() && value.canConvertToLong(), "an integer");
    }

    static Shape number() {
        return typed(JsonNode::isNumber, "a number");
    }

    static Shape bool() {
        return typed(JsonNode::isBoolean, "a boolean");
    }

    static Shape anything() {
        return (path, value) -> List.of();
    }

    /** An object with any fields. */
    static Shape freeObject() {
        return typed(JsonNode::isObject, "an object");
    }

    /** An object with exactly the fields that are then named. */
    static Fields object() {
        return Fields.NONE;
    }

    static Shape listOf(Shape item) {
        Shape list = typed(JsonNode::isArray, "an array");
        return list.then((path, value) -> {
            List<Flaw> flaws = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                flaws.addAll(item.flaws(path + "[" + i + "]", value.get(i)));
            }
            return flaws;
        });
    }

    /** A string that holds JSON of this shape. */
    static Shape jsonText(Shape inner) {
        return text().then((path, value) -> Wire.parse(value.textValue())
                .map(parsed -> inner.flaws(path, parsed))
                .orElseGet(() -> List.of(new Flaw(path, Flaw.Kind.VALUE, "", "is not valid JSON"))));
    }

    /** An object whose shape is chosen by one of its fields; {@code choose} gets that field's text. */
    static Shape chosenBy(String field, Function<String, Optional<Shape>> choose) {
        return freeObject().then((path, value) -> {
            String at = under(path, field);
            if (!value.path(field).isTextual()) {
                Flaw.Kind kind = value.has(field) ? Flaw.Kind.TYPE : Flaw.Kind.MISSING;
                return List.of(new Flaw(at, kind, "", kind == Flaw.Kind.TYPE ? "must be a string" : "is required"));
            }
            return choose.apply(value.path(field).textValue())
                    .map(shape -> shape.flaws(path, value))
                    .orElseGet(() -> List.of(new Flaw(at, Flaw.Kind.VALUE, "", "is not one of the documented values")));
        });
    }

    /** Both ends count. */
    default Shape between(String least, String most) {
        BigDecimal low = new BigDecimal(least);
        BigDecimal high = new BigDecimal(most);
        return that(Flaw.Kind.RANGE, "must be from " + least + " to " + most, value -> value.decimalValue().compareTo(low) >= 0 && value.decimalValue().compareTo(high) <= 0);
    }

    default Shape atLeast(String least) {
        BigDecimal low = new BigDecimal(least);
        return that(Flaw.Kind.RANGE, "must be at least " + least, value -> value.decimalValue().compareTo(low) >= 0);
    }

    default Shape in(int... values) {
        Set<Integer> allowed = new TreeSet<>(Arrays.stream(values).boxed().toList());
        return that(Flaw.Kind.VALUE, "must be one of " + allowed, value -> value.canConvertToInt() && allowed.contains(value.intValue()));
    }

    default Shape in(Set<String> values) {
        return that(Flaw.Kind.VALUE, "must be one of " + new TreeSet<>(values), value -> values.contains(value.textValue()));
    }

    default Shape notEmpty() {
        return that(Flaw.Kind.VALUE, "must not be empty", value -> value.isTextual() ? !value.textValue().isBlank() : !value.isEmpty());
    }

    default Shape atMost(int items) {
        return that(Flaw.Kind.RANGE, "must have at most " + items + " entries", value -> value.size() <= items);
    }

    default Shape matching(String regex, String words) {
        Pattern pattern = Pattern.compile(regex);
        return that(Flaw.Kind.VALUE, words, value -> pattern.matcher(value.textValue()).matches());
    }

    /** A further condition, looked at only when everything before holds. */
    default Shape that(Flaw.Kind kind, String words, Predicate<JsonNode> holds) {
        return then((path, value) -> holds.test(value) ? List.of() : List.of(new Flaw(path, kind, "", words)));
    }

    /** A further shape, looked at only when everything before holds. */
    default Shape then(Shape next) {
        return (path, value) -> {
            List<Flaw> first = flaws(path, value);
            return first.isEmpty() ? next.flaws(path, value) : first;
        };
    }

    /** Flaws of this value carry the vendor's own code for it. */
    default Shape coded(String code) {
        return (path, value) -> flaws(path, value).stream().map(flaw -> new Flaw(flaw.path(), flaw.kind(), code, flaw.detail())).toList();
    }

    /** The path of a field in an object. */
    static String under(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static Shape typed(Predicate<JsonNode> type, String words) {
        return (path, value) -> type.test(value) ? List.of() : List.of(new Flaw(path, Flaw.Kind.TYPE, "", "must be " + words));
    }
}
