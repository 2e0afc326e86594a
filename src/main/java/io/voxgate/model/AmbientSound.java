package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sound behind the agent's voice. */
@Schema(description = "A sound behind the agent's voice.")
public record AmbientSound(
        @Nullable @Schema(description = "A sound by its neutral name.")
        Preset preset,

        @Nullable
        @Size(min = 1, max = 128)
        @Schema(description = "A sound registered at the vendor, by the vendor's id.")
        String soundId,

        @Nullable
        @DecimalMin("0")
        @DecimalMax("2.0")
        @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as recorded.")
        BigDecimal volume) {

    @Schema(name = "AmbientSoundPreset")
    public enum Preset {
        @JsonProperty("office")
        OFFICE,
        @JsonProperty("cafe")
        CAFE,
        @JsonProperty("whiteNoise")
        WHITE_NOISE
    }
}
