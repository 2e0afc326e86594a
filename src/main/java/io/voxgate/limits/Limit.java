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
    BODY_VALUES(Area.BODIES, 20_000, "values", "objects, lists, texts, numbers … of a body, at every depth, itself included", "413 `BODY_TOO_LARGE`"),
    BODY_POINTERS(Area.BODIES, 2 << 20, "characters", "the JSON Pointers of all values of a body together", "413 `BODY_TOO_LARGE`"),
    NUMBER_DIGITS(Area.BODIES, 40, "digits", "a number of a body, written out without an exponent", "422 `INVALID_REQUEST`"),
    AGENT_BYTES(Area.BODIES, 1 << 18, "bytes", "an agent as JSON, also one that is made of a template, variables and a patch; a template with its variables",
            "422 `INVALID_REQUEST`"),
    TRANSLATION_BYTES(Area.BODIES, 4 << 20, "bytes", "all translations of a dry run together", "422 `INVALID_REQUEST`"),
    FAULTS(Area.BODIES, 50, "faults", "what one problem tells in `errors`, and one template in `warnings`", "the first ones are told"),
    POINTER_LENGTH(Area.BODIES, 512, "characters", "the pointer of a fault", "cut, with … at its end"),
    FAULT_DETAIL_LENGTH(Area.BODIES, 2_000, "characters", "the sentence of a fault", "cut, with … at its end"),
    READ_VALUES(Area.BODIES, 200_000, "values", "a body read anew after each member that cannot be read, to tell all of them", "the faults found so far are told"),

    CONNECTIONS(Area.CONNECTIONS, 4096, "connections", "open at one port of a replica; fewer where the process may open fewer files",
            "one that waits for a request is closed; when none waits, the new one", "VOXGATE_CONNECTIONS"),
    CONNECTIONS_PER_ADDRESS(Area.CONNECTIONS, 2048, "connections", "of one address (IPv6: one /64 network); a proxy counts as one",
            "the address's connection that has waited longest is closed; when none waits, the new one", "VOXGATE_CONNECTIONS_PER_ADDRESS"),
    IDLE_SECONDS(Area.CONNECTIONS, 60, "seconds", "without a byte in either direction", "the connection is closed"),
    HEAD_SECONDS(Area.CONNECTIONS, 10, "seconds", "from the first byte of a request's head to its last", "the connection is closed"),
    BODY_SECONDS(Area.CONNECTIONS, 120, "seconds", "from the end of a request's head to the end of its body", "the connection is closed"),
    HEAD_BYTES_IN_ALL(Area.CONNECTIONS, 16 << 20, "bytes", "all requests' heads at one port that are not complete yet", "the connection that sent the byte is closed");

    /** The headings of the table. */
    public enum Area {
        BODIES("Bodies"),
        CONNECTIONS("Connections");

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
