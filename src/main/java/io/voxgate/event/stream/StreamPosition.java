package io.voxgate.event.stream;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A place in a tenant's whole stream of events; {@code txid position} as text. */
public record StreamPosition(long txid, long position) implements Comparable<StreamPosition> {
    /** Before everything. */
    public static final StreamPosition BEGINNING = new StreamPosition(0, 0);

    private static final Pattern FORM = Pattern.compile("[0-9]{1,18} [0-9]{1,18}");
    private static final Comparator<StreamPosition> ORDER =
            Comparator.comparingLong(StreamPosition::txid).thenComparingLong(StreamPosition::position);

    /** Empty for what is no place; the text may be anything. */
    public static Optional<StreamPosition> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        int space = text.indexOf(' ');
        return Optional.of(new StreamPosition(
                Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1))));
    }

    @Override
    public int compareTo(StreamPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return txid + " " + position;
    }
}
