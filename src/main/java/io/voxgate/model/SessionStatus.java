package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a session is in its life. */
@Schema(
        name = "SessionStatus",
        description =
                "Where a session is in its life. unknown: the vendor may or may not have started it; Voxgate is finding out.")
public enum SessionStatus {
    @JsonProperty("starting")
    STARTING,
    @JsonProperty("ringing")
    RINGING,
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("stopping")
    STOPPING,
    @JsonProperty("ended")
    ENDED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("unknown")
    UNKNOWN;

    /**
     * Those that are not terminal, as a list for SQL: written out, so that the planner can use the index of sessions
     * that run.
     */
    public static final String RUNNING_IN_SQL = "'starting', 'ringing', 'active', 'stopping', 'unknown'";

    /** Nothing follows it: ended or failed. */
    public boolean terminal() {
        return this == ENDED || this == FAILED;
    }
}
