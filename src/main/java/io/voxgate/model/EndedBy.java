package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who ended a session. */
@Schema(name = "EndedBy", description = "Who ended it.")
public enum EndedBy {
    @JsonProperty("user")
    USER,
    @JsonProperty("agent")
    AGENT,
    @JsonProperty("system")
    SYSTEM,
    @JsonProperty("vendor")
    VENDOR,
    @JsonProperty("operator")
    OPERATOR
}
