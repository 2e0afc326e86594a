package io.voxgate.adapter.alibaba.rtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Text to speech: only Alibaba's own voices (Bailian, {@code aliyun}). */
final class AlibabaRtcSpeech {
    private static final String VENDOR = AlibabaRtcFields.TTS + "Vendor";
    private static final String PROVIDER = "/tts/provider";
    private static final BigDecimal FIFTY = BigDecimal.valueOf(50);
    private static final Set<String> OWN = Set.of("platform", "cosyvoice");
    private static final EnumMapping BRACKET = EnumMapping.of("fullWidthRound", 1)
            .and("round", 2)
            .and("fullWidthSquare", 3)
            .and("square", 4)
            .and("curly", 5);

    private static final FieldMappings FIELDS = FieldMappings.of(
            FieldMapping.of("/tts/voice", AlibabaRtcFields.TTS + "Voice", FieldConversions.text()),
            FieldMapping.of("/tts/model", AlibabaRtcFields.TTS + "Model", FieldConversions.text()),
            FieldMapping.of("/tts/speed", AlibabaRtcFields.TTS + "Rate", FieldConversions.range("0.5", "2.0")),
            FieldMapping.of("/tts/volume", AlibabaRtcFields.TTS + "Volume", loudness()),
            FieldMapping.of("/tts/pitch", AlibabaRtcFields.TTS + "Pitch", semitones()),
            FieldMapping.of("/tts/skipBrackets", AlibabaRtcFields.TTS + "FilterBrackets", each(BRACKET)));

    static final FieldMappings TABLE = FieldMappings.of(new ProviderRule());

    private AlibabaRtcSpeech() {}

    /** A multiplier of 0 to 2.0 as 0 to 100, where 50 is as made. */
    static FieldConversion loudness() {
        return FieldConversions.scaled(m -> m.multiply(FIFTY), v -> v.divide(FIFTY), 0, "0", "100");
    }

    /** Semitones as a ratio of frequencies, four decimals. */
    private static FieldConversion semitones() {
        return FieldConversions.scaled(
                s -> BigDecimal.valueOf(StrictMath.pow(2, s.doubleValue() / 12)),
                ratio -> BigDecimal.valueOf(12 * StrictMath.log(ratio.doubleValue()) / StrictMath.log(2)),
                4,
                "0.5",
                "2.0");
    }

    private static FieldConversion each(EnumMapping codes) {
        return FieldConversion.of(
                words -> Converted.of(
                        FieldOutcome.CONVERTED,
                        list(words, word -> codes.toWire(word).value()).orElseThrow()),
                wire -> wire.isArray() && !wire.isEmpty() ? list(wire, codes::toNeutral) : Optional.empty());
    }

    private static Optional<JsonNode> list(JsonNode items, Function<JsonNode, Optional<JsonNode>> conversion) {
        List<JsonNode> converted =
                items.valueStream().map(conversion).flatMap(Optional::stream).toList();
        ArrayNode list = Json.array().addAll(converted);
        return converted.size() == items.size() ? Optional.of(list) : Optional.empty();
    }

    /** The provider decides whether anything is sent at all; Alibaba's default voice needs nothing. */
    private record ProviderRule() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            String provider = builder.word(PROVIDER);
            if (!provider.isEmpty() && !OWN.contains(provider)) {
                builder.rejected(PROVIDER, "Alibaba speaks with its own voices only (platform, cosyvoice).");
                Stream.of(
                                "voice",
                                "model",
                                "clonedVoice",
                                "language",
                                "speed",
                                "volume",
                                "pitch",
                                "url",
                                "region",
                                "sampleRate",
                                "channels",
                                "format",
                                "credentialRef",
                                "skipBrackets")
                        .forEach(leaf -> builder.unsupported(
                                "/tts/" + leaf, "No effect: Alibaba does not speak with " + provider + "."));
                return;
            }
            FIELDS.write(builder);
            builder.secret("/tts/credentialRef", AlibabaRtcFields.TTS + "ApiKey", "apiKey", false, true);
            if (provider.equals("platform")
                    && builder.wire("VoiceChatConfig.TTSConfig").isEmpty()) {
                builder.chooses(PROVIDER, "Alibaba's own default voice; nothing is sent.");
            } else {
                builder.convert(
                        PROVIDER, VENDOR, EnumMapping.of("platform", "aliyun").and("cosyvoice", "aliyun"));
            }
        }

        @Override
        public void read(ImportReader reading) {
            Optional<JsonNode> config = reading.peek("VoiceChatConfig.TTSConfig");
            FIELDS.read(reading);
            reading.secret(AlibabaRtcFields.TTS + "ApiKey", "/tts/credentialRef", "tts", "apiKey");
            if (reading.peek(VENDOR)
                    .filter(vendor -> vendor.asText().equals("aliyun"))
                    .isPresent()) {
                // A platform voice with nothing to say of it sends nothing, so that a lone Vendor would not come back.
                String provider = reading.agent("/tts").isEmpty() ? "cosyvoice" : "platform";
                reading.move(VENDOR, PROVIDER, Json.text(provider), ImportOutcome.CONVERTED, null);
            } else if (config.isPresent() && reading.agent("/tts").isPresent()) {
                reading.set(PROVIDER, Json.text("platform"));
            }
        }
    }
}
