package io.voxgate.adapter.alibaba.rtc;

import static io.voxgate.adapter.alibaba.rtc.AlibabaRtcFields.AMBIENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;

/** What is around the talk: background sound, small words, an empty channel. */
final class AlibabaRtcAmbience {
    static final FieldMappings TABLE = FieldMappings.of(
            new SoundRule(),
            FieldMapping.of(
                    "/backchannel/enabled",
                    AlibabaRtcFields.VOICE_CHAT + "BackChannelConfig.UserTurnEnd",
                    FieldConversions.bool()),
            FieldMapping.of(
                            "/limits/nobodyPresentMs",
                            "RtcConfig.UserInactivityTimeout",
                            FieldConversions.seconds("5", "180"))
                    .vendorDefault(30));

    private AlibabaRtcAmbience() {}

    /** A sound by its neutral name or by its id at the vendor; a loudness only with one. */
    private record SoundRule() implements FieldMappings.MappingRule {
        private static final String SOUND = AMBIENT + "SoundId";
        private static final String VOLUME = AMBIENT + "Volume";
        private static final EnumMapping PRESETS = EnumMapping.of("office", "office")
                .and("whiteNoise", "white_noise")
                .unsupported(
                        "cafe",
                        "The vendor has no such sound; register one in its console and name it in ambientSound.soundId.");

        @Override
        public void write(TranslationBuilder builder) {
            builder.convert("/ambientSound/soundId", SOUND, FieldConversions.text());
            if (builder.wire(SOUND).isPresent()) {
                builder.unsupported("/ambientSound/preset", "No effect with ambientSound.soundId.");
            }
            builder.convert("/ambientSound/preset", SOUND, PRESETS);
            if (builder.wire(SOUND).isPresent()) {
                builder.convert("/ambientSound/volume", VOLUME, AlibabaRtcSpeech.loudness());
            }
            builder.unsupported("/ambientSound/volume", "No effect without a sound.");
        }

        @Override
        public void read(ImportReader reading) {
            reading.convert(SOUND, "/ambientSound/preset", PRESETS);
            reading.peek(SOUND)
                    .filter(JsonNode::isTextual)
                    .filter(id -> !id.asText().isEmpty())
                    .ifPresent(_ -> reading.convert(SOUND, "/ambientSound/soundId", FieldConversions.text()));
            reading.convert(VOLUME, "/ambientSound/volume", AlibabaRtcSpeech.loudness());
        }
    }
}
