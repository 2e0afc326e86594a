package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Voice activity detection. */
@Schema(description = "Voice activity detection.")
public record Vad(
        @Nullable
        @Min(200)
        @Max(6000)
        @Schema(
                description = "Silence that ends the person's utterance, in milliseconds, 200 to 6000. Tencent "
                        + "takes 240 to 2000, Alibaba 200 to 6000.")
        Integer silenceMs,

        @Nullable
        @Schema(
                description =
                        "How strongly voices far from the microphone are suppressed. Tencent only; CCC goes up to high.")
        FarFieldSuppression farFieldSuppression) {

    @Schema(name = "FarFieldSuppression")
    public enum FarFieldSuppression {
        @JsonProperty("off")
        OFF,
        @JsonProperty("low")
        LOW,
        @JsonProperty("medium")
        MEDIUM,
        @JsonProperty("high")
        HIGH,
        @JsonProperty("veryHigh")
        VERY_HIGH,
        @JsonProperty("maximum")
        MAXIMUM
    }
}
