package io.voxgate.vendor.alibaba.rtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.voxgate.model.FieldOutcome;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Conversion;
import io.voxgate.vendor.Conversion.Converted;
import io.voxgate.vendor.Conversions;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Imported.ImportOutcome;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Text to speech: only Alibaba's own voices (Bailian, {@code aliyun}). */
final class Speech {
    private static final String VENDOR = Wire.TTS + "Vendor";
    private static final String PROVIDER = "/tts/provider";
    private static final BigDecimal FIFTY = BigDecimal.valueOf(50);
    private static final Set<String> OWN = Set.of("platform", "cosyvoice");
    private static final Codes BRACKET = Codes.of("fullWidthRound", 1).and("round", 2).and("fullWidthSquare", 3).and("square", 4).and("curly", 5);

    private static final FieldTable FIELDS = FieldTable.of(
            Field.of("/tts/voice", Wire.TTS + "Voice", Conversions.text()).vendorDefault("longxiaoxia"),
            Field.of("/tts/model", Wire.TTS + "Model", Conversions.text()),
            Field.of("/tts/speed", Wire.TTS + "Rate", Conversions.range("0.5", "2.0")).vendorDefault(BigDecimal.ONE),
            Field.of("/tts/volume", Wire.TTS + "Volume", loudness()).vendorDefault(50),
            Field.of("/tts/pitch", Wire.TTS + "Pitch", semitones()).vendorDefault(BigDecimal.ONE),
            Field.of("/tts/skipBrackets", Wire.TTS + "FilterBrackets", each(BRACKET)));

    static final FieldTable TABLE = FieldTable.of(new ProviderRule());

    private Speech() {}

    /** A multiplier of 0 to 2.0 as 0 to 100, where 50 is as made. */
    static Conversion loudness() {
        return Conversions.scaled(m -> m.multiply(FIFTY), v -> v.divide(FIFTY), 0, "0", "100");
    }

    /** Semitones as a ratio of frequencies, four decimals. */
    private static Conversion semitones() {
        return Conversions.scaled(
                s -> BigDecimal.valueOf(StrictMath.pow(2, s.doubleValue() / 12)),
                ratio -> BigDecimal.valueOf(12 * StrictMath.log(ratio.doubleValue()) / StrictMath.log(2)), 4, "0.5", "2.0");
    }

    private static Conversion each(Codes codes) {
        return Conversion.of(
                words -> Converted.of(FieldOutcome.CONVERTED, list(words, word -> codes.toWire(word).value()).orElseThrow()),
                wire -> wire.isArray() && !wire.isEmpty() ? list(wire, codes::toNeutral) : Optional.empty());
    }

    private static Optional<JsonNode> list(JsonNode items, Function<JsonNode, Optional<JsonNode>> conversion) {
        List<JsonNode> converted = items.valueStream().map(conversion).flatMap(Optional::stream).toList();
        ArrayNode list = Json.array().addAll(converted);
        return converted.size() == items.size() ? Optional.of(list) : Optional.empty();
    }

    /** The provider decides whether anything is sent at all; Alibaba's default voice needs nothing. */
    private record ProviderRule() implements FieldTable.Rule {
        @Override
        public void write(Draft draft) {
            String provider = draft.word(PROVIDER);
            if (!provider.isEmpty() && !OWN.contains(provider)) {
                draft.rejected(PROVIDER, "Alibaba speaks with its own voices only (platform, cosyvoice).");
                Stream.of("voice", "model", "clonedVoice", "language", "speed", "volume", "pitch", "url", "region", "sampleRate", "channels", "format", "credentialRef", "skipBrackets")
                        .forEach(leaf -> draft.unsupported("/tts/" + leaf, "No effect: Alibaba does not speak with " + provider + "."));
                return;
            }
            FIELDS.write(draft);
            draft.secret("/tts/credentialRef", Wire.TTS + "ApiKey", "apiKey", false, true);
            if (provider.equals("platform") && draft.wire("VoiceChatConfig.TTSConfig").isEmpty()) {
                draft.chooses(PROVIDER, "Alibaba's own default voice; nothing is sent.");
            } else {
                draft.convert(PROVIDER, VENDOR, Codes.of("platform", "aliyun").and("cosyvoice", "aliyun"));
            }
        }

        @Override
        public void read(Reading reading) {
            Optional<JsonNode> config = reading.peek("VoiceChatConfig.TTSConfig");
            FIELDS.read(reading);
            reading.secret(Wire.TTS + "ApiKey", "/tts/credentialRef", "tts", "apiKey");
            if (reading.peek(VENDOR).filter(vendor -> vendor.asText().equals("aliyun")).isPresent()) {
                // A platform voice with nothing to say of it sends nothing, so that a lone Vendor would not come back.
                String provider = reading.agent("/tts").isEmpty() ? "cosyvoice" : "platform";
                reading.move(VENDOR, PROVIDER, Json.text(provider), ImportOutcome.CONVERTED, null);
            } else if (config.isPresent() && reading.agent("/tts").isPresent()) {
                reading.set(PROVIDER, Json.text("platform"));
            }
        }
    }
}
