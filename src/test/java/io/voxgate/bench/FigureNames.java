package io.voxgate.bench;

/** How the figures of the rounds are called; an operation's own are {@code OPERATION + FIGURE}. */
final class FigureNames {
    static final String TEMPLATE = "start by template";
    static final String INLINE = "start of an inline agent";
    static final String CALLBACK = "callback";
    static final String DELIVERY = "webhook delivery";
    static final String ONE = "read of a session";
    static final String LIST = "list of 50 sessions";

    static final String PG_START = "pgbench start";
    static final String PG_CALLBACK = "pgbench callback";
    static final String PG_CLAIM = "pgbench claim";
    static final String TENCENT = "Tencent SDK";
    static final String ALIBABA = "Alibaba SDK";
    static final String HOP = "nginx hop";
    static final String PORTKEY = "Portkey";
    static final String DIRECT = "peer without a hop";

    static final String PER_SECOND = ": per second";
    static final String P50 = ": p50 ms";
    static final String P99 = ": p99 ms";
    static final String SERVICE_CPU = ": CPU µs";
    static final String DATABASE_CPU = ": PostgreSQL CPU µs";
    static final String ALLOCATED = ": allocated KB";
    static final String STATEMENTS = ": statements";
    static final String COMMITS = ": commits";
    static final String WAL = ": WAL bytes";

    private FigureNames() {}
}
