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
record ApiDescription(String vendor, String source, SortedMap<String, OperationDescription> operations) {

    ApiDescription {
        operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
    }

    static ApiDescription of(String vendor, String source, Map<String, OperationDescription> operations) {
        return new ApiDescription(vendor, source, new TreeMap<>(operations));
    }
}
