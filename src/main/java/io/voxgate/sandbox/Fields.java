package io.voxgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of an object: its documented fields and nothing else. A field that is {@code null} counts as not sent. */
public record Fields(Map<String, Field> fields) implements Shape {
    static final Fields NONE = new Fields(Map.of());

    /** @param missingCode the vendor's own code for its absence, else {@code ""} */
    record Field(boolean required, String missingCode, Shape shape) {}

    public Fields {
        fields = new LinkedHashMap<>(fields);
    }

    public Fields required(String name, Shape shape) {
        return with(name, new Field(true, "", shape));
    }

    public Fields required(String name, Shape shape, String missingCode) {
        return with(name, new Field(true, missingCode, shape));
    }

    public Fields optional(String name, Shape shape) {
        return with(name, new Field(false, "", shape));
    }

    /** The documented names. */
    public Set<String> names() {
        return fields.keySet();
    }

    private Fields with(String name, Field field) {
        Map<String, Field> more = new LinkedHashMap<>(fields);
        more.put(name, field);
        return new Fields(more);
    }

    @Override
    public List<Flaw> flaws(String path, JsonNode value) {
        if (!value.isObject()) {
            return List.of(new Flaw(path, Flaw.Kind.TYPE, "", "must be an object"));
        }
        List<Flaw> flaws = new ArrayList<>();
        value.fieldNames().forEachRemaining(name -> {
            if (!fields.containsKey(name)) {
                flaws.add(new Flaw(Shape.under(path, name), Flaw.Kind.UNKNOWN, "", "is not recognized"));
            }
        });
        fields.forEach((name, field) -> flaws.addAll(flaws(Shape.under(path, name), field, value.path(name))));
        return flaws;
    }

    private static List<Flaw> flaws(String path, Field field, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            return field.shape().flaws(path, value);
        }
        return field.required() ? List.of(new Flaw(path, Flaw.Kind.MISSING, field.missingCode(), "is required")) : List.of();
    }
}
