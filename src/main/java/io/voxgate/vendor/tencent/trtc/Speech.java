package io.voxgate.vendor.tencent.trtc;

import static io.voxgate.vendor.Conversions.range;
import static io.voxgate.vendor.Conversions.same;
import static io.voxgate.vendor.Conversions.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.Tts;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Conversion.Converted;
import io.voxgate.vendor.Conversion;
import io.voxgate.vendor.Conversions;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.FieldTable.Rule;
import io.voxgate.vendor.Reading;
import io.voxgate.vendor.tencent.TtsScales;
import io.voxgate.vendor.tencent.trtc.Rules.Key;
import io.voxgate.vendor.tencent.trtc.Rules.Lacking;
import io.voxgate.vendor.tencent.trtc.Rules.Required;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The agent's voice ({@code TTSConfig}): other keys for each {@code TTSType}. */
final class Speech implements Rule {
    private static final String TYPE = "TTSConfig.TTSType";
    private static final String PROVIDER = "/tts/provider";
    private static final String REF = "/tts/credentialRef";
    private static final Codes TYPES = Codes.of("platform", "flow").and("tencent", "tencent").and("minimax", "minimax").and("azure", "azure")
            .and("cartesia", "cartesia").and("elevenlabs", "elevenlabs").and("custom", "custom");
    /** The provider only chooses which keys follow, so it is converted even where it is spelled alike. */
    private static final Conversion CHOICE = Conversion.of(
            word -> TYPES.toWire(word).value().map(type -> Converted.of(FieldOutcome.CONVERTED, type)).orElseGet(() -> TYPES.toWire(word)), TYPES::toNeutral);

    private static final Map<String, FieldTable> TABLES = Map.of(
            "platform", FieldTable.of(
                    new Voice("TTSConfig.VoiceId", text(), Voice.Clone.SAME_FIELD),
                    Field.of("/tts/model", "TTSConfig.Model", text()).vendorDefault("flow_01_turbo"),
                    Field.of("/tts/speed", "TTSConfig.Speed", range("0.5", "2.0")).vendorDefault(1),
                    Field.of("/tts/volume", "TTSConfig.Volume", range("0.01", "1.0")).vendorDefault(1),
                    Field.of("/tts/pitch", "TTSConfig.Pitch", Conversions.scaled(UnaryOperator.identity(), UnaryOperator.identity(), 0, "-12", "12")).vendorDefault(0),
                    Field.of("/tts/language", "TTSConfig.Language", SpokenLanguage.FLOW),
                    new Lacking(REF, "TRTC's own voices need no credential.")),
            "tencent", FieldTable.of(
                    new Key(REF, "TTSConfig.AppId", "tts", "appId", true, true),
                    new Key(REF, "TTSConfig.SecretId", "tts", "secretId", false, true),
                    new Key(REF, "TTSConfig.SecretKey", "tts", "secretKey", false, true),
                    new Voice("TTSConfig.VoiceType", Voice.NUMBER, Voice.Clone.OWN_FIELD),
                    Field.of("/tts/speed", "TTSConfig.Speed", TtsScales.speed()).vendorDefault(0),
                    Field.of("/tts/volume", "TTSConfig.Volume", TtsScales.volume()).vendorDefault(0),
                    Field.of("/tts/language", "TTSConfig.PrimaryLanguage", SpokenLanguage.TENCENT).vendorDefault(1),
                    new Required(REF, "Tencent's voices need a credential with the fields appId, secretId and secretKey.")),
            "minimax", FieldTable.of(
                    Field.of("/tts/model", "TTSConfig.Model", text()),
                    Field.of("/tts/url", "TTSConfig.APIUrl", text()),
                    new Key(REF, "TTSConfig.APIKey", "tts", "apiKey", false, true),
                    new Key(REF, "TTSConfig.GroupId", "tts", "groupId", false, false),
                    Field.of("/tts/voice", "TTSConfig.VoiceType", text()),
                    Field.of("/tts/speed", "TTSConfig.Speed", range("0.5", "2")).vendorDefault(1),
                    new Required(REF, "MiniMax needs a credential with the fields apiKey and groupId.")),
            "azure", FieldTable.of(
                    new Key(REF, "TTSConfig.SubscriptionKey", "tts", "subscriptionKey", false, true),
                    Field.of("/tts/region", "TTSConfig.Region", text()),
                    new Voice("TTSConfig.VoiceName", text(), Voice.Clone.NONE),
                    Field.of("/tts/language", "TTSConfig.Language", text()),
                    Field.of("/tts/speed", "TTSConfig.Rate", range("0.5", "2")).vendorDefault(1),
                    new Required(REF, "Azure needs a credential with the field subscriptionKey."),
                    new Required("/tts/region", "Azure needs tts.region."),
                    new Required("/tts/language", "TRTC needs tts.language for Azure's voices.")),
            "cartesia", FieldTable.of(
                    Field.of("/tts/model", "TTSConfig.Model", text()),
                    new Key(REF, "TTSConfig.APIKey", "tts", "apiKey", false, true),
                    new Voice("TTSConfig.VoiceId", text(), Voice.Clone.SAME_FIELD),
                    new Required("/tts/model", "TRTC needs tts.model for Cartesia."),
                    new Required(REF, "Cartesia needs a credential with the field apiKey.")),
            "elevenlabs", FieldTable.of(
                    Field.of("/tts/model", "TTSConfig.Model", text()),
                    new Key(REF, "TTSConfig.APIKey", "tts", "apiKey", false, true),
                    new Voice("TTSConfig.VoiceId", text(), Voice.Clone.SAME_FIELD_OPTIONAL),
                    new Required("/tts/model", "TRTC needs tts.model for ElevenLabs."),
                    new Required(REF, "ElevenLabs needs a credential with the field apiKey.")),
            "custom", FieldTable.of(
                    new Key(REF, "TTSConfig.APIKey", "tts", "apiKey", false, true),
                    Field.of("/tts/url", "TTSConfig.APIUrl", text()),
                    Field.of("/tts/format", "TTSConfig.AudioFormat", Codes.of("wav", "wav").and("pcm", "pcm")).vendorDefault("wav"),
                    Field.of("/tts/sampleRate", "TTSConfig.SampleRate", same()).vendorDefault(16000),
                    Field.of("/tts/channels", "TTSConfig.AudioChannel", same()).vendorDefault(1),
                    new Required(REF, "TRTC needs a credential with the field apiKey for your speech server."),
                    new Required("/tts/url", "TRTC needs your speech server's address in tts.url.")));

    @Override
    public void write(Draft draft) {
        new Brackets().write(draft);
        draft.convert(PROVIDER, TYPE, CHOICE);
        switch (draft.agent().tts()) {
            case Tts.Platform _, Tts.Tencent _, Tts.Minimax _, Tts.Azure _, Tts.Cartesia _, Tts.Elevenlabs _, Tts.Custom _ ->
                    TABLES.get(draft.word(PROVIDER)).write(draft);
            case Tts.Volcengine _, Tts.Cosyvoice _ -> draft.rejected(PROVIDER, "TRTC does not offer this provider.");
            case null -> draft.rejected("/tts", "TRTC needs a voice: give tts with a provider and a voice.");
        }
        new Lacking("/tts", "TRTC documents no such key for tts.provider " + draft.word(PROVIDER) + ".").write(draft);
    }

    @Override
    public void read(Reading reading) {
        reading.convert(TYPE, PROVIDER, CHOICE);
        reading.agent(PROVIDER).map(JsonNode::asText).ifPresent(provider -> {
            TABLES.get(provider).read(reading);
            new Brackets().read(reading);
        });
    }
}
