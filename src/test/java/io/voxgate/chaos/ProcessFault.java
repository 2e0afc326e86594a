package io.voxgate.chaos;

import java.time.Duration;

/**
 * One fault of a process or of a line to it.
 *
 * @param at since the beginning
 * @param replica which of the two; without meaning for faults of the database
 * @param time how long, or by how much a clock is wrong
 */
record ProcessFault(Kind kind, Duration at, int replica, Duration time) {

    /** What is done. */
    enum Kind {
        /** kill -9, and started again. */
        KILL,
        /** SIGSTOP, and SIGCONT later. */
        PAUSE,
        /** SIGTERM under load, and started again. */
        TERMINATE,
        /** kill -9, and started again with another clock. */
        CLOCK,
        /** PostgreSQL ends as by a crash. */
        DATABASE_IMMEDIATE,
        /** PostgreSQL ends in order. */
        DATABASE_FAST,
        /** Every process of PostgreSQL stands still. */
        DATABASE_PAUSE,
        /** All connections to PostgreSQL are reset. */
        LINE_RESET,
        /** Whatever goes over today's connections to PostgreSQL is swallowed from now on. */
        LINE_SWALLOWS,
        /** Bytes come in small pieces. */
        LINE_DRIPS,
        /** Half of each next answer, then a reset. */
        LINE_HALF_ANSWER;

        boolean ofReplica() {
            return ordinal() <= CLOCK.ordinal();
        }
    }
}
