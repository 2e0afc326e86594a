package io.voxgate.database;

import io.micrometer.core.instrument.Metrics;
import org.jboss.logging.Logger;

/**
 * Counts the rows that could not be used: too large, or not what they should be. Such a row is left out or shown
 * without its data, and everything beside it goes on.
 */
public final class SkippedRows {
    private static final Logger LOG = Logger.getLogger(SkippedRows.class);

    private SkippedRows() {}

    /**
     * One more.
     *
     * @param where it was read: events, transcript, streams, webhooks, sessions, unmatched or poller
     */
    public static void count(String where, String row, String why) {
        Metrics.counter("voxgate.rows.skipped", "where", where).increment();
        LOG.warnf("row skipped where=%s row=%s why=%s", where, row, why);
    }
}
