package io.voxgate.drift;

import java.util.Locale;

/** The JSON type of a field, or of each item of a list. */
record FieldType(JsonKind kind, boolean list) {

    enum JsonKind {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        OBJECT
    }

    static FieldType of(JsonKind kind) {
        return new FieldType(kind, false);
    }

    /** Reads {@code string}, {@code integer[]} and so on. */
    static FieldType parse(String word) {
        boolean list = word.endsWith("[]");
        return new FieldType(
                JsonKind.valueOf((list ? word.substring(0, word.length() - 2) : word).toUpperCase(Locale.ROOT)), list);
    }

    /**
     * The type of a field that has been seen with both: a whole number may be a value of a field that takes decimals.
     */
    FieldType or(FieldType other) {
        if (equals(other)) {
            return this;
        }
        if (list == other.list && numeric(kind) && numeric(other.kind)) {
            return new FieldType(JsonKind.NUMBER, list);
        }
        throw new IllegalStateException("One field is sent as " + this + " and as " + other);
    }

    private static boolean numeric(JsonKind kind) {
        return kind == JsonKind.INTEGER || kind == JsonKind.NUMBER;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + (list ? "[]" : "");
    }
}
