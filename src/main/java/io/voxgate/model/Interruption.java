package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When the person's voice stops the agent's speech. */
@Schema(description = "When the person's voice stops the agent's speech (barge-in).")
public record Interruption(
        @Nullable
        @Schema(
                description =
                        "auto: voice activity; semantic: a meaningful sentence; manual: only the client's own signal; off: never.")
        Mode mode,

        @Nullable
        @Min(0)
        @Max(5000)
        @Schema(
                description = "How long a voice must be heard before it interrupts, in milliseconds, 0 to 5000. "
                        + "TRTC takes 300 to 5000, Alibaba 0 to 3000.")
        Integer minSpeechMs,

        @Nullable @Size(min = 1, max = 128) @Schema(description = "Only these words interrupt while the agent speaks.")
        List<@NotBlank @Size(max = 100) String> keywords,

        @Nullable
        @Schema(
                description =
                        "Ignore an utterance of one character: it does not interrupt, and TRTC does not answer it either. "
                                + "TRTC's own default is true.")
        Boolean ignoreSingleWords) {

    public Interruption {
        keywords = FreeForm.Copies.list(keywords);
    }

    @Schema(name = "InterruptionMode")
    public enum Mode {
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("semantic")
        SEMANTIC,
        @JsonProperty("manual")
        MANUAL,
        @JsonProperty("off")
        OFF
    }
}
