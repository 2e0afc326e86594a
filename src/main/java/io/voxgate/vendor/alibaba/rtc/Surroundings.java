package io.voxgate.vendor.alibaba.rtc;

import static io.voxgate.vendor.alibaba.rtc.Wire.AMBIENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Conversions;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;

/** What is around the talk: background sound, small words, an empty channel. */
final class Surroundings {
    static final FieldTable TABLE = FieldTable.of(
            new SoundRule(),
            Field.of("/backchannel/enabled", Wire.VOICE_CHAT + "BackChannelConfig.UserTurnEnd", Conversions.bool()).vendorDefault(false),
            Field.of("/limits/nobodyPresentMs", "RtcConfig.UserInactivityTimeout", Conversions.seconds("5", "180")).vendorDefault(30));

    private Surroundings() {}

    /** A sound by its neutral name or by its id at the vendor; a loudness only with one. */
    private record SoundRule() implements FieldTable.Rule {
        private static final String SOUND = AMBIENT + "SoundId";
        private static final String VOLUME = AMBIENT + "Volume";
        private static final Codes PRESETS = Codes.of("office", "office").and("whiteNoise", "white_noise")
                .unsupported("cafe", "The vendor has no such sound; register one in its console and name it in ambientSound.soundId.");

        @Override
        public void write(Draft draft) {
            draft.convert("/ambientSound/soundId", SOUND, Conversions.text());
            if (draft.wire(SOUND).isPresent()) {
                draft.unsupported("/ambientSound/preset", "No effect with ambientSound.soundId.");
            }
            draft.convert("/ambientSound/preset", SOUND, PRESETS);
            if (draft.wire(SOUND).isPresent()) {
                draft.vendorDefault("/ambientSound/volume", VOLUME, Json.number(50));
                draft.convert("/ambientSound/volume", VOLUME, Speech.loudness());
            }
            draft.unsupported("/ambientSound/volume", "No effect without a sound.");
        }

        @Override
        public void read(Reading reading) {
            reading.convert(SOUND, "/ambientSound/preset", PRESETS);
            reading.peek(SOUND).filter(JsonNode::isTextual).filter(id -> !id.asText().isEmpty())
                    .ifPresent(_ -> reading.convert(SOUND, "/ambientSound/soundId", Conversions.text()));
            reading.convert(VOLUME, "/ambientSound/volume", Speech.loudness());
        }
    }
}
