package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;

/** Which voice speaks. A cloned one stands in the same field, in one of its own, or nowhere. */
record TrtcVoice(String wire, FieldConversion conversion, Clone cloned) implements MappingRule {

    /** Where a cloned voice goes. */
    enum Clone {
        SAME_FIELD,
        OWN_FIELD,
        NONE
    }

    /** Tencent Cloud TTS numbers its voices. */
    static final FieldConversion NUMBER = FieldConversion.of(TrtcVoice::number, TrtcVoice::digits);

    private static final String VOICE = "/tts/voice";
    private static final String CLONED = "/tts/clonedVoice";
    private static final String CLONE_FIELD = "TTSConfig.FastVoiceType";

    @Override
    public void write(TranslationBuilder builder) {
        switch (cloned) {
            case SAME_FIELD -> {
                builder.convert(CLONED, wire, conversion);
                builder.leaf(CLONED)
                        .ifPresent(
                                _ -> builder.unsupported(VOICE, "No effect with tts.clonedVoice: both are one field."));
            }
            case OWN_FIELD -> builder.convert(CLONED, CLONE_FIELD, FieldConversions.text());
            case NONE ->
                builder.unsupported(
                        CLONED, "TRTC documents no such key for tts.provider " + builder.word("/tts/provider") + ".");
        }
        builder.convert(VOICE, wire, conversion);
        if (builder.wire(wire).isEmpty() && !builder.reported(VOICE)) {
            builder.rejected(VOICE, "TRTC needs a voice.");
        }
    }

    @Override
    public void read(ImportReader reading) {
        reading.convert(wire, VOICE, conversion);
        if (cloned == Clone.OWN_FIELD) {
            reading.convert(CLONE_FIELD, CLONED, FieldConversions.text());
        }
    }

    private static Converted number(JsonNode voice) {
        return voice.asText().matches("[0-9]{1,18}")
                ? Converted.of(FieldOutcome.CONVERTED, Json.number(Long.parseLong(voice.asText())))
                : Converted.rejected("Tencent's voices are numbers, for example 1008.");
    }

    private static Optional<JsonNode> digits(JsonNode wire) {
        boolean number = wire.isIntegralNumber() || wire.isTextual();
        return Optional.of(wire.asText())
                .filter(text -> number && text.matches("[0-9]{1,18}"))
                .map(Json::text);
    }
}
