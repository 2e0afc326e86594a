package io.voxgate.event.stream;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A place in a tenant's whole stream of events; {@code txid position} as text. */
public record StreamPlace(long txid, long position) implements Comparable<StreamPlace> {
    /** Before everything. */
    public static final StreamPlace BEGINNING = new StreamPlace(0, 0);

    private static final Pattern FORM = Pattern.compile("[0-9]{1,18} [0-9]{1,18}");
    private static final Comparator<StreamPlace> ORDER =
            Comparator.comparingLong(StreamPlace::txid).thenComparingLong(StreamPlace::position);

    /** Empty for what is no place; the text may be anything. */
    public static Optional<StreamPlace> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        int space = text.indexOf(' ');
        return Optional.of(
                new StreamPlace(Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1))));
    }

    @Override
    public int compareTo(StreamPlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return txid + " " + position;
    }
}
