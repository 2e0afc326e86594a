package io.voxgate.api;

import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Query parameters as callers write them. */
final class Parameters {
    private static final int LONGEST = 1000;

    private Parameters() {}

    /** A time as in RFC 3339; a plus sign may have become a space on its way. */
    static Optional<Instant> time(String name, @Nullable String text) {
        try {
            return text(name, text).map(given -> OffsetDateTime.parse(given.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            throw invalid(name, name + " must be a time as in RFC 3339, for example 2026-01-31T12:00:00Z.");
        }
    }

    /** A text that the database can hold. */
    static Optional<String> text(String name, @Nullable String text) {
        if (text != null && (text.length() > LONGEST || text.indexOf('\0') >= 0)) {
            throw invalid(name, name + " must have at most " + LONGEST + " characters, and NUL is none of them.");
        }
        return Optional.ofNullable(text);
    }

    static Optional<String> word(String name, @Nullable String text, Collection<String> words) {
        if (text != null && !words.contains(text)) {
            throw invalid(name, name + " must be one of " + String.join(", ", words) + ".");
        }
        return Optional.ofNullable(text);
    }

    static Problem invalid(String name, String detail) {
        return Problem.of(ProblemCode.INVALID_PARAMETER, detail, List.of(new Fault("/" + name, "INVALID_PARAMETER", detail)));
    }
}
