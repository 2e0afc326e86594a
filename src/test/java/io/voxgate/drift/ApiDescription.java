package io.voxgate.drift;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A vendor's API as one source describes it.
 *
 * @param vendor an adapter's id
 * @param source what the description was read from, for people
 */
record ApiDescription(String vendor, SourceKind kind, String source, SortedMap<String, OperationDescription> operations) {

    /** What a description is read from; a known difference may belong to one kind only, because SDKs come out months after the API. */
    enum SourceKind { ADAPTER, SDK, API_JSON, PAGES }

    ApiDescription {
        operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
    }

    static ApiDescription of(String vendor, SourceKind kind, String source, Map<String, OperationDescription> operations) {
        return new ApiDescription(vendor, kind, source, new TreeMap<>(operations));
    }

    int fields() {
        return operations.values().stream().mapToInt(operation -> operation.fields().size()).sum();
    }
}
