package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the end of the person's turn is found. */
@Schema(description = "How the end of the person's turn is found.")
public record TurnDetection(
        @Nullable
        @Schema(
                description =
                        "silence: after a pause; semantic: by meaning; pushToTalk: the client says so. At TRTC it "
                                + "sends the text itself, at Alibaba it opens and closes the microphone.")
        Mode mode,

        @Nullable
        @Schema(
                description = "How soon a semantic turn ends: low waits longer, high answers sooner, auto is "
                        + "the vendor's choice. Only with mode semantic.")
        Eagerness eagerness) {

    @Schema(name = "TurnDetectionMode")
    public enum Mode {
        @JsonProperty("silence")
        SILENCE,
        @JsonProperty("semantic")
        SEMANTIC,
        @JsonProperty("pushToTalk")
        PUSH_TO_TALK
    }

    @Schema(name = "TurnDetectionEagerness")
    public enum Eagerness {
        @JsonProperty("low")
        LOW,
        @JsonProperty("medium")
        MEDIUM,
        @JsonProperty("high")
        HIGH,
        @JsonProperty("auto")
        AUTO
    }
}
