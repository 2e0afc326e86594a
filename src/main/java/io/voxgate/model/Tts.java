package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Text to speech: a closed family, told apart by {@code provider}. Every provider has the common components, so that
 * one sentence of the report can say which of them this vendor and provider lack; {@code url}, {@code region} and the
 * audio format exist only where a provider has them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "provider")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TtsPlatform.class, name = "platform"),
    @JsonSubTypes.Type(value = TtsTencent.class, name = "tencent"),
    @JsonSubTypes.Type(value = TtsMinimax.class, name = "minimax"),
    @JsonSubTypes.Type(value = TtsAzure.class, name = "azure"),
    @JsonSubTypes.Type(value = TtsCartesia.class, name = "cartesia"),
    @JsonSubTypes.Type(value = TtsElevenlabs.class, name = "elevenlabs"),
    @JsonSubTypes.Type(value = TtsVolcengine.class, name = "volcengine"),
    @JsonSubTypes.Type(value = TtsCosyvoice.class, name = "cosyvoice"),
    @JsonSubTypes.Type(value = TtsCustom.class, name = "custom")
})
@Schema(
        description = "Text to speech, distinguished by provider.",
        discriminatorProperty = "provider",
        oneOf = {
            TtsPlatform.class,
            TtsTencent.class,
            TtsMinimax.class,
            TtsAzure.class,
            TtsCartesia.class,
            TtsElevenlabs.class,
            TtsVolcengine.class,
            TtsCosyvoice.class,
            TtsCustom.class
        },
        discriminatorMapping = {
            @DiscriminatorMapping(value = "platform", schema = TtsPlatform.class),
            @DiscriminatorMapping(value = "tencent", schema = TtsTencent.class),
            @DiscriminatorMapping(value = "minimax", schema = TtsMinimax.class),
            @DiscriminatorMapping(value = "azure", schema = TtsAzure.class),
            @DiscriminatorMapping(value = "cartesia", schema = TtsCartesia.class),
            @DiscriminatorMapping(value = "elevenlabs", schema = TtsElevenlabs.class),
            @DiscriminatorMapping(value = "volcengine", schema = TtsVolcengine.class),
            @DiscriminatorMapping(value = "cosyvoice", schema = TtsCosyvoice.class),
            @DiscriminatorMapping(value = "custom", schema = TtsCustom.class)
        })
public sealed interface Tts
        permits TtsPlatform,
                TtsTencent,
                TtsMinimax,
                TtsAzure,
                TtsCartesia,
                TtsElevenlabs,
                TtsVolcengine,
                TtsCosyvoice,
                TtsCustom {

    @Nullable
    String voice();

    @Nullable
    String model();

    @Nullable
    String clonedVoice();

    @Nullable
    String language();

    @Nullable
    BigDecimal speed();

    @Nullable
    BigDecimal volume();

    @Nullable
    BigDecimal pitch();

    @Nullable
    String credentialRef();

    @Nullable
    List<Bracket> skipBrackets();

    /** The word in {@code provider} that chooses this member of the family. */
    String provider();

    @Schema(
            name = "Bracket",
            description = "A kind of brackets: round (), fullWidthRound （）, square [], fullWidthSquare 【】, curly {}.")
    enum Bracket {
        @JsonProperty("round")
        ROUND,
        @JsonProperty("fullWidthRound")
        FULL_WIDTH_ROUND,
        @JsonProperty("square")
        SQUARE,
        @JsonProperty("fullWidthSquare")
        FULL_WIDTH_SQUARE,
        @JsonProperty("curly")
        CURLY
    }

    @Schema(name = "AudioFormat")
    enum AudioFormat {
        @JsonProperty("wav")
        WAV,
        @JsonProperty("pcm")
        PCM
    }
}
