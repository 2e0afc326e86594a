package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a session passes when all is well, in this order. A greeting may come before anybody is heard. */
@Schema(
        name = "SessionStage",
        description = "accepted: the vendor took the start; agentJoined: the agent is in the room, or in the call; "
                + "personJoined: the person is there; heard: the vendor heard the person; modelFirstToken: the language "
                + "model began to answer; voiceFirstFrame: the agent's voice was made.")
public enum SessionStage {
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("agentJoined")
    AGENT_JOINED,
    @JsonProperty("personJoined")
    PERSON_JOINED,
    @JsonProperty("heard")
    HEARD,
    @JsonProperty("modelFirstToken")
    MODEL_FIRST_TOKEN,
    @JsonProperty("voiceFirstFrame")
    VOICE_FIRST_FRAME
}
