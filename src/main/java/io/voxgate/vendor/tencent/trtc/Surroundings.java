package io.voxgate.vendor.tencent.trtc;

import static io.voxgate.vendor.Conversions.noted;
import static io.voxgate.vendor.Conversions.range;
import static io.voxgate.vendor.Conversions.seconds;
import static io.voxgate.vendor.Conversions.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.FieldOutcome;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Conversion;
import io.voxgate.vendor.Conversion.Converted;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.FieldTable.Rule;
import io.voxgate.vendor.Imported.ImportOutcome;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
import io.voxgate.vendor.tencent.trtc.Rules.Lacking;
import java.util.Optional;

/** What stands around the conversation: sounds, subtitles, whose voice counts, the avatar, limits; and what TRTC lacks. */
final class Surroundings {
    private static final Codes SUBTITLES = Codes.of("fast", 0).and("synchronized", 1);

    static final FieldTable TABLE = FieldTable.of(
            new Sound(),
            new Voices(),
            Field.of("/subtitles/mode", "AgentConfig.SubtitleMode", SUBTITLES).vendorDefault(0),
            Field.of("/limits/nobodyPresentMs", "AgentConfig.MaxIdleTime", seconds("1", "86400")).vendorDefault(60),
            Field.of("/avatar", "AvatarConfig", noted(Rules.object(), "By arrangement: only for accounts for which Tencent has switched avatars on.")),
            new Lacking("/limits/maxDurationMs", "TRTC has no longest conversation, and Voxgate does not keep the time yet."),
            new Lacking("/backchannel", "TRTC has no small words."),
            new Lacking("/tools/endCall", "TRTC offers the model no tools, and Voxgate does not relay the model's answers yet."),
            new Lacking("/tools/transfers", "TRTC has nobody to hand a conversation to."),
            new Lacking("/tools/extraction", "TRTC reads nothing out of a conversation."),
            new Lacking("/telephony", "TRTC makes no phone calls."));

    private Surroundings() {}

    /** A sound behind the voice. TRTC does not publish the names of its scenes, so a preset is a guess. */
    private static final class Sound implements Rule {
        private static final String SCENE = "AgentConfig.AmbientSound.Scene";
        private static final String VOLUME = "AgentConfig.AmbientSound.Volume";
        private static final String GUESS = "TRTC does not publish its scenes; this is the name in Tencent's call center.";
        private static final Conversion PRESETS = Conversion.of(Sound::scene, _ -> Optional.empty());

        @Override
        public void write(Draft draft) {
            draft.convert("/ambientSound/soundId", SCENE, text());
            draft.leaf("/ambientSound/soundId").ifPresent(_ ->
                    draft.unsupported("/ambientSound/preset", "No effect with ambientSound.soundId: both are one field."));
            draft.convert("/ambientSound/preset", SCENE, PRESETS);
            if (draft.wire(SCENE).isEmpty()) {
                draft.unsupported("/ambientSound/volume", "No effect without a sound.");
            } else {
                draft.vendorDefault("/ambientSound/volume", VOLUME, Json.number(1));
                draft.convert("/ambientSound/volume", VOLUME, range("0", "2"));
            }
        }

        private static Converted scene(JsonNode preset) {
            return switch (preset.asText()) {
                case "office" -> Converted.of(FieldOutcome.APPROXIMATED, Json.text("busy_office"), GUESS);
                case "cafe" -> Converted.of(FieldOutcome.APPROXIMATED, Json.text("coffee_shops"), GUESS);
                case String other -> Converted.unsupported("TRTC has no sound for " + other + ".");
            };
        }

        @Override
        public void read(Reading reading) {
            reading.convert(SCENE, "/ambientSound/soundId", text());
            reading.convert(VOLUME, "/ambientSound/volume", range("0", "2"));
        }
    }

    /** Only one registered voice counts. */
    private static final class Voices implements Rule {
        private static final String MODE = "AgentConfig.VoicePrint.Mode";
        private static final String IDS = "AgentConfig.VoicePrint.IdList";
        private static final String POINTER = "/voiceprint/ids";

        @Override
        public void write(Draft draft) {
            draft.vendorDefault(POINTER, MODE, Json.number(0));
            draft.leaf(POINTER).ifPresent(ids -> {
                if (ids.size() == 1) {
                    draft.put(MODE, Json.number(1));
                    draft.put(IDS, ids);
                    draft.report(POINTER, FieldOutcome.EXACT, IDS, ids, "VoicePrint.Mode 1 goes with it.");
                } else {
                    draft.rejected(POINTER, "TRTC takes exactly one voice today.");
                }
            });
        }

        @Override
        public void read(Reading reading) {
            Optional<JsonNode> mode = reading.peek(MODE);
            if (mode.filter(node -> Json.same(node, Json.number(1))).isPresent()) {
                reading.convert(IDS, POINTER, Rules.texts());
                reading.agent(POINTER).ifPresent(_ -> reading.absorb(MODE, POINTER, ImportOutcome.CONVERTED, "Follows from voiceprint.ids."));
            } else if (mode.filter(node -> Json.same(node, Json.number(0))).isPresent()) {
                reading.absorb(MODE, POINTER, ImportOutcome.CONVERTED, "Off: voiceprint is left out.");
                reading.peek(IDS).ifPresent(_ -> reading.absorb(IDS, POINTER, ImportOutcome.CONVERTED, "No effect with VoicePrint.Mode 0."));
            }
        }
    }
}
