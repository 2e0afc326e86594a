package io.voxgate.vendor.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Conversion;
import io.voxgate.vendor.Conversions;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is heard besides the voices: ambient sounds, and filler words while the first sentence is late. */
final class CccSound {
    private static final String PRESET = "/ambientSound/preset";
    private static final String VOLUME = "/ambientSound/volume";
    private static final String ENABLED = "/backchannel/enabled";
    private static final Codes PRESETS = Codes.of("office", "busy_office").and("cafe", "coffee_shops")
            .unsupported("whiteNoise", "CCC has no white noise; its sounds are office and cafe.");
    private static final Map<String, Tone> TONES = tones();

    static final FieldTable TABLE = FieldTable.of(
            Field.of(PRESET, "AmbientSoundType", PRESETS),
            TwoWay.lacking("CCC plays only its own two sounds.", "/ambientSound/soundId"),
            Field.of(VOLUME, "AmbientSoundVolume", Conversions.range("0", "2"))
                    .onlyIf(draft -> draft.wire("AmbientSoundType").isPresent(), "No effect without a sound that CCC has."),
            new TwoWay(CccSound::writeVolumeDefault, _ -> {}),
            new TwoWay(CccSound::writeTones, reading -> TONES.forEach((pointer, tone) -> reading.convert(tone.wire(), pointer, tone.conversion()))));

    private record Tone(String wire, Conversion conversion) {}

    private CccSound() {}

    private static Map<String, Tone> tones() {
        Conversion words = Conversion.of(Conversions.same()::toWire, wire -> Optional.of(wire).filter(list -> list.isArray() && !list.isEmpty()));
        Map<String, Tone> tones = new LinkedHashMap<>();
        tones.put("/backchannel/afterMs", new Tone("ToneWord.FirstSentenceTimeout", Conversions.seconds(3, "0.1", "10")));
        tones.put("/backchannel/phrases/neutral", new Tone("ToneWord.ZHToneWords.Neutral", words));
        tones.put("/backchannel/phrases/positive", new Tone("ToneWord.ZHToneWords.Positive", words));
        tones.put("/backchannel/phrases/negative", new Tone("ToneWord.ZHToneWords.Negative", words));
        return tones;
    }

    private static void writeVolumeDefault(Draft draft) {
        if (draft.wire("AmbientSoundType").isPresent()) {
            draft.vendorDefault(VOLUME, "AmbientSoundVolume", Json.number(1));
        }
    }

    private static void writeTones(Draft draft) {
        boolean off = draft.word(ENABLED).equals("false");
        boolean chinese = draft.leaf("/stt/language").map(JsonNode::asText).map(CccLanguages::chinese).orElse(true);
        TONES.forEach((pointer, tone) -> {
            if (off) {
                draft.unsupported(pointer, "No effect with backchannel.enabled false.");
            } else {
                draft.convert(pointer, tone.wire(), chinese ? tone.conversion()
                        : Conversions.approximated(tone.conversion(), "CCC documents its filler words for Chinese only."));
            }
        });
        if (off) {
            draft.chooses(ENABLED, "CCC says no filler words unless they are sent.");
        } else if (draft.wire("ToneWord").isPresent()) {
            draft.chooses(ENABLED, "CCC says filler words when they are sent.");
        } else {
            draft.unsupported(ENABLED, "No effect without backchannel.afterMs or phrases.");
        }
    }
}
