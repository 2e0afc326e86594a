package io.voxgate.limits;

import java.util.Locale;
import java.util.Optional;

/**
 * Every budget of the service: what is bounded, by how much, and what happens beyond it. The code that does the work reads its limit here, before
 * it does the work. {@code docs/limits.md} and the table in the contract are written from this list; a test fails for a limit that no code reads.
 */
public enum Limit {
    BODY_BYTES(Area.BODIES, 1 << 20, "bytes", "a request's body", "413 `BODY_TOO_LARGE`"),
    CALLBACK_BYTES(Area.BODIES, 1 << 18, "bytes", "a vendor's callback", "413 `BODY_TOO_LARGE`"),
    BODY_DEPTH(Area.BODIES, 64, "levels", "objects and lists within each other in a body", "400 `MALFORMED_BODY`"),
    MEMBER_NAME_LENGTH(Area.BODIES, 256, "characters", "the name of a member", "400 `MALFORMED_BODY`"),

    QUERY_BYTES(Area.QUERIES, 8192, "bytes", "the query of a request", "400 `INVALID_PARAMETER`"),
    QUERY_PARAMETERS(Area.QUERIES, 20, "parameters", "the query of a request", "400 `INVALID_PARAMETER`"),
    QUERY_VALUE_LENGTH(Area.QUERIES, 1000, "characters", "the name or the value of a query parameter", "400 `INVALID_PARAMETER`"),
    METADATA_FILTERS(Area.QUERIES, 5, "filters", "`metadata.KEY=value` when sessions are listed", "400 `INVALID_PARAMETER`"),
    PAGE_ITEMS(Area.QUERIES, 200, "items", "a page of a list", "the page ends; `nextPageToken` goes on"),
    PAGE_BYTES(Area.QUERIES, 1 << 21, "bytes", "a page of a list, as its rows are stored", "the page ends; `nextPageToken` goes on"),
    TRANSCRIPT_BYTES(Area.QUERIES, 1 << 22, "bytes", "a transcript, as its events are stored",
            "it ends with a note; the session's events go on"),

    STATEMENT_TIME(Area.DATABASE, 10_000, "milliseconds", "one statement of a request", "503 `UNAVAILABLE`"),
    LONG_STATEMENT_TIME(Area.DATABASE, 120_000, "milliseconds",
            "one statement that deletes or sums up much: retention, usage, erasure, the end of a tenant",
            "503 `UNAVAILABLE`, or tried again later"),
    LOCK_TIME(Area.DATABASE, 5_000, "milliseconds", "a statement's wait for what another one holds", "503 `UNAVAILABLE`"),
    IDLE_TRANSACTION_TIME(Area.DATABASE, 10_000, "milliseconds", "a transaction in which nothing happens",
            "the database ends it: 503 `UNAVAILABLE`"),
    STATEMENT_MEMORY(Area.DATABASE, 8192, "kB", "the memory of one sort or hash of a statement (`work_mem`)", "it goes on in files"),
    DATABASE_SILENCE(Area.DATABASE, 20, "seconds", "the wait for a word of the database, a long statement aside",
            "the connection is closed: 503 `UNAVAILABLE`");

    /** The headings of the table. */
    public enum Area {
        BODIES("Bodies"),
        QUERIES("Queries and lists"),
        DATABASE("Work of the database");

        private final String title;

        Area(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final Area area;
    private final long max;
    private final String unit;
    private final String what;
    private final String beyond;
    private final Optional<String> setting;

    Limit(Area area, long max, String unit, String what, String beyond) {
        this(area, max, unit, what, beyond, null);
    }

    Limit(Area area, long max, String unit, String what, String beyond, String setting) {
        this.area = area;
        this.max = max;
        this.unit = unit;
        this.what = what;
        this.beyond = beyond;
        this.setting = Optional.ofNullable(setting);
    }

    /** The most that is allowed; where {@link #setting} names a variable, the default. */
    public long max() {
        return max;
    }

    /** {@link #max} for sizes and counts that Java counts as int. */
    public int count() {
        return Math.toIntExact(max);
    }

    public Area area() {
        return area;
    }

    public String unit() {
        return unit;
    }

    /** What is bounded, as half a sentence. */
    public String what() {
        return what;
    }

    /** What happens beyond it: the status and code of the problem, or what is done instead. */
    public String beyond() {
        return beyond;
    }

    /** The environment variable by which an operator chooses another value. */
    public Optional<String> setting() {
        return setting;
    }

    /** As problems and the contract spell it: {@code bodyBytes}. */
    public String word() {
        StringBuilder word = new StringBuilder();
        for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
            word.append(word.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }
}
