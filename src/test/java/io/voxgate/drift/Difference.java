package io.voxgate.drift;

import java.util.Comparator;
import java.util.Locale;

/**
 * One thing in which a vendor's API is not what Voxgate knows.
 *
 * @param name the operation, {@code Operation.request.Path} of a field, or that with {@code =value} of one of its
 *     values
 * @param detail what differs, for people; empty where the name says it all
 */
record Difference(Change change, String name, String detail) implements Comparable<Difference> {

    /** Seen from Voxgate: what only the vendor has is new, what only Voxgate has is gone. */
    enum Change {
        NEW,
        GONE,
        DIFFERENT
    }

    private static final Comparator<Difference> ORDER = Comparator.comparing(Difference::name)
            .thenComparing(Difference::change)
            .thenComparing(Difference::detail);

    /** By which a list of known differences refers to it: {@code new StartAgent.request.Mood}. */
    String key() {
        return change.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    @Override
    public int compareTo(Difference other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? key() : key() + ": " + detail;
    }
}
