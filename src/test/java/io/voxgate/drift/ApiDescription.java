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
record ApiDescription(
        String vendor, SourceKind kind, String source, SortedMap<String, OperationDescription> operations) {

    /**
     * What a description is read from; a known difference may belong to one kind only, because SDKs come out months
     * after the API.
     */
    enum SourceKind {
        ADAPTER,
        SDK,
        API_JSON,
        PAGES
    }

    ApiDescription {
        operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
    }

    static ApiDescription of(
            String vendor, SourceKind kind, String source, Map<String, OperationDescription> operations) {
        return new ApiDescription(vendor, kind, source, new TreeMap<>(operations));
    }

    /** The same without one operation. */
    ApiDescription without(String operation) {
        SortedMap<String, OperationDescription> others = new TreeMap<>(operations);
        others.remove(operation);
        return new ApiDescription(vendor, kind, source, others);
    }

    /** The same with those operations only whose names have this word. */
    ApiDescription onlyNamed(String word) {
        SortedMap<String, OperationDescription> others = new TreeMap<>(operations);
        others.keySet().removeIf(name -> !name.contains(word));
        return new ApiDescription(vendor, kind, source, others);
    }

    int fields() {
        return operations.values().stream()
                .mapToInt(operation -> operation.fields().size())
                .sum();
    }
}
