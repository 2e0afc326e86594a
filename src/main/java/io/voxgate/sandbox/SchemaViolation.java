package io.voxgate.sandbox;

/**
 * What is wrong with a request.
 *
 * @param path the field, dotted, array places in brackets: {@code STTConfig.AlternativeLanguage[0]}
 * @param kind the sort of fault, which each vendor has its own code for
 * @param code the vendor's code where the field has one of its own, else {@code ""}
 */
public record SchemaViolation(String path, ViolationKind kind, String code, String detail) {

    /** Sorts of faults. */
    public enum ViolationKind {
        UNKNOWN,
        MISSING,
        TYPE,
        RANGE,
        VALUE
    }

    /** The last name of the path, without array places. */
    public String field() {
        return path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]", "");
    }
}
