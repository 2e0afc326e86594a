package io.voxgate.adapter.tencent.trtc;

import static io.voxgate.adapter.FieldConversions.disputed;
import static io.voxgate.adapter.FieldConversions.range;
import static io.voxgate.adapter.FieldConversions.same;
import static io.voxgate.adapter.FieldConversions.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.tencent.TtsScales;
import io.voxgate.adapter.tencent.trtc.TrtcSharedRules.ProviderKey;
import io.voxgate.adapter.tencent.trtc.TrtcSharedRules.Required;
import io.voxgate.adapter.tencent.trtc.TrtcSharedRules.Unsupported;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.TtsAzure;
import io.voxgate.model.TtsCartesia;
import io.voxgate.model.TtsCosyvoice;
import io.voxgate.model.TtsCustom;
import io.voxgate.model.TtsElevenlabs;
import io.voxgate.model.TtsMinimax;
import io.voxgate.model.TtsPlatform;
import io.voxgate.model.TtsTencent;
import io.voxgate.model.TtsVolcengine;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The agent's voice ({@code TTSConfig}): other keys for each {@code TTSType}. */
final class TrtcSpeech implements MappingRule {
    private static final String TYPE = "TTSConfig.TTSType";
    private static final String PROVIDER = "/tts/provider";
    private static final String REF = "/tts/credentialRef";
    private static final String LOUDNESS =
            "TRTC's newest page gives 0 to 10, older ones end at 1.0 and begin above 0: sent as it is.";
    private static final EnumMapping TYPES = EnumMapping.of("platform", "flow")
            .and("tencent", "tencent")
            .and("minimax", "minimax")
            .and("azure", "azure")
            .and("cartesia", "cartesia")
            .and("elevenlabs", "elevenlabs")
            .and("custom", "custom");
    /** The provider only chooses which keys follow, so it is converted even where it is spelled alike. */
    private static final FieldConversion CHOICE = FieldConversion.of(
            word -> TYPES.toWire(word)
                    .value()
                    .map(type -> Converted.of(FieldOutcome.CONVERTED, type))
                    .orElseGet(() -> TYPES.toWire(word)),
            TYPES::toNeutral);

    private static final Map<String, FieldMappings> TABLES = Map.of(
            "platform",
                    FieldMappings.of(
                            new TrtcVoice("TTSConfig.VoiceId", text(), TrtcVoice.Clone.SAME_FIELD),
                            new FlowModel(),
                            FieldMapping.of("/tts/speed", "TTSConfig.Speed", range("0.5", "2.0"))
                                    .vendorDefault(1),
                            FieldMapping.of(
                                            "/tts/volume",
                                            "TTSConfig.Volume",
                                            disputed(range("0", "10"), "0.01", "1.0", LOUDNESS))
                                    .vendorDefault(1),
                            FieldMapping.of(
                                            "/tts/pitch",
                                            "TTSConfig.Pitch",
                                            FieldConversions.scaled(
                                                    UnaryOperator.identity(), UnaryOperator.identity(), 0, "-12", "12"))
                                    .vendorDefault(0),
                            FieldMapping.of("/tts/language", "TTSConfig.Language", SpokenLanguage.FLOW),
                            new Unsupported(REF, "TRTC's own voices need no credential.")),
            "tencent",
                    FieldMappings.of(
                            new ProviderKey(REF, "TTSConfig.AppId", "tts", "appId", true, true),
                            new ProviderKey(REF, "TTSConfig.SecretId", "tts", "secretId", false, true),
                            new ProviderKey(REF, "TTSConfig.SecretKey", "tts", "secretKey", false, true),
                            new TrtcVoice("TTSConfig.VoiceType", TrtcVoice.NUMBER, TrtcVoice.Clone.OWN_FIELD),
                            FieldMapping.of("/tts/speed", "TTSConfig.Speed", TtsScales.speed())
                                    .vendorDefault(0),
                            FieldMapping.of("/tts/volume", "TTSConfig.Volume", TtsScales.volume())
                                    .vendorDefault(0),
                            FieldMapping.of("/tts/language", "TTSConfig.PrimaryLanguage", SpokenLanguage.TENCENT)
                                    .vendorDefault(1),
                            new Required(
                                    REF,
                                    "Tencent's voices need a credential with the fields appId, secretId and secretKey.")),
            "minimax",
                    FieldMappings.of(
                            FieldMapping.of("/tts/model", "TTSConfig.Model", text()),
                            FieldMapping.of("/tts/url", "TTSConfig.APIUrl", text()),
                            new ProviderKey(REF, "TTSConfig.APIKey", "tts", "apiKey", false, true),
                            new ProviderKey(REF, "TTSConfig.GroupId", "tts", "groupId", false, false),
                            new TrtcVoice("TTSConfig.VoiceType", text(), TrtcVoice.Clone.NONE),
                            FieldMapping.of("/tts/speed", "TTSConfig.Speed", range("0.5", "2"))
                                    .vendorDefault(1),
                            new Required("/tts/model", "TRTC needs tts.model for MiniMax."),
                            new Required("/tts/url", "TRTC needs MiniMax's address in tts.url."),
                            new Required(
                                    REF,
                                    "MiniMax needs a credential with the field apiKey; groupId is sent when it has one.")),
            "azure",
                    FieldMappings.of(
                            new ProviderKey(REF, "TTSConfig.SubscriptionKey", "tts", "subscriptionKey", false, true),
                            FieldMapping.of("/tts/region", "TTSConfig.Region", text()),
                            new TrtcVoice("TTSConfig.VoiceName", text(), TrtcVoice.Clone.NONE),
                            FieldMapping.of("/tts/language", "TTSConfig.Language", text()),
                            FieldMapping.of("/tts/speed", "TTSConfig.Rate", range("0.5", "2"))
                                    .vendorDefault(1),
                            new Required(REF, "Azure needs a credential with the field subscriptionKey."),
                            new Required("/tts/region", "Azure needs tts.region."),
                            new Required("/tts/language", "TRTC needs tts.language for Azure's voices.")),
            "cartesia",
                    FieldMappings.of(
                            FieldMapping.of("/tts/model", "TTSConfig.Model", text()),
                            new ProviderKey(REF, "TTSConfig.APIKey", "tts", "apiKey", false, true),
                            new TrtcVoice("TTSConfig.VoiceId", text(), TrtcVoice.Clone.SAME_FIELD),
                            new Required("/tts/model", "TRTC needs tts.model for Cartesia."),
                            new Required(REF, "Cartesia needs a credential with the field apiKey.")),
            "elevenlabs",
                    FieldMappings.of(
                            FieldMapping.of("/tts/model", "TTSConfig.Model", text()),
                            new ProviderKey(REF, "TTSConfig.APIKey", "tts", "apiKey", false, true),
                            new TrtcVoice("TTSConfig.VoiceId", text(), TrtcVoice.Clone.SAME_FIELD),
                            new Required("/tts/model", "TRTC needs tts.model for ElevenLabs."),
                            new Required(REF, "ElevenLabs needs a credential with the field apiKey.")),
            "custom",
                    FieldMappings.of(
                            new ProviderKey(REF, "TTSConfig.APIKey", "tts", "apiKey", false, true),
                            FieldMapping.of("/tts/url", "TTSConfig.APIUrl", text()),
                            FieldMapping.of(
                                            "/tts/format",
                                            "TTSConfig.AudioFormat",
                                            EnumMapping.of("wav", "wav").and("pcm", "pcm"))
                                    .vendorDefault("wav"),
                            FieldMapping.of("/tts/sampleRate", "TTSConfig.SampleRate", same())
                                    .vendorDefault(16000),
                            FieldMapping.of("/tts/channels", "TTSConfig.AudioChannel", same())
                                    .vendorDefault(1),
                            new Required(REF, "TRTC needs a credential with the field apiKey for your speech server."),
                            new Required("/tts/url", "TRTC needs your speech server's address in tts.url.")));

    /**
     * A built-in voice does not start without its model (647/115414, read 2026-11); the vendor's examples have this
     * one.
     */
    private record FlowModel() implements MappingRule {
        private static final FieldMapping MODEL = FieldMapping.of("/tts/model", "TTSConfig.Model", text());

        @Override
        public void write(TranslationBuilder builder) {
            if (builder.leaf(MODEL.pointer()).isEmpty()) {
                builder.ownDefault(MODEL.pointer(), MODEL.wire(), Json.text("flow_01_turbo"));
            }
            MODEL.write(builder);
        }

        @Override
        public void read(ImportReader reading) {
            MODEL.read(reading);
        }
    }

    @Override
    public void write(TranslationBuilder builder) {
        new Brackets().write(builder);
        if (foreign(builder)) {
            builder.unsupportedBelow(
                    "/tts", "Not sent: vendorOptions has a TTSConfig of another TTSType, which is sent alone.");
            return;
        }
        builder.convert(PROVIDER, TYPE, CHOICE);
        switch (builder.agent().tts()) {
            case TtsPlatform _, TtsTencent _, TtsMinimax _, TtsAzure _, TtsCartesia _, TtsElevenlabs _, TtsCustom _ ->
                Objects.requireNonNull(TABLES.get(builder.word(PROVIDER))).write(builder);
            case TtsVolcengine _, TtsCosyvoice _ -> builder.rejected(PROVIDER, "TRTC does not offer this provider.");
            case null ->
                builder.rejected(
                        "/tts",
                        "TRTC needs a voice: give tts with a provider and a voice, or vendorOptions with a whole TTSConfig.");
        }
        new Unsupported("/tts", "TRTC documents no such key for tts.provider " + builder.word(PROVIDER) + ".")
                .write(builder);
    }

    /**
     * Whether the caller's own options carry a whole TTSConfig of another type than the agent's voice ({@code dummy},
     * {@code inworld}).
     */
    private static boolean foreign(TranslationBuilder builder) {
        Map<String, Object> options = builder.agent().vendorOptions();
        Object ours = options == null ? null : options.get(TrtcTranslator.VENDOR);
        String type = Json.at(Json.tree(ours == null ? Map.of() : ours), TYPE)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .orElse("");
        String own = builder.leaf(PROVIDER)
                .flatMap(word -> TYPES.toWire(word).value())
                .map(JsonNode::asText)
                .orElse("");
        return !type.isBlank() && !type.equals(own);
    }

    @Override
    public void read(ImportReader reading) {
        reading.convert(TYPE, PROVIDER, CHOICE);
        reading.agent(PROVIDER).map(JsonNode::asText).ifPresent(provider -> {
            Objects.requireNonNull(TABLES.get(provider)).read(reading);
            new Brackets().read(reading);
        });
    }
}
