package io.voxgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of an object: its documented fields and nothing else. A field that is {@code null} counts as not sent. */
public record ObjectSchema(Map<String, SchemaField> fields) implements RequestSchema {
    static final ObjectSchema NONE = new ObjectSchema(Map.of());

    /** @param missingCode the vendor's own code for its absence, else {@code ""} */
    record SchemaField(boolean required, String missingCode, RequestSchema shape) {}

    public ObjectSchema {
        fields = new LinkedHashMap<>(fields);
    }

    public ObjectSchema required(String name, RequestSchema shape) {
        return with(name, new SchemaField(true, "", shape));
    }

    public ObjectSchema required(String name, RequestSchema shape, String missingCode) {
        return with(name, new SchemaField(true, missingCode, shape));
    }

    public ObjectSchema optional(String name, RequestSchema shape) {
        return with(name, new SchemaField(false, "", shape));
    }

    /** The documented names. */
    public Set<String> names() {
        return fields.keySet();
    }

    private ObjectSchema with(String name, SchemaField field) {
        Map<String, SchemaField> more = new LinkedHashMap<>(fields);
        more.put(name, field);
        return new ObjectSchema(more);
    }

    @Override
    public List<SchemaViolation> flaws(String path, JsonNode value) {
        if (!value.isObject()) {
            return List.of(new SchemaViolation(path, SchemaViolation.ViolationKind.TYPE, "", "must be an object"));
        }
        List<SchemaViolation> flaws = new ArrayList<>();
        value.fieldNames().forEachRemaining(name -> {
            if (!fields.containsKey(name)) {
                flaws.add(new SchemaViolation(
                        RequestSchema.under(path, name),
                        SchemaViolation.ViolationKind.UNKNOWN,
                        "",
                        "is not recognized"));
            }
        });
        fields.forEach((name, field) -> flaws.addAll(flaws(RequestSchema.under(path, name), field, value.path(name))));
        return flaws;
    }

    private static List<SchemaViolation> flaws(String path, SchemaField field, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            return field.shape().flaws(path, value);
        }
        return field.required()
                ? List.of(new SchemaViolation(
                        path, SchemaViolation.ViolationKind.MISSING, field.missingCode(), "is required"))
                : List.of();
    }
}
