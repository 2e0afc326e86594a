package io.voxgate.drift;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields of one operation.
 *
 * @param fields by {@code request.} or {@code response.} and the dotted path; {@code []} stands after a list of objects. Objects whose
 *     fields are known are not fields themselves
 */
record OperationDescription(SortedMap<String, FieldDescription> fields) {
    static final String REQUEST = "request.";
    static final String RESPONSE = "response.";

    OperationDescription {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    static OperationDescription of(Map<String, FieldDescription> fields) {
        return new OperationDescription(new TreeMap<>(fields));
    }
}
