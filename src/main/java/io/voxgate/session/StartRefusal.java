package io.voxgate.session;

import io.voxgate.database.Transaction;
import io.voxgate.model.Problem;
import io.voxgate.session.state.Session;

/**
 * A "no" to a start.
 *
 * @param problem as the caller gets it
 * @param ending how the session ends when no other connection is tried
 */
record StartRefusal(Problem problem, SessionEnding ending) {
    interface SessionEnding {
        Session in(Transaction tx);
    }
}
