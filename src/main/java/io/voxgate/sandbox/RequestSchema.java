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

/**
 * What a vendor's page says about a value, as data. A value has the flaws that {@link #flaws} lists; the first one is
 * what a vendor reports.
 */
@FunctionalInterface
public interface RequestSchema {

    /** @param path where the value stands, {@code ""} for the whole request */
    List<SchemaViolation> flaws(String path, JsonNode value);

    static RequestSchema text() {
        return typed(JsonNode::isTextual, "a string");
    }

    static RequestSchema integer() {
        return typed(value -> value.isIntegralNumber() && value.canConvertToLong(), "an integer");
    }

    static RequestSchema number() {
        return typed(JsonNode::isNumber, "a number");
    }

    static RequestSchema bool() {
        return typed(JsonNode::isBoolean, "a boolean");
    }

    static RequestSchema anything() {
        return (path, value) -> List.of();
    }

    /** An object with any fields. */
    static RequestSchema freeObject() {
        return typed(JsonNode::isObject, "an object");
    }

    /** An object with exactly the fields that are then named. */
    static ObjectSchema object() {
        return ObjectSchema.NONE;
    }

    static RequestSchema listOf(RequestSchema item) {
        RequestSchema list = typed(JsonNode::isArray, "an array");
        return list.then((path, value) -> {
            List<SchemaViolation> flaws = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                flaws.addAll(item.flaws(path + "[" + i + "]", value.get(i)));
            }
            return flaws;
        });
    }

    /** A string that holds JSON of this shape. */
    static RequestSchema jsonText(RequestSchema inner) {
        return text().then((path, value) -> SandboxJson.parse(value.textValue())
                .map(parsed -> inner.flaws(path, parsed))
                .orElseGet(() -> List.of(
                        new SchemaViolation(path, SchemaViolation.ViolationKind.VALUE, "", "is not valid JSON"))));
    }

    /** An object whose shape is chosen by one of its fields; {@code choose} gets that field's text. */
    static RequestSchema chosenBy(String field, Function<String, Optional<RequestSchema>> choose) {
        return freeObject().then((path, value) -> {
            String at = under(path, field);
            if (!value.path(field).isTextual()) {
                SchemaViolation.ViolationKind kind =
                        value.has(field) ? SchemaViolation.ViolationKind.TYPE : SchemaViolation.ViolationKind.MISSING;
                return List.of(new SchemaViolation(
                        at, kind, "", kind == SchemaViolation.ViolationKind.TYPE ? "must be a string" : "is required"));
            }
            return choose.apply(value.path(field).textValue())
                    .map(shape -> shape.flaws(path, value))
                    .orElseGet(() -> List.of(new SchemaViolation(
                            at, SchemaViolation.ViolationKind.VALUE, "", "is not one of the documented values")));
        });
    }

    /** Both ends count. */
    default RequestSchema between(String least, String most) {
        BigDecimal low = new BigDecimal(least);
        BigDecimal high = new BigDecimal(most);
        return that(
                SchemaViolation.ViolationKind.RANGE,
                "must be from " + least + " to " + most,
                value -> value.decimalValue().compareTo(low) >= 0
                        && value.decimalValue().compareTo(high) <= 0);
    }

    default RequestSchema atLeast(String least) {
        BigDecimal low = new BigDecimal(least);
        return that(
                SchemaViolation.ViolationKind.RANGE,
                "must be at least " + least,
                value -> value.decimalValue().compareTo(low) >= 0);
    }

    default RequestSchema in(int... values) {
        Set<Integer> allowed = new TreeSet<>(Arrays.stream(values).boxed().toList());
        return that(
                SchemaViolation.ViolationKind.VALUE,
                "must be one of " + allowed,
                value -> value.canConvertToInt() && allowed.contains(value.intValue()));
    }

    default RequestSchema in(Set<String> values) {
        return that(
                SchemaViolation.ViolationKind.VALUE,
                "must be one of " + new TreeSet<>(values),
                value -> values.contains(value.textValue()));
    }

    default RequestSchema notEmpty() {
        return that(
                SchemaViolation.ViolationKind.VALUE,
                "must not be empty",
                value -> value.isTextual() ? !value.textValue().isBlank() : !value.isEmpty());
    }

    default RequestSchema atMost(int items) {
        return that(
                SchemaViolation.ViolationKind.RANGE,
                "must have at most " + items + " entries",
                value -> value.size() <= items);
    }

    default RequestSchema matching(String regex, String words) {
        Pattern pattern = Pattern.compile(regex);
        return that(
                SchemaViolation.ViolationKind.VALUE,
                words,
                value -> pattern.matcher(value.textValue()).matches());
    }

    /** A further condition, looked at only when everything before holds. */
    default RequestSchema that(SchemaViolation.ViolationKind kind, String words, Predicate<JsonNode> holds) {
        return then(
                (path, value) -> holds.test(value) ? List.of() : List.of(new SchemaViolation(path, kind, "", words)));
    }

    /** A further shape, looked at only when everything before holds. */
    default RequestSchema then(RequestSchema next) {
        return (path, value) -> {
            List<SchemaViolation> first = flaws(path, value);
            return first.isEmpty() ? next.flaws(path, value) : first;
        };
    }

    /** Flaws of this value carry the vendor's own code for it. */
    default RequestSchema coded(String code) {
        return (path, value) -> flaws(path, value).stream()
                .map(flaw -> new SchemaViolation(flaw.path(), flaw.kind(), code, flaw.detail()))
                .toList();
    }

    /** The path of a field in an object. */
    static String under(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static RequestSchema typed(Predicate<JsonNode> type, String words) {
        return (path, value) -> type.test(value)
                ? List.of()
                : List.of(new SchemaViolation(path, SchemaViolation.ViolationKind.TYPE, "", "must be " + words));
    }
}
