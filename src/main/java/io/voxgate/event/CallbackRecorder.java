package io.voxgate.event;

import io.voxgate.event.UnmatchedEventTable.UnmatchedRow;
import java.util.List;

/** Stores what callbacks report. The sessions do: they know which of them it is about. */
public interface CallbackRecorder {
    /**
     * Records a vendor's events of one session, or keeps them until a session claims them.
     *
     * @param connections the names of those that the callback may be for
     */
    void record(List<String> connections, List<UnmatchedRow> arrived);
}
