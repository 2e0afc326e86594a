package io.voxgate.api.usage;

import io.voxgate.api.http.QueryParameters;
import io.voxgate.usage.UsageTable.GroupBy;
import io.voxgate.usage.UsageTable.Period;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Of when, and grouped by what. */
public class UsagePeriod {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final List<String> GROUPS = List.of("vendor", "template", "connection");

    @QueryParam("from")
    @Parameter(
            description = "The first hour: a date (its first hour in UTC) or a time as in RFC 3339 at a full "
                    + "hour of UTC. Absent: 30 days before to.")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(
            description = "The hour that does not belong to it any more, in the same form; at most 366 days "
                    + "after from. Absent: the end of the current hour.")
    @Nullable
    String to;

    @QueryParam("groupBy")
    @Parameter(description = "vendor, template or connection. Absent: one item with the total.", example = "vendor")
    @Nullable
    String groupBy;

    Period of(Instant now) {
        Instant end = hour("to", to).orElse(now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
        Instant begin = hour("from", from).orElse(end.minus(USUAL));
        if (!begin.isBefore(end)) {
            throw QueryParameters.invalid("from", "from must be before to, which is " + end + ".");
        }
        if (begin.plus(LONGEST).isBefore(end)) {
            throw QueryParameters.invalid(
                    "from",
                    "from must be at most " + LONGEST.toDays() + " days before to, which is " + end
                            + ". Ask for one part after the other.");
        }
        return Period.of(begin, end);
    }

    GroupBy groupBy() {
        return QueryParameters.word("groupBy", groupBy, GROUPS)
                .map(word -> GroupBy.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(GroupBy.TOTAL);
    }

    private static Optional<Instant> hour(String name, @Nullable String text) {
        Optional<Instant> time = date(text).or(() -> QueryParameters.time(name, text));
        time.filter(given -> !given.equals(given.truncatedTo(ChronoUnit.HOURS))
                        || given.isBefore(EARLIEST)
                        || given.isAfter(LATEST))
                .ifPresent(given -> {
                    throw QueryParameters.invalid(
                            name,
                            name + " must be a date or a full hour of UTC between the years 2000 and 2200, for "
                                    + "example 2026-01-31 or 2026-01-31T12:00:00Z.");
                });
        return time;
    }

    private static Optional<Instant> date(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(given -> given.length() == 10)
                    .map(given ->
                            LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
