package io.voxgate.adapter.tencent.ccc;

import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.tencent.TtsScales;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One provider of {@code CustomTTSConfig}.
 *
 * @param secrets the credential's fields by wire name
 * @param required leaves without which this provider's configuration is not complete
 */
record CccSpeechProvider(String type, FieldMappings table, Map<String, String> secrets, List<String> required) {
    private static final String REF = "/tts/credentialRef";
    private static final String TYPE = CccSpeech.CUSTOM + ".TTSType";

    /** Every provider that CCC knows, by its word, which is the same on both sides. */
    static final Map<String, CccSpeechProvider> ALL = all();

    private static Map<String, CccSpeechProvider> all() {
        Map<String, CccSpeechProvider> all = new LinkedHashMap<>();
        for (CccSpeechProvider provider : List.of(tencent(), minimax(), azure(), volcengine(), custom())) {
            all.put(provider.type(), provider);
        }
        return all;
    }

    private static CccSpeechProvider tencent() {
        return new CccSpeechProvider(
                "tencent",
                FieldMappings.of(
                        field("voice", "VoiceType", CccConversions.number("A voice")),
                        field("clonedVoice", "FastVoiceType", CccConversions.text()),
                        field("speed", "Speed", TtsScales.speed()).vendorDefault(0),
                        field("volume", "Volume", TtsScales.volume()).vendorDefault(0),
                        field("language", "PrimaryLanguage", CccConversions.primaryLanguage())
                                .vendorDefault(1)),
                ordered("AppId", "appId", "SecretId", "secretId", "SecretKey", "secretKey"),
                List.of("/tts/voice"));
    }

    private static CccSpeechProvider minimax() {
        return new CccSpeechProvider(
                "minimax",
                FieldMappings.of(
                        field("voice", "VoiceType", CccConversions.text()),
                        field("model", "Model", CccConversions.text()),
                        field("speed", "Speed", FieldConversions.range("0.5", "2"))
                                .vendorDefault(1),
                        field("url", "APIUrl", CccConversions.text())),
                ordered("APIKey", "apiKey", "GroupId", "groupId"),
                List.of());
    }

    private static CccSpeechProvider azure() {
        return new CccSpeechProvider(
                "azure",
                FieldMappings.of(
                        field("voice", "VoiceName", CccConversions.text()),
                        field("language", "Language", CccConversions.text()),
                        field("speed", "Rate", FieldConversions.range("0.5", "2"))
                                .vendorDefault(1),
                        field("region", "Region", CccConversions.text())),
                ordered("SubscriptionKey", "subscriptionKey"),
                List.of("/tts/voice", "/tts/language", "/tts/region"));
    }

    private static CccSpeechProvider volcengine() {
        return new CccSpeechProvider(
                "volcengine",
                FieldMappings.of(
                        field("voice", "VoiceType", CccConversions.text())
                                .onlyIf(
                                        builder ->
                                                builder.leaf("/tts/clonedVoice").isEmpty(),
                                        "No effect with tts.clonedVoice."),
                        field("clonedVoice", "VoiceType", CccConversions.text()),
                        field("model", "Cluster", CccConversions.text()).vendorDefault("volcano_tts"),
                        field("speed", "Speed", FieldConversions.range("0.5", "2.5"))
                                .vendorDefault(1),
                        field("volume", "Volume", FieldConversions.range("0", "2"))
                                .vendorDefault(1)),
                ordered("AppId", "appId", "Token", "token"),
                List.of());
    }

    private static CccSpeechProvider custom() {
        return new CccSpeechProvider(
                "custom",
                FieldMappings.of(
                        field("url", "APIUrl", CccConversions.text()),
                        field(
                                        "format",
                                        "AudioFormat",
                                        EnumMapping.of("wav", "wav").and("pcm", "pcm"))
                                .vendorDefault("wav"),
                        field("sampleRate", "SampleRate", CccConversions.whole("8000", "48000"))
                                .vendorDefault(16000),
                        field("channels", "AudioChannel", CccConversions.whole("1", "2"))
                                .vendorDefault(1)),
                ordered("APIKey", "apiKey"),
                List.of("/tts/url"));
    }

    private static FieldMapping field(String leaf, String wire, FieldConversion conversion) {
        return FieldMapping.of("/tts/" + leaf, CccSpeech.CUSTOM + "." + wire, conversion);
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    void write(TranslationBuilder builder) {
        builder.put(TYPE, Json.text(type));
        builder.report("/tts/provider", FieldOutcome.CONVERTED, TYPE, Json.text(type), "");
        secrets.forEach((wire, field) -> builder.secret(REF, CccSpeech.CUSTOM + "." + wire, field, false, true));
        table.write(builder);
        if (builder.leaf(REF).isEmpty()) {
            builder.rejected(REF, "This provider needs a credential with " + String.join(", ", secrets.values()) + ".");
        }
        required.stream()
                .filter(pointer -> builder.leaf(pointer).isEmpty())
                .forEach(pointer -> builder.rejected(pointer, "CCC needs it with tts.provider " + type + "."));
    }

    void read(ImportReader reading) {
        reading.move(TYPE, "/tts/provider", Json.text(type), ImportOutcome.CONVERTED, null);
        secrets.forEach((wire, field) -> reading.secret(CccSpeech.CUSTOM + "." + wire, REF, "tts", field));
        table.read(reading);
    }
}
