package io.voxgate.limits;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The limits as a table in Markdown, for the contract and for {@code docs/limits.md}. */
public final class LimitsTable {
    /**
     * No column is aligned: that becomes an inline style on the reference page, whose Content-Security-Policy forbids
     * those.
     */
    private static final String HEAD = "| limit | at most | of what | beyond it |\n| --- | --- | --- | --- |\n";

    private LimitsTable() {}

    /** All limits in one table. */
    public static String markdown() {
        return HEAD + Arrays.stream(Limit.values()).map(LimitsTable::row).collect(Collectors.joining("\n"));
    }

    /** The page in {@code docs/}: a table for each area. */
    public static String page() {
        return """
                # Limits

                Every budget of the service, written from `io.voxgate.limits.Limit`, where a value is changed. A \
                request that is over one of them gets a problem
                whose member `limit` names it: `"limit": {"name": "bodyBytes", "max": 1048576, "unit": "bytes"}`. Nothing was done then.
                """
                + Arrays.stream(Limit.Area.values()).map(LimitsTable::section).collect(Collectors.joining());
    }

    private static String section(Limit.Area area) {
        return "\n## " + area.title() + "\n\n" + HEAD
                + Arrays.stream(Limit.values())
                        .filter(limit -> limit.area() == area)
                        .map(LimitsTable::row)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String row(Limit limit) {
        String setting = limit.setting().map(name -> " (`" + name + "`)").orElse("");
        return "| `%s` | %,d %s%s | %s | %s |"
                .formatted(limit.word(), limit.max(), limit.unit(), setting, limit.what(), limit.beyond());
    }
}
