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

    REQUESTS_PER_TENANT(Area.REQUESTS, 32, "requests", "requests of a tenant in work at once at a replica; streams are counted by themselves", "429 `RATE_LIMITED` after a wait", "VOXGATE_REQUESTS_PER_TENANT"),
    REQUESTS_WAITING_PER_TENANT(Area.REQUESTS, 256, "requests", "requests of a tenant that wait for their turn at a replica", "429 `RATE_LIMITED`"),
    REQUESTS_PER_REPLICA(Area.REQUESTS, 256, "requests", "requests of all tenants in work at once at a replica; the operator's are not among them", "429 `RATE_LIMITED` after a wait"),
    REQUEST_WAIT(Area.REQUESTS, 5_000, "milliseconds", "the wait for a turn", "429 `RATE_LIMITED`"),
    CALLBACKS_PER_TENANT(Area.REQUESTS, 32, "callbacks", "vendors' callbacks to a tenant in work at once at a replica", "429 `RATE_LIMITED` after a wait"),
    CALLBACKS_PER_REPLICA(Area.REQUESTS, 128, "callbacks", "vendors' callbacks to all tenants in work at once at a replica", "429 `RATE_LIMITED` after a wait"),
    COMPUTATIONS_PER_PROCESSOR(Area.REQUESTS, 1, "computations", "bodies that are read, checked and translated at once, for each processor; a tenant has half of them, at least one", "429 `RATE_LIMITED` after a wait"),
    DATABASE_CONNECTIONS_PER_TENANT(Area.REQUESTS, 6, "connections", "connections to the database that work for a tenant at once at a replica", "429 `RATE_LIMITED` after a wait"),
    DATABASE_CONNECTIONS_RESERVED(Area.REQUESTS, 4, "connections", "connections to the database that tenants leave to sign-in, callbacks and pollers", "429 `RATE_LIMITED` after a wait"),
    STREAMS_PER_TENANT(Area.REQUESTS, 100, "streams", "live streams of a tenant at a replica", "429 `RATE_LIMITED`", "VOXGATE_STREAMS_PER_TENANT"),
    STREAMS_PER_REPLICA(Area.REQUESTS, 2_000, "streams", "live streams of all tenants at a replica", "429 `RATE_LIMITED`", "VOXGATE_STREAMS_PER_REPLICA"),

    WRONG_KEYS_PER_SECOND(Area.REQUESTS, 100, "a second", "wrong keys, stream tokens and callback addresses from one address, wrong callbacks to one connection, after a burst of five seconds' worth", "429 `RATE_LIMITED` instead of 401; what is right is always taken"),
    UNKNOWN_KEY_LOOKUPS_PER_SECOND(Area.REQUESTS, 20, "a second", "look-ups in the database for keys, tokens and addresses that are not known at a replica, half of them for one address, after a burst of five seconds' worth", "429 `RATE_LIMITED`; what is known is always looked up"),
    KNOWN_KEYS(Area.REQUESTS, 100_000, "keys", "keys that a replica knows without a look-up, and as many callback addresses", "further ones are among the unknown"),

    TEMPLATES_PER_TENANT(Area.QUOTAS, 1_000, "templates", "templates of a tenant", "409 `QUOTA_EXCEEDED`"),
    REVISIONS_PER_TEMPLATE(Area.QUOTAS, 1_000, "revisions", "revisions of a template", "409 `QUOTA_EXCEEDED`"),
    WEBHOOKS_PER_TENANT(Area.QUOTAS, 50, "webhooks", "webhooks of a tenant", "409 `QUOTA_EXCEEDED`"),
    KEYS_PER_TENANT(Area.QUOTAS, 100, "keys", "keys of a tenant, expired ones too", "409 `QUOTA_EXCEEDED`"),
    CONNECTIONS_PER_TENANT(Area.QUOTAS, 100, "connections", "connections of a tenant", "409 `QUOTA_EXCEEDED`"),
    CREDENTIALS_PER_TENANT(Area.QUOTAS, 500, "credentials", "credentials of a tenant", "409 `QUOTA_EXCEEDED`"),
    RUNNING_SESSIONS_PER_TENANT(Area.QUOTAS, 10_000, "sessions", "sessions of a tenant that are not over", "409 `QUOTA_EXCEEDED`"),
    STREAM_TOKENS_PER_TENANT(Area.QUOTAS, 5_000, "tokens", "stream tokens of a tenant, each for the hour that it lasts", "409 `QUOTA_EXCEEDED`"),
    PARKED_CALLBACKS_PER_TENANT(Area.QUOTAS, 10_000, "callbacks", "callbacks of a tenant that wait for a session to claim them", "the oldest are dropped"),
    PARKED_BYTES_PER_TENANT(Area.QUOTAS, 32 << 20, "bytes", "the same together", "the oldest are dropped");

    /** The headings of the table. */
    public enum Area {
        BODIES("Bodies"),
        REQUESTS("Requests at once"),
        QUOTAS("What a tenant may have");

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
