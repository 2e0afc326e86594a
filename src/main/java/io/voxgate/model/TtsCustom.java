package io.voxgate.model;

import io.voxgate.model.Tts.AudioFormat;
import io.voxgate.model.Tts.Bracket;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/** Your own HTTP speech server. */
@Schema(
        name = "TtsCustom",
        description = "Your own HTTP speech server.",
        properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "custom"),
        requiredProperties = "provider")
public record TtsCustom(
        @Nullable @Size(min = 1, max = 256) @Schema(description = TtsDescriptions.NOT_USED)
        String voice,

        @Nullable @Size(min = 1, max = 256) @Schema(description = TtsDescriptions.NOT_USED)
        String model,

        @Nullable @Size(min = 1, max = 256) @Schema(description = TtsDescriptions.CLONED_VOICE)
        String clonedVoice,

        @Nullable @Size(min = 2, max = 64) @Schema(description = TtsDescriptions.LANGUAGE)
        String language,

        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = TtsDescriptions.SPEED)
        BigDecimal speed,

        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = TtsDescriptions.VOLUME)
        BigDecimal volume,

        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = TtsDescriptions.PITCH)
        BigDecimal pitch,

        @Nullable
        @Size(min = 1, max = 2048)
        @Schema(description = "Your own server's address; the vendor posts the text there.")
        String url,

        @Nullable @Min(8000) @Max(48000) @Schema(description = "Samples per second your server answers with.")
        Integer sampleRate,

        @Nullable @Min(1) @Max(2) @Schema(description = "1 mono, 2 stereo.")
        Integer channels,

        @Nullable @Schema(description = "Audio format your server answers with.")
        AudioFormat format,

        @Nullable @Size(min = 1, max = 63) @Schema(description = "Credential with apiKey.")
        String credentialRef,

        @Nullable @Size(min = 1, max = 5) @Schema(description = TtsDescriptions.SKIP_BRACKETS)
        List<@NotNull Bracket> skipBrackets)
        implements Tts {

    public TtsCustom {
        skipBrackets = FreeForm.Copies.list(skipBrackets);
    }

    @Override
    public String provider() {
        return "custom";
    }
}
