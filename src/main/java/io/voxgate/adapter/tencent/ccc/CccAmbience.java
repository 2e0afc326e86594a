package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is heard besides the voices: ambient sounds, and filler words while the first sentence is late. */
final class CccAmbience {
    private static final String PRESET = "/ambientSound/preset";
    private static final String VOLUME = "/ambientSound/volume";
    private static final String ENABLED = "/backchannel/enabled";
    private static final EnumMapping PRESETS = EnumMapping.of("office", "busy_office")
            .and("cafe", "coffee_shops")
            .unsupported("whiteNoise", "CCC has no white noise; its sounds are office and cafe.");
    private static final Map<String, Tone> TONES = tones();

    static final FieldMappings TABLE = FieldMappings.of(
            FieldMapping.of(PRESET, "AmbientSoundType", PRESETS),
            CompositeMapping.lacking("CCC plays only its own two sounds.", "/ambientSound/soundId"),
            FieldMapping.of(VOLUME, "AmbientSoundVolume", FieldConversions.range("0", "2"))
                    .onlyIf(
                            builder -> builder.wire("AmbientSoundType").isPresent(),
                            "No effect without a sound that CCC has."),
            new CompositeMapping(CccAmbience::writeVolumeDefault, _ -> {}),
            new CompositeMapping(
                    CccAmbience::writeTones,
                    reading -> TONES.forEach(
                            (pointer, tone) -> reading.convert(tone.wire(), pointer, tone.conversion()))));

    private record Tone(String wire, FieldConversion conversion) {}

    private CccAmbience() {}

    private static Map<String, Tone> tones() {
        FieldConversion words = FieldConversion.of(
                FieldConversions.same()::toWire,
                wire -> Optional.of(wire).filter(list -> list.isArray() && !list.isEmpty()));
        Map<String, Tone> tones = new LinkedHashMap<>();
        tones.put(
                "/backchannel/afterMs",
                new Tone("ToneWord.FirstSentenceTimeout", FieldConversions.seconds(3, "0.1", "10")));
        tones.put("/backchannel/phrases/neutral", new Tone("ToneWord.ZHToneWords.Neutral", words));
        tones.put("/backchannel/phrases/positive", new Tone("ToneWord.ZHToneWords.Positive", words));
        tones.put("/backchannel/phrases/negative", new Tone("ToneWord.ZHToneWords.Negative", words));
        return tones;
    }

    private static void writeVolumeDefault(TranslationBuilder builder) {
        if (builder.wire("AmbientSoundType").isPresent()) {
            builder.vendorDefault(VOLUME, "AmbientSoundVolume", Json.number(1));
        }
    }

    private static void writeTones(TranslationBuilder builder) {
        boolean off = builder.word(ENABLED).equals("false");
        boolean chinese = builder.leaf("/stt/language")
                .map(JsonNode::asText)
                .map(CccLanguages::chinese)
                .orElse(true);
        TONES.forEach((pointer, tone) -> {
            if (off) {
                builder.unsupported(pointer, "No effect with backchannel.enabled false.");
            } else {
                builder.convert(
                        pointer,
                        tone.wire(),
                        chinese
                                ? tone.conversion()
                                : FieldConversions.approximated(
                                        tone.conversion(), "CCC documents its filler words for Chinese only."));
            }
        });
        if (off) {
            builder.chooses(ENABLED, "CCC says no filler words unless they are sent.");
        } else if (builder.wire("ToneWord").isPresent()) {
            builder.chooses(ENABLED, "CCC says filler words when they are sent.");
        } else {
            builder.unsupported(ENABLED, "No effect without backchannel.afterMs or phrases.");
        }
    }
}
