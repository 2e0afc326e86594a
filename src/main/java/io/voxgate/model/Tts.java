package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/**
 * Text to speech: a closed family, told apart by {@code provider}. Every provider has the common components, so that one sentence of
 * the report can say which of them this vendor and provider lack; {@code url}, {@code region} and the audio format exist only
 * where a provider has them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "provider")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Tts.Platform.class, name = "platform"),
    @JsonSubTypes.Type(value = Tts.Tencent.class, name = "tencent"),
    @JsonSubTypes.Type(value = Tts.Minimax.class, name = "minimax"),
    @JsonSubTypes.Type(value = Tts.Azure.class, name = "azure"),
    @JsonSubTypes.Type(value = Tts.Cartesia.class, name = "cartesia"),
    @JsonSubTypes.Type(value = Tts.Elevenlabs.class, name = "elevenlabs"),
    @JsonSubTypes.Type(value = Tts.Volcengine.class, name = "volcengine"),
    @JsonSubTypes.Type(value = Tts.Cosyvoice.class, name = "cosyvoice"),
    @JsonSubTypes.Type(value = Tts.Custom.class, name = "custom")
})
@Schema(description = "Text to speech, told apart by provider.", discriminatorProperty = "provider",
        oneOf = {Tts.Platform.class, Tts.Tencent.class, Tts.Minimax.class, Tts.Azure.class, Tts.Cartesia.class, Tts.Elevenlabs.class, Tts.Volcengine.class, Tts.Cosyvoice.class, Tts.Custom.class},
        discriminatorMapping = {
            @DiscriminatorMapping(value = "platform", schema = Tts.Platform.class),
            @DiscriminatorMapping(value = "tencent", schema = Tts.Tencent.class),
            @DiscriminatorMapping(value = "minimax", schema = Tts.Minimax.class),
            @DiscriminatorMapping(value = "azure", schema = Tts.Azure.class),
            @DiscriminatorMapping(value = "cartesia", schema = Tts.Cartesia.class),
            @DiscriminatorMapping(value = "elevenlabs", schema = Tts.Elevenlabs.class),
            @DiscriminatorMapping(value = "volcengine", schema = Tts.Volcengine.class),
            @DiscriminatorMapping(value = "cosyvoice", schema = Tts.Cosyvoice.class),
            @DiscriminatorMapping(value = "custom", schema = Tts.Custom.class)
        })
public sealed interface Tts {

    @Nullable String voice();

    @Nullable String model();

    @Nullable String clonedVoice();

    @Nullable String language();

    @Nullable BigDecimal speed();

    @Nullable BigDecimal volume();

    @Nullable BigDecimal pitch();

    @Nullable String credentialRef();

    @Nullable List<Bracket> skipBrackets();

    /** The word in {@code provider} that chooses this member of the family. */
    String provider();

    @Schema(name = "Bracket", description = "A kind of brackets: round (), fullWidthRound （）, square [], fullWidthSquare 【】, curly {}.")
    enum Bracket {
        @JsonProperty("round") ROUND,
        @JsonProperty("fullWidthRound") FULL_WIDTH_ROUND,
        @JsonProperty("square") SQUARE,
        @JsonProperty("fullWidthSquare") FULL_WIDTH_SQUARE,
        @JsonProperty("curly") CURLY
    }

    @Schema(name = "AudioFormat")
    enum AudioFormat {
        @JsonProperty("wav") WAV,
        @JsonProperty("pcm") PCM
    }

    /** The vendor's own built-in voices; needs no credential. */
    @Schema(name = "TtsPlatform", description = "The vendor's own built-in voices; needs no credential.",
            properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "platform"), requiredProperties = "provider")
    record Platform(
        @Nullable @Size(min = 1, max = 256) @Schema(description = "A built-in voice of the vendor, for example flow voice ids (TRTC), ZhiMei (CCC), longxiaoxia (Alibaba). Needed by TRTC.")
        String voice,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "A built-in model of the vendor, for example flow_01_turbo (TRTC) or cosyvoice-v1 (Alibaba).")
        String model,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Id of a cloned voice at the provider, instead of voice.")
        String clonedVoice,
        @Nullable @Size(min = 2, max = 64) @Schema(description = "Language of the speech, BCP-47.")
        String language,
        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.")
        BigDecimal speed,
        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.")
        BigDecimal volume,
        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = "Semitones up or down, -12 to 12, 0 as made.")
        BigDecimal pitch,
        @Nullable @Size(min = 1, max = 63) @Schema(description = "Optional: field apiKey, sent to Alibaba when given.")
        String credentialRef,
        @Nullable @Size(min = 1, max = 5) @Schema(description = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.")
        List<@NotNull Bracket> skipBrackets) implements Tts {

        public Platform {
            skipBrackets = FreeForm.Copies.list(skipBrackets);
        }

        @Override
        public String provider() {
            return "platform";
        }
    }

    /** Tencent Cloud TTS. */
    @Schema(name = "TtsTencent", description = "Tencent Cloud TTS.",
            properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "tencent"), requiredProperties = "provider")
    record Tencent(
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Number of the voice, for example 1008.")
        String voice,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Not used by this provider.")
        String model,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Id of a cloned voice at the provider, instead of voice.")
        String clonedVoice,
        @Nullable @Size(min = 2, max = 64) @Schema(description = "Language of the speech, BCP-47.")
        String language,
        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.")
        BigDecimal speed,
        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.")
        BigDecimal volume,
        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = "Semitones up or down, -12 to 12, 0 as made.")
        BigDecimal pitch,
        @Nullable @Size(min = 1, max = 63) @Schema(description = "Credential with appId, secretId, secretKey.")
        String credentialRef,
        @Nullable @Size(min = 1, max = 5) @Schema(description = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.")
        List<@NotNull Bracket> skipBrackets) implements Tts {

        public Tencent {
            skipBrackets = FreeForm.Copies.list(skipBrackets);
        }

        @Override
        public String provider() {
            return "tencent";
        }
    }

    /** MiniMax TTS. */
    @Schema(name = "TtsMinimax", description = "MiniMax TTS.",
            properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "minimax"), requiredProperties = "provider")
    record Minimax(
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Voice id at MiniMax.")
        String voice,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Model at MiniMax, for example speech-01-turbo.")
        String model,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Id of a cloned voice at the provider, instead of voice.")
        String clonedVoice,
        @Nullable @Size(min = 2, max = 64) @Schema(description = "Language of the speech, BCP-47.")
        String language,
        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.")
        BigDecimal speed,
        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.")
        BigDecimal volume,
        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = "Semitones up or down, -12 to 12, 0 as made.")
        BigDecimal pitch,
        @Nullable @Size(min = 1, max = 2048) @Schema(description = "MiniMax endpoint.")
        String url,
        @Nullable @Size(min = 1, max = 63) @Schema(description = "Credential with apiKey, groupId.")
        String credentialRef,
        @Nullable @Size(min = 1, max = 5) @Schema(description = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.")
        List<@NotNull Bracket> skipBrackets) implements Tts {

        public Minimax {
            skipBrackets = FreeForm.Copies.list(skipBrackets);
        }

        @Override
        public String provider() {
            return "minimax";
        }
    }

    /** Microsoft Azure speech. */
    @Schema(name = "TtsAzure", description = "Microsoft Azure speech.",
            properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "azure"), requiredProperties = "provider")
    record Azure(
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Voice name, for example zh-CN-XiaoxiaoNeural.")
        String voice,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Not used by this provider.")
        String model,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Id of a cloned voice at the provider, instead of voice.")
        String clonedVoice,
        @Nullable @Size(min = 2, max = 64) @Schema(description = "Language of the speech, BCP-47.")
        String language,
        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.")
        BigDecimal speed,
        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.")
        BigDecimal volume,
        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = "Semitones up or down, -12 to 12, 0 as made.")
        BigDecimal pitch,
        @Nullable @Size(min = 1, max = 64) @Schema(description = "The Azure region, for example eastasia. Needed by the vendor.")
        String region,
        @Nullable @Size(min = 1, max = 63) @Schema(description = "Credential with subscriptionKey.")
        String credentialRef,
        @Nullable @Size(min = 1, max = 5) @Schema(description = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.")
        List<@NotNull Bracket> skipBrackets) implements Tts {

        public Azure {
            skipBrackets = FreeForm.Copies.list(skipBrackets);
        }

        @Override
        public String provider() {
            return "azure";
        }
    }

    /** Cartesia. */
    @Schema(name = "TtsCartesia", description = "Cartesia.",
            properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "cartesia"), requiredProperties = "provider")
    record Cartesia(
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Voice id at Cartesia.")
        String voice,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Model, for example sonic-multilingual.")
        String model,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Id of a cloned voice at the provider, instead of voice.")
        String clonedVoice,
        @Nullable @Size(min = 2, max = 64) @Schema(description = "Language of the speech, BCP-47.")
        String language,
        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.")
        BigDecimal speed,
        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.")
        BigDecimal volume,
        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = "Semitones up or down, -12 to 12, 0 as made.")
        BigDecimal pitch,
        @Nullable @Size(min = 1, max = 63) @Schema(description = "Credential with apiKey.")
        String credentialRef,
        @Nullable @Size(min = 1, max = 5) @Schema(description = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.")
        List<@NotNull Bracket> skipBrackets) implements Tts {

        public Cartesia {
            skipBrackets = FreeForm.Copies.list(skipBrackets);
        }

        @Override
        public String provider() {
            return "cartesia";
        }
    }

    /** ElevenLabs. */
    @Schema(name = "TtsElevenlabs", description = "ElevenLabs.",
            properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "elevenlabs"), requiredProperties = "provider")
    record Elevenlabs(
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Voice id at ElevenLabs.")
        String voice,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Model, for example eleven_turbo_v2_5.")
        String model,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Id of a cloned voice at the provider, instead of voice.")
        String clonedVoice,
        @Nullable @Size(min = 2, max = 64) @Schema(description = "Language of the speech, BCP-47.")
        String language,
        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.")
        BigDecimal speed,
        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.")
        BigDecimal volume,
        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = "Semitones up or down, -12 to 12, 0 as made.")
        BigDecimal pitch,
        @Nullable @Size(min = 1, max = 63) @Schema(description = "Credential with apiKey.")
        String credentialRef,
        @Nullable @Size(min = 1, max = 5) @Schema(description = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.")
        List<@NotNull Bracket> skipBrackets) implements Tts {

        public Elevenlabs {
            skipBrackets = FreeForm.Copies.list(skipBrackets);
        }

        @Override
        public String provider() {
            return "elevenlabs";
        }
    }

    /** Volcengine (ByteDance) TTS. */
    @Schema(name = "TtsVolcengine", description = "Volcengine (ByteDance) TTS.",
            properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "volcengine"), requiredProperties = "provider")
    record Volcengine(
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Voice type at Volcengine; a wrong one gives silence, not an error.")
        String voice,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Cluster, for example volcano_tts.")
        String model,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Id of a cloned voice at the provider, instead of voice.")
        String clonedVoice,
        @Nullable @Size(min = 2, max = 64) @Schema(description = "Language of the speech, BCP-47.")
        String language,
        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.")
        BigDecimal speed,
        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.")
        BigDecimal volume,
        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = "Semitones up or down, -12 to 12, 0 as made.")
        BigDecimal pitch,
        @Nullable @Size(min = 1, max = 63) @Schema(description = "Credential with appId, token.")
        String credentialRef,
        @Nullable @Size(min = 1, max = 5) @Schema(description = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.")
        List<@NotNull Bracket> skipBrackets) implements Tts {

        public Volcengine {
            skipBrackets = FreeForm.Copies.list(skipBrackets);
        }

        @Override
        public String provider() {
            return "volcengine";
        }
    }

    /** Alibaba's CosyVoice with a model of your choice. */
    @Schema(name = "TtsCosyvoice", description = "Alibaba's CosyVoice with a model of your choice.",
            properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "cosyvoice"), requiredProperties = "provider")
    record Cosyvoice(
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Voice, for example longxiaoxia.")
        String voice,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Model, for example cosyvoice-v2.")
        String model,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Id of a cloned voice at the provider, instead of voice.")
        String clonedVoice,
        @Nullable @Size(min = 2, max = 64) @Schema(description = "Language of the speech, BCP-47.")
        String language,
        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.")
        BigDecimal speed,
        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.")
        BigDecimal volume,
        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = "Semitones up or down, -12 to 12, 0 as made.")
        BigDecimal pitch,
        @Nullable @Size(min = 1, max = 63) @Schema(description = "Optional: field apiKey.")
        String credentialRef,
        @Nullable @Size(min = 1, max = 5) @Schema(description = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.")
        List<@NotNull Bracket> skipBrackets) implements Tts {

        public Cosyvoice {
            skipBrackets = FreeForm.Copies.list(skipBrackets);
        }

        @Override
        public String provider() {
            return "cosyvoice";
        }
    }

    /** Your own HTTP speech server. */
    @Schema(name = "TtsCustom", description = "Your own HTTP speech server.",
            properties = @SchemaProperty(name = "provider", type = SchemaType.STRING, enumeration = "custom"), requiredProperties = "provider")
    record Custom(
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Not used by this provider.")
        String voice,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Not used by this provider.")
        String model,
        @Nullable @Size(min = 1, max = 256) @Schema(description = "Id of a cloned voice at the provider, instead of voice.")
        String clonedVoice,
        @Nullable @Size(min = 2, max = 64) @Schema(description = "Language of the speech, BCP-47.")
        String language,
        @Nullable @DecimalMin("0.5") @DecimalMax("2.5") @Schema(description = "Multiplier of the speaking rate, 0.5 to 2.5, 1.0 as made.")
        BigDecimal speed,
        @Nullable @DecimalMin("0") @DecimalMax("2.0") @Schema(description = "Multiplier of the loudness, 0 to 2.0, 1.0 as made.")
        BigDecimal volume,
        @Nullable @DecimalMin("-12") @DecimalMax("12") @Schema(description = "Semitones up or down, -12 to 12, 0 as made.")
        BigDecimal pitch,
        @Nullable @Size(min = 1, max = 2048) @Schema(description = "Your own server's address; the vendor posts the text there.")
        String url,
        @Nullable @Min(8000) @Max(48000) @Schema(description = "Samples per second your server answers with.")
        Integer sampleRate,
        @Nullable @Min(1) @Max(2) @Schema(description = "1 mono, 2 stereo.")
        Integer channels,
        @Nullable @Schema(description = "Audio format your server answers with.")
        AudioFormat format,
        @Nullable @Size(min = 1, max = 63) @Schema(description = "Credential with apiKey.")
        String credentialRef,
        @Nullable @Size(min = 1, max = 5) @Schema(description = "Text in these brackets is not spoken. TRTC takes one kind, Alibaba several.")
        List<@NotNull Bracket> skipBrackets) implements Tts {

        public Custom {
            skipBrackets = FreeForm.Copies.list(skipBrackets);
        }

        @Override
        public String provider() {
            return "custom";
        }
    }
}
