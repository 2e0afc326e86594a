package io.voxgate.drift;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a source says of one field. What it does not say is compared with nothing.
 *
 * @param type empty: the source names the field only
 * @param values the words or codes that the field takes; empty: the source lists none
 * @param range the vendor's limits of a number
 */
record FieldDescription(
        Optional<FieldType> type, FieldPresence presence, SortedSet<String> values, Optional<NumberRange> range) {

    /** Whether a request is complete without the field. */
    enum FieldPresence {
        REQUIRED,
        OPTIONAL,
        UNKNOWN
    }

    FieldDescription {
        values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    static FieldDescription of(FieldType type) {
        return new FieldDescription(
                Optional.of(type), FieldPresence.UNKNOWN, Collections.emptySortedSet(), Optional.empty());
    }

    static FieldDescription named() {
        return new FieldDescription(
                Optional.empty(), FieldPresence.UNKNOWN, Collections.emptySortedSet(), Optional.empty());
    }

    FieldDescription with(FieldType other) {
        return new FieldDescription(Optional.of(other), presence, values, range);
    }

    FieldDescription with(FieldPresence other) {
        return new FieldDescription(type, other, values, range);
    }

    FieldDescription with(Collection<String> others) {
        return new FieldDescription(type, presence, new TreeSet<>(others), range);
    }

    FieldDescription with(NumberRange other) {
        return new FieldDescription(type, presence, values, Optional.of(other));
    }
}
