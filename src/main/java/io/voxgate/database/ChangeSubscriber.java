package io.voxgate.database;

import java.util.Set;

/** Wants to know what was changed or announced, by whichever replica. */
public interface ChangeSubscriber {

    /** These were committed. */
    void changed(Set<RowChange> changes);

    /** Somebody has spoken on another channel that is listened to. */
    default void announced(String channel) {}

    /**
     * Whatever was committed until now has been reported; that may be relied upon until this moment, on the clock of
     * {@link System#nanoTime}.
     */
    void validUntil(long untilNanos);

    /** Anything may have been changed without an announcement. */
    void lost();
}
