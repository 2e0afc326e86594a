package io.voxgate.api.http;

import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Query parameters as callers write them. */
public final class QueryParameters {
    /** Years of four digits: Java knows longer ones, which the database does not. */
    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private QueryParameters() {}

    /** A time as in RFC 3339; a plus sign may have become a space on its way. */
    public static Optional<Instant> time(String name, @Nullable String text) {
        try {
            return text(name, text)
                    .map(given -> OffsetDateTime.parse(given.replace(' ', '+'), RFC_3339)
                            .toInstant());
        } catch (DateTimeException e) {
            throw invalid(name, name + " must be a time as in RFC 3339, for example 2026-01-31T12:00:00Z.");
        }
    }

    /** A text that the database can hold. */
    public static Optional<String> text(String name, @Nullable String text) {
        if (text != null && text.indexOf('\0') >= 0) {
            throw invalid(name, name + " must not hold the character NUL.");
        }
        if (text != null && text.length() > Limit.QUERY_VALUE_LENGTH.count()) {
            throw Problem.overLimit(
                    ProblemCode.INVALID_PARAMETER,
                    Limit.QUERY_VALUE_LENGTH,
                    name + " must have at most " + Limit.QUERY_VALUE_LENGTH.max() + " characters.");
        }
        return Optional.ofNullable(text);
    }

    public static Optional<String> word(String name, @Nullable String text, Collection<String> words) {
        if (text != null && !words.contains(text)) {
            throw invalid(name, name + " must be one of " + String.join(", ", words) + ".");
        }
        return Optional.ofNullable(text);
    }

    public static Problem invalid(String name, String detail) {
        return Problem.of(
                ProblemCode.INVALID_PARAMETER, detail, List.of(new Fault("/" + name, "INVALID_PARAMETER", detail)));
    }
}
