package io.voxgate.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.time.Duration;
import java.util.List;

/** The next step of a look-up. */
public sealed interface LookupStep {

    /** Send this, then come back with the reply and the state. */
    record Call(VendorCall call, LookupState state) implements LookupStep {}

    record Found(VendorSession session) implements LookupStep {}

    /** The vendor knows nothing of it, and would by now. */
    record Absent() implements LookupStep {}

    /**
     * There are sessions of the vendor that could be ours, and it is unknown which: begin again later, until somebody
     * has to decide.
     *
     * @param candidates the vendor's handles of them
     * @param running those of them that are not over
     */
    record Undecided(List<String> candidates, List<String> running) implements LookupStep {}

    /**
     * Cannot say yet: begin again after this time.
     *
     * @param memory the {@link LookupState#cursor} to begin again with; empty: nothing needs to be remembered
     */
    record Later(Duration after, String why, ObjectNode memory) implements LookupStep {
        public Later(Duration after, String why) {
            this(after, why, Json.object());
        }
    }
}
