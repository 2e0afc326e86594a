package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Subtitles in the person's client. */
@Schema(description = "Subtitles in the person's client. TRTC only.")
public record Subtitles(
        @Nullable
        @Schema(
                description =
                        "fast: as early as possible, cumulative; synchronized: sentence by sentence with the sound.")
        Mode mode) {

    @Schema(name = "SubtitlesMode")
    public enum Mode {
        @JsonProperty("fast")
        FAST,
        @JsonProperty("synchronized")
        SYNCHRONIZED
    }
}
