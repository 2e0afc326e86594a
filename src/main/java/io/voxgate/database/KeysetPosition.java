package io.voxgate.database;

import io.voxgate.model.Problem;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Where something stands in a list that is ordered by time and, within the same moment, by id; as the text in a page
 * token.
 */
public record KeysetPosition(Instant at, String id) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** @throws Problem 400: the text in a page token is the caller's, it may be anything */
    public static KeysetPosition read(String text) {
        String[] parts = text.split(" ", 2);
        try {
            Instant at = Instant.parse(parts[0]);
            if (parts.length == 2 && at.isAfter(Instant.EPOCH) && at.isBefore(LATEST)) {
                return new KeysetPosition(at, parts[1]);
            }
        } catch (DateTimeException e) {
            throw Page.foreign();
        }
        throw Page.foreign();
    }

    @Override
    public String toString() {
        return at + " " + id;
    }
}
