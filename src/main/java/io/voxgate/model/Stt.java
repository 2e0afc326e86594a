package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Speech to text. Without a provider, or with {@code platform}, the vendor's own recogniser; another provider's is
 * reached with a credential: {@code azure} (field {@code subscriptionKey}, and {@code region}), {@code deepgram} and
 * {@code soniox} ({@code apiKey}, and {@code model}), {@code tencent} ({@code appId}, {@code secretId},
 * {@code secretKey}).
 *
 * @see <a href="https://trtc.io/document/69592">TRTC, third-party speech recognition, read November 2026</a>
 */
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
                description = "A vendor's engine id where the language alone is not enough, for "
                        + "example 16k_zh_medical. Beats language where both are one field. With another "
                        + "provider the name of its model: needed by deepgram (nova-3) and soniox (stt-rt-v4).")
        String model,

        @Nullable
        @Schema(
                description = "Who recognises the speech. platform (the default): the vendor itself. The others need "
                        + "credentialRef; tencent is an account of your own at Tencent Cloud ASR.")
        Provider provider,

        @Nullable
        @Size(min = 1, max = 64)
        @Schema(
                description = "The Azure region, for example eastasia. Needed by the provider azure.",
                examples = "eastasia")
        String region,

        @Nullable
        @Size(min = 1, max = 63)
        @Schema(
                description = "Name of the credential for the provider: azure subscriptionKey; "
                        + "deepgram and soniox apiKey; tencent appId, secretId and secretKey. A secret itself "
                        + "is never accepted here.",
                examples = "stt")
        String credentialRef) {

    public Stt {
        alternativeLanguages = FreeForm.Copies.list(alternativeLanguages);
        hotWords = FreeForm.Copies.list(hotWords);
    }

    @Schema(name = "SttProvider", description = "Who recognises the speech.")
    public enum Provider {
        @JsonProperty("platform")
        PLATFORM,
        @JsonProperty("azure")
        AZURE,
        @JsonProperty("deepgram")
        DEEPGRAM,
        @JsonProperty("soniox")
        SONIOX,
        @JsonProperty("tencent")
        TENCENT
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
