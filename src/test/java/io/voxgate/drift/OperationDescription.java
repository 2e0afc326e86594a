package io.voxgate.drift;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of one operation.
 *
 * @param fields by {@code request.} or {@code response.} and the dotted path; {@code []} stands after a list of
 *     objects. Objects whose fields are known are not fields themselves
 */
record OperationDescription(SortedMap<String, FieldDescription> fields) {
    static final String REQUEST = "request.";
    static final String RESPONSE = "response.";
    /** Stands for every operation's errors; its only field is {@code response.Code}, whose values are the codes. */
    static final String ERROR = "Error";

    static final String ERROR_CODE = RESPONSE + "Code";

    OperationDescription {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** The error codes as an operation. */
    static OperationDescription errors(Collection<String> codes) {
        return of(Map.of(
                ERROR_CODE,
                FieldDescription.of(FieldType.of(FieldType.JsonKind.STRING)).with(codes)));
    }

    static OperationDescription of(Map<String, FieldDescription> fields) {
        return new OperationDescription(new TreeMap<>(fields));
    }
}
