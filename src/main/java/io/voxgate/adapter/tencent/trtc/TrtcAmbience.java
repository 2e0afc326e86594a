package io.voxgate.adapter.tencent.trtc;

import static io.voxgate.adapter.FieldConversions.noted;
import static io.voxgate.adapter.FieldConversions.range;
import static io.voxgate.adapter.FieldConversions.seconds;
import static io.voxgate.adapter.FieldConversions.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.tencent.trtc.TrtcSharedRules.Unsupported;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;

/**
 * What stands around the conversation: sounds, subtitles, whose voice counts, the avatar, limits; and what TRTC lacks.
 */
final class TrtcAmbience {
    private static final EnumMapping SUBTITLES = EnumMapping.of("fast", 0).and("synchronized", 1);

    static final FieldMappings TABLE = FieldMappings.of(
            new Sound(),
            new Voices(),
            FieldMapping.of("/subtitles/mode", "AgentConfig.SubtitleMode", SUBTITLES)
                    .vendorDefault(0),
            FieldMapping.of("/limits/nobodyPresentMs", "AgentConfig.MaxIdleTime", seconds("1", "86400"))
                    .vendorDefault(60),
            FieldMapping.of(
                    "/avatar",
                    "AvatarConfig",
                    noted(
                            TrtcSharedRules.object(),
                            "By arrangement: only for accounts for which Tencent has switched avatars on.")),
            new Unsupported(
                    "/limits/maxDurationMs",
                    "TRTC has no longest conversation, and Voxgate does not keep the time yet."),
            new Unsupported("/backchannel", "TRTC has no small words."),
            new Unsupported(
                    "/tools/endCall",
                    "TRTC offers the model no tools, and Voxgate does not relay the model's answers yet."),
            new Unsupported("/tools/transfers", "TRTC has nobody to hand a conversation to."),
            new Unsupported("/tools/extraction", "TRTC reads nothing out of a conversation."),
            new Unsupported("/telephony", "TRTC makes no phone calls."));

    private TrtcAmbience() {}

    /** A sound behind the voice. TRTC does not publish the names of its scenes, so a preset is a guess. */
    private static final class Sound implements MappingRule {
        private static final String SCENE = "AgentConfig.AmbientSound.Scene";
        private static final String VOLUME = "AgentConfig.AmbientSound.Volume";
        private static final String GUESS =
                "TRTC does not publish its scenes; this is the name in Tencent's call center.";
        private static final FieldConversion PRESETS = FieldConversion.of(Sound::scene, _ -> Optional.empty());

        @Override
        public void write(TranslationBuilder builder) {
            builder.convert("/ambientSound/soundId", SCENE, text());
            builder.leaf("/ambientSound/soundId")
                    .ifPresent(_ -> builder.unsupported(
                            "/ambientSound/preset", "No effect with ambientSound.soundId: both are one field."));
            builder.convert("/ambientSound/preset", SCENE, PRESETS);
            if (builder.wire(SCENE).isEmpty()) {
                builder.unsupported("/ambientSound/volume", "No effect without a sound.");
            } else {
                builder.vendorDefault("/ambientSound/volume", VOLUME, Json.number(1));
                builder.convert("/ambientSound/volume", VOLUME, range("0", "2"));
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
        public void read(ImportReader reading) {
            reading.convert(SCENE, "/ambientSound/soundId", text());
            reading.convert(VOLUME, "/ambientSound/volume", range("0", "2"));
        }
    }

    /** Only one registered voice counts. */
    private static final class Voices implements MappingRule {
        private static final String MODE = "AgentConfig.VoicePrint.Mode";
        private static final String IDS = "AgentConfig.VoicePrint.IdList";
        private static final String POINTER = "/voiceprint/ids";

        @Override
        public void write(TranslationBuilder builder) {
            builder.vendorDefault(POINTER, MODE, Json.number(0));
            builder.leaf(POINTER).ifPresent(ids -> {
                if (ids.size() == 1) {
                    builder.put(MODE, Json.number(1));
                    builder.put(IDS, ids);
                    builder.report(POINTER, FieldOutcome.EXACT, IDS, ids, "VoicePrint.Mode 1 goes with it.");
                } else {
                    builder.rejected(POINTER, "TRTC takes exactly one voice today.");
                }
            });
        }

        @Override
        public void read(ImportReader reading) {
            Optional<JsonNode> mode = reading.peek(MODE);
            if (mode.filter(node -> Json.same(node, Json.number(1))).isPresent()) {
                reading.convert(IDS, POINTER, TrtcSharedRules.texts());
                reading.agent(POINTER)
                        .ifPresent(_ ->
                                reading.absorb(MODE, POINTER, ImportOutcome.CONVERTED, "Follows from voiceprint.ids."));
            } else if (mode.filter(node -> Json.same(node, Json.number(0))).isPresent()) {
                reading.absorb(MODE, POINTER, ImportOutcome.CONVERTED, "Off: voiceprint is left out.");
                reading.peek(IDS)
                        .ifPresent(_ -> reading.absorb(
                                IDS, POINTER, ImportOutcome.CONVERTED, "No effect with VoicePrint.Mode 0."));
            }
        }
    }
}
