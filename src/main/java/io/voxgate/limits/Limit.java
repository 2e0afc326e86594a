package io.voxgate.limits;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every budget of the service: what is bounded, by how much, and what happens beyond it. The code that does the work
 * reads its limit here, before it does the work. {@code docs/limits.md} and the table in the contract are written from
 * this list; a test fails for a limit that no code reads.
 */
public enum Limit {
    // A limit has one or two lines: with a line for each argument the list would be three times as long.
    // spotless:off
    BODY_BYTES(Area.BODIES, 1 << 20, "bytes", "a request's body", "413 `BODY_TOO_LARGE`"),
    CALLBACK_BYTES(Area.BODIES, 1 << 18, "bytes", "a vendor's callback", "413 `BODY_TOO_LARGE`"),
    BODY_DEPTH(Area.BODIES, 64, "levels", "objects and lists within each other in a body", "400 `MALFORMED_BODY`"),
    MEMBER_NAME_LENGTH(Area.BODIES, 256, "characters", "the name of a member", "400 `MALFORMED_BODY`"),
    BODY_VALUES(Area.BODIES, 20_000, "values", "objects, lists, texts, numbers … of a body, at every depth, itself included",
            "413 `BODY_TOO_LARGE`"),
    BODY_POINTERS(Area.BODIES, 2 << 20, "characters", "the JSON Pointers of all values of a body together", "413 `BODY_TOO_LARGE`"),
    NUMBER_DIGITS(Area.BODIES, 40, "digits", "a number of a body, or of what a vendor sends, written out without an exponent",
            "422 `INVALID_REQUEST`; a vendor's is kept as the text that it is"),
    AGENT_BYTES(Area.BODIES, 1 << 18, "bytes",
            "an agent as JSON, also one that is made of a template, variables and a patch; a template with its variables",
            "422 `INVALID_REQUEST`"),
    TRANSLATION_BYTES(Area.BODIES, 4 << 20, "bytes", "all translations of a dry run together", "422 `INVALID_REQUEST`"),
    FAULTS(Area.BODIES, 50, "faults", "what one problem reports in `errors`, and one template in `warnings`", "the "
            + "first ones are reported"),
    POINTER_LENGTH(Area.BODIES, 512, "characters", "the pointer of a fault", "cut, with … at its end"),
    FAULT_DETAIL_LENGTH(Area.BODIES, 2_000, "characters", "the sentence of a fault", "cut, with … at its end"),
    READ_VALUES(Area.BODIES, 200_000, "values", "a body read anew after each member that cannot be read, to report all of them",
            "the faults found so far are reported"),

    CONNECTIONS(Area.CONNECTIONS, 4096, "connections", "open at one port of a replica; fewer where the process may open fewer files",
            "one that waits for a request is closed; when none waits, the new one", "VOXGATE_CONNECTIONS"),
    CONNECTIONS_PER_ADDRESS(Area.CONNECTIONS, 2048, "connections", "of one address (IPv6: one /64 network); a proxy counts as one",
            "the address's connection that has waited longest is closed; when none waits, the new one",
            "VOXGATE_CONNECTIONS_PER_ADDRESS"),
    IDLE_SECONDS(Area.CONNECTIONS, 60, "seconds", "without a byte in either direction", "the connection is closed"),
    HEAD_SECONDS(Area.CONNECTIONS, 10, "seconds", "from the first byte of a request's head to its last", "the connection is closed"),
    BODY_SECONDS(Area.CONNECTIONS, 120, "seconds", "from the end of a request's head to the end of its body", "the connection is closed"),
    HEAD_BYTES_IN_ALL(Area.CONNECTIONS, 16 << 20, "bytes", "all requests' heads at one port that are not complete yet",
            "the connection that sent the byte is closed"),

    MESSAGE_DEPTH(Area.VENDORS, 64, "levels", "objects and lists within each other in a vendor's callback or answer",
            "a callback: 413 `BODY_TOO_LARGE`; an answer: it counts as unreadable"),
    MESSAGE_VALUES(Area.VENDORS, 20_000, "values", "the values in a vendor's callback or answer",
            "a callback: 413 `BODY_TOO_LARGE`; an answer: it counts as unreadable"),
    ANSWER_BYTES(Area.VENDORS, 1 << 20, "bytes", "a vendor's answer",
            "it counts as unreadable: whether the call was executed is unknown"),
    VENDOR_TEXT_LENGTH(Area.VENDORS, 1_000, "characters", "a vendor's message", "it is cut there"),
    VENDOR_CODE_LENGTH(Area.VENDORS, 200, "characters", "a vendor's code or the id of its request", "it is cut there"),
    VENDOR_SESSION_ID_LENGTH(Area.VENDORS, 256, "characters", "a vendor's id of a session",
            "it is no id: a start is unknown, a callback belongs to no session"),

    EVENT_BYTES(Area.EVENTS, 1 << 18, "bytes", "an event as the database prints it, with what the vendor sent",
            "what the vendor sent is left out, then the data; `leftOut` says so"),
    PARKED_BYTES(Area.EVENTS, 16 << 20, "bytes", "the callbacks that came before their session was known",
            "the later ones are dropped and counted"),
    STREAM_READ_BYTES(Area.EVENTS, 8 << 20, "bytes", "the events that one read for all streams of a replica takes",
            "the streams read the rest page by page"),
    CLAIM_BYTES(Area.EVENTS, 8 << 20, "bytes", "the events of the deliveries that a replica takes at once",
            "the others are taken next time"),

    WEBHOOKS(Area.QUOTAS, 500, "webhooks", "the webhooks of a tenant", "409 `QUOTA_EXCEEDED`"),
    TEMPLATES_PER_TENANT(Area.QUOTAS, 1_000, "templates", "templates of a tenant", "409 `QUOTA_EXCEEDED`"),
    REVISIONS_PER_TEMPLATE(Area.QUOTAS, 1_000, "revisions", "revisions of a template", "409 `QUOTA_EXCEEDED`"),
    KEYS_PER_TENANT(Area.QUOTAS, 100, "keys", "keys of a tenant, expired ones too", "409 `QUOTA_EXCEEDED`"),
    CONNECTIONS_PER_TENANT(Area.QUOTAS, 100, "connections", "connections of a tenant", "409 `QUOTA_EXCEEDED`"),
    CREDENTIALS_PER_TENANT(Area.QUOTAS, 500, "credentials", "credentials of a tenant", "409 `QUOTA_EXCEEDED`"),
    RUNNING_SESSIONS_PER_TENANT(Area.QUOTAS, 10_000, "sessions", "sessions of a tenant that are not over", "409 `QUOTA_EXCEEDED`"),
    CALLING_POLICIES_PER_TENANT(Area.QUOTAS, 50, "policies", "calling policies of a tenant; every phone call reads all of them",
            "409 `QUOTA_EXCEEDED`"),
    SUPPRESSIONS_PER_TENANT(Area.QUOTAS, 200_000, "numbers", "numbers on the suppression list of a tenant; opt-outs come in above it",
            "409 `QUOTA_EXCEEDED`"),
    STREAM_TOKENS_PER_TENANT(Area.QUOTAS, 5_000, "tokens", "stream tokens of a tenant, each for the hour that it lasts",
            "409 `QUOTA_EXCEEDED`"),
    PARKED_CALLBACKS_PER_TENANT(Area.QUOTAS, 10_000, "callbacks", "callbacks of a tenant that wait for a session to claim them",
            "the oldest are dropped"),
    PARKED_BYTES_PER_TENANT(Area.QUOTAS, 32 << 20, "bytes", "the same together", "the oldest are dropped"),

    WEBHOOK_SENDERS(Area.BACKGROUND, 256, "permits", "deliveries that a replica sends at once", "the others wait"),
    WEBHOOK_SENDERS_PER_TENANT(Area.BACKGROUND, 64, "permits", "those of one tenant", "the tenant's others wait"),
    WEBHOOK_SENDERS_PER_WEBHOOK(Area.BACKGROUND, 8, "permits", "those of one webhook, over all replicas", "the webhook's others wait"),
    WEBHOOK_SENDERS_RESERVED(Area.BACKGROUND, 64, "permits", "those that only tenants with few get", "tenants with more wait"),
    WEBHOOK_SLOW_MS(Area.BACKGROUND, 5_000, "milliseconds", "a receiver's answer",
            "the webhook gets one delivery at a time until an answer is faster"),
    WEBHOOK_ANSWER_BODY_MS(Area.BACKGROUND, 1_000, "milliseconds", "the wait for an answer's body when its status is there",
            "the body is cut off; the status counts"),
    WEBHOOK_BACKLOG_COUNTED(Area.BACKGROUND, 100_000, "deliveries", "what the metric of waiting deliveries counts",
            "it says no more than this"),
    LOOKUPS(Area.BACKGROUND, 128, "permits", "sessions that a replica asks vendors about at once", "the others wait"),
    LOOKUPS_PER_TENANT(Area.BACKGROUND, 32, "permits", "those of one tenant", "the tenant's others wait"),
    LOOKUPS_PER_CONNECTION(Area.BACKGROUND, 24, "permits", "those of one connection", "the connection's others wait"),
    LOOKUPS_RESERVED(Area.BACKGROUND, 32, "permits", "those that only tenants with few get", "tenants with more wait"),
    LOOKUP_SECONDS(Area.BACKGROUND, 15, "seconds", "the time of one look-up of a session", "it goes on a moment later from where it was"),
    LOOKUP_CALLS(Area.BACKGROUND, 60, "calls", "the calls of one look-up of a session", "it goes on a moment later from where it was"),
    LOOKUP_MEMORY_LENGTH(Area.BACKGROUND, 65_536, "characters", "what a look that goes on later remembers", "it begins again"),
    LOOKUP_SLOW_MS(Area.BACKGROUND, 3_000, "milliseconds", "a vendor's answer to a look",
            "the session is looked at less often: after four times as long as the answer took"),
    LOOKUP_SLOW_PAUSE_SECONDS(Area.BACKGROUND, 60, "seconds", "the pause that a slow answer causes", "it is not longer"),
    STALL_CHECKS(Area.BACKGROUND, 16, "permits", "sessions that a replica checks at once because their agent may be silent",
            "the others wait"),
    STALL_CHECKS_PER_TENANT(Area.BACKGROUND, 8, "permits", "those of one tenant", "the tenant's others wait"),
    LOOKUPS_COUNTED(Area.BACKGROUND, 10_000, "sessions", "what the metric of waiting looks counts", "it says no more than this"),
    UNKNOWN_COUNTED(Area.BACKGROUND, 10_000, "sessions", "what the metric of unknown sessions counts", "it says no more than this"),
    VENDOR_CONNECTIONS_PER_HOST(Area.BACKGROUND, 256, "connections", "connections of a replica to one vendor host",
            "calls wait for one until their deadline"),
    NAME_LOOKUPS(Area.BACKGROUND, 128, "names", "names that a replica looks up at once", "the others wait"),
    NAME_LOOKUPS_PER_DOMAIN(Area.BACKGROUND, 16, "names", "those of one domain", "the domain's others wait"),
    STREAM_READS(Area.BACKGROUND, 6, "pages", "pages of events that a replica reads at once for live streams that are behind",
            "streams wait, the tenants in turn"),
    WORK_LEASE(Area.BACKGROUND, 6_000, "milliseconds",
            "how long a delivery or a look is its taker's alone; it is renewed while the work goes on",
            "others take it over: its taker died or stands still"),
    WORK_SECONDS(Area.BACKGROUND, 120, "seconds", "one delivery or one look as a whole, whatever it waits for",
            "it is interrupted, and others take it over"),
    SHUTDOWN(Area.BACKGROUND, 30, "seconds", "what a replica that is told to stop has begun: requests, deliveries, looks",
            "it is cut off"),
    STREAM_READS_PER_TENANT(Area.BACKGROUND, 3, "pages", "those of one tenant", "the tenant's other streams wait"),

    QUERY_BYTES(Area.QUERIES, 8192, "bytes", "the query of a request", "400 `INVALID_PARAMETER`"),
    QUERY_PARAMETERS(Area.QUERIES, 20, "parameters", "the query of a request", "400 `INVALID_PARAMETER`"),
    QUERY_VALUE_LENGTH(Area.QUERIES, 1000, "characters", "the name or the value of a query parameter", "400 `INVALID_PARAMETER`"),
    METADATA_FILTERS(Area.QUERIES, 5, "filters", "`metadata.KEY=value` when sessions are listed", "400 `INVALID_PARAMETER`"),
    PAGE_ITEMS(Area.QUERIES, 200, "items", "a page of a list", "the page ends; `nextPageToken` goes on"),
    PAGE_BYTES(Area.QUERIES, 1 << 21, "bytes", "a page of a list, as its rows are stored", "the page ends; `nextPageToken` goes on"),
    TRANSCRIPT_BYTES(Area.QUERIES, 1 << 22, "bytes", "a transcript, as its events are stored",
            "it ends with a note; the session's events go on"),

    STRAY_CALLS(Area.QUERIES, 20, "calls", "calls to the vendor for one page of what runs there without a session",
            "the page ends; `nextPageToken` goes on"),
    STRAY_CANDIDATES(Area.QUERIES, 200, "sessions",
            "a tenant's newest sessions without a vendor's handle, and as many of its newest failed ones, that are compared with "
            + "what runs there", "older ones are not named"),

    STATEMENT_TIME(Area.DATABASE, 10_000, "milliseconds", "one statement of a request", "503 `UNAVAILABLE`"),
    LONG_STATEMENT_TIME(Area.DATABASE, 120_000, "milliseconds",
            "one statement that deletes or sums up much: retention, usage, erasure, the end of a tenant",
            "503 `UNAVAILABLE`, or tried again later"),
    LOCK_TIME(Area.DATABASE, 5_000, "milliseconds", "a statement's wait for what another one holds", "503 `UNAVAILABLE`"),
    IDLE_TRANSACTION_TIME(Area.DATABASE, 10_000, "milliseconds", "a transaction in which nothing happens",
            "the database ends it: 503 `UNAVAILABLE`"),
    STATEMENT_MEMORY(Area.DATABASE, 8192, "kB", "the memory of one sort or hash of a statement (`work_mem`)", "it goes on in files"),
    DATABASE_SILENCE(Area.DATABASE, 20, "seconds", "the wait for a word of the database, a long statement aside",
            "the connection is closed: 503 `UNAVAILABLE`"),
    CLOCK_DIFFERENCE(Area.DATABASE, 10_000, "milliseconds", "between a machine's clock and the database's, which alone judges",
            "the replica is not ready"),
    CLOCK_ROUND_TRIP(Area.DATABASE, 500, "milliseconds", "a question for the database's time, from asking to the answer",
            "the answer is not trusted; what was measured before counts"),

    REQUESTS_PER_TENANT(Area.REQUESTS, 32, "requests",
            "requests of a tenant in work at once at a replica; streams are counted by themselves", "429 `RATE_LIMITED` after a wait",
            "VOXGATE_REQUESTS_PER_TENANT"),
    REQUESTS_WAITING_PER_TENANT(Area.REQUESTS, 256, "requests", "requests of a tenant that wait for their turn at a replica",
            "429 `RATE_LIMITED`"),
    REQUESTS_PER_REPLICA(Area.REQUESTS, 256, "requests",
            "requests of all tenants in work at once at a replica; the operator's are not among them", "429 `RATE_LIMITED` after a wait"),
    REQUEST_WAIT(Area.REQUESTS, 5_000, "milliseconds", "the wait for a turn", "429 `RATE_LIMITED`"),
    CALLBACKS_PER_TENANT(Area.REQUESTS, 32, "callbacks", "vendors' callbacks to a tenant in work at once at a replica",
            "429 `RATE_LIMITED` after a wait"),
    CALLBACKS_PER_REPLICA(Area.REQUESTS, 128, "callbacks", "vendors' callbacks to all tenants in work at once at a replica",
            "429 `RATE_LIMITED` after a wait"),
    COMPUTATIONS_PER_PROCESSOR(Area.REQUESTS, 1, "computations",
            "bodies that are read, checked and translated at once, for each processor; a tenant has half of them, at least one",
            "429 `RATE_LIMITED` after a wait"),
    DATABASE_CONNECTIONS_PER_TENANT(Area.REQUESTS, 6, "connections",
            "connections to the database that work for a tenant at once at a replica", "429 `RATE_LIMITED` after a wait"),
    DATABASE_CONNECTIONS_RESERVED(Area.REQUESTS, 4, "connections",
            "connections to the database that tenants leave to sign-in, callbacks and pollers", "429 `RATE_LIMITED` after a wait"),
    STREAMS_PER_TENANT(Area.REQUESTS, 100, "streams", "live streams of a tenant at a replica", "429 `RATE_LIMITED`",
            "VOXGATE_STREAMS_PER_TENANT"),
    STREAMS_PER_REPLICA(Area.REQUESTS, 2_000, "streams", "live streams of all tenants at a replica", "429 `RATE_LIMITED`",
            "VOXGATE_STREAMS_PER_REPLICA"),
    WRONG_KEYS_PER_SECOND(Area.REQUESTS, 100, "a second",
            "wrong keys, stream tokens and callback addresses from one address, wrong callbacks to one connection, after a burst of "
            + "five seconds' worth", "429 `RATE_LIMITED` instead of 401; what is right is always taken"),
    UNKNOWN_KEY_LOOKUPS_PER_SECOND(Area.REQUESTS, 20, "a second",
            "look-ups in the database for keys, tokens and addresses that are not known at a replica, half of them for one address, "
            + "after a burst of five seconds' worth", "429 `RATE_LIMITED`; what is known is always looked up"),
    KNOWN_KEYS(Area.REQUESTS, 100_000, "keys", "keys that a replica knows without a look-up, and as many callback addresses",
            "further ones are among the unknown"),

    KNOWN_CREDENTIALS(Area.SECRETS, 500, "credentials",
            "the tenant's newest, which are looked for in all that its vendors say; those of a call itself always are",
            "what looks like a key is masked all the same"),
    ROLE_KEYS(Area.SECRETS, 10_000, "roles", "roles whose temporary keys a replica keeps", "those used least are asked for anew");
    // spotless:on

    /** The headings of the table. */
    public enum Area {
        BODIES("Bodies"),
        CONNECTIONS("Connections"),
        VENDORS("What vendors send"),
        EVENTS("Events"),
        BACKGROUND("Work in the background"),
        QUERIES("Queries and lists"),
        DATABASE("Work of the database"),
        REQUESTS("Requests at once"),
        QUOTAS("What a tenant may have"),
        SECRETS("Secrets");

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

    Limit(Area area, long max, String unit, String what, String beyond, @Nullable String setting) {
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
