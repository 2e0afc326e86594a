package io.voxgate.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Speech to text. */
@Schema(description = "Speech to text.")
public record Stt(
        @Nullable
        @Size(min = 2, max = 64)
        @Schema(
                description = "The language spoken, BCP-47. Vendors use shorter or other codes; the report says which.",
                examples = "zh-CN")
        String language,

        @Nullable
        @Size(min = 1, max = 8)
        @Schema(description = "Further languages the person may speak, BCP-47. TRTC and CCC take three.")
        List<@NotNull @Size(min = 2, max = 64) String> alternativeLanguages,

        @Nullable
        @Size(min = 1, max = 128)
        @Schema(description = "Words the recogniser should prefer, at most 128. TRTC only.")
        List<@NotNull @Valid HotWord> hotWords,

        @Nullable
        @Size(min = 1, max = 256)
        @Schema(description = "A hot word list made beforehand at the vendor. Alibaba only.")
        String vocabularyId,

        @Nullable
        @Size(min = 1, max = 128)
        @Schema(
                description = "A vendor's engine id where the language alone is not enough, for example "
                        + "16k_zh_medical. Beats language where both are one field.")
        String model) {

    public Stt {
        alternativeLanguages = FreeForm.Copies.list(alternativeLanguages);
        hotWords = FreeForm.Copies.list(hotWords);
    }

    @Schema(name = "HotWord", description = "A word the recogniser should prefer.")
    public record HotWord(
            @NotNull
            @Size(min = 1, max = 30)
            @Schema(description = "1 to 30 characters (10 if Chinese), without | and comma.")
            String text,

            @NotNull @Min(1) @Max(100) @Schema(description = "1 to 11, or 100 for a word that must be recognised.")
            Integer weight) {}
}
