package io.voxgate.vendor.tencent.trtc;

import static io.voxgate.vendor.Conversions.range;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.voxgate.model.FieldOutcome;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Conversion;
import io.voxgate.vendor.Conversion.Converted;
import io.voxgate.vendor.Draft;
import io.voxgate.vendor.Field;
import io.voxgate.vendor.FieldTable;
import io.voxgate.vendor.FieldTable.Rule;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.Reading;
import io.voxgate.vendor.tencent.trtc.Rules.Lacking;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What the agent hears: language, hot words, pauses ({@code STTConfig}). */
final class Recognition {
    private static final String LANGUAGE = "STTConfig.Language";
    private static final int ALTERNATIVES = 3;
    private static final Codes LEVELS = Codes.of("off", 0).and("low", 1).and("medium", 2).and("high", 3).and("veryHigh", 4).and("maximum", 5);
    private static final Conversion TAG = Conversion.of(Languages::toWire, Languages::toNeutral);
    private static final Conversion ENGINE = Conversion.of(Recognition::engine, wire -> Optional.of(wire).filter(JsonNode::isTextual));

    static final FieldTable TABLE = FieldTable.of(
            new Language(),
            Field.of("/stt/alternativeLanguages", "STTConfig.AlternativeLanguage", Conversion.of(Recognition::alternatives, Recognition::tags)),
            Field.of("/stt/hotWords", "STTConfig.HotWordList", HotWords.CONVERSION),
            new Lacking("/stt/vocabularyId", "TRTC takes hot words only in the request: stt.hotWords."),
            Field.of("/vad/silenceMs", "STTConfig.VadSilenceTime", range("240", "2000")).vendorDefault(1000),
            Field.of("/vad/farFieldSuppression", "STTConfig.VadLevel", LEVELS).vendorDefault(0));

    private Recognition() {}

    /** Two leaves, one field: an engine's id says more than a language. */
    private static final class Language implements Rule {
        @Override
        public void write(Draft draft) {
            draft.vendorDefault("/stt/language", LANGUAGE, Json.text("zh"));
            draft.convert("/stt/model", LANGUAGE, ENGINE);
            draft.leaf("/stt/model").ifPresent(_ -> draft.unsupported("/stt/language", "No effect with stt.model: both are one field."));
            draft.convert("/stt/language", LANGUAGE, TAG);
        }

        @Override
        public void read(Reading reading) {
            reading.convert(LANGUAGE, "/stt/language", TAG);
            reading.convert(LANGUAGE, "/stt/model", ENGINE);
        }
    }

    private static Converted engine(JsonNode id) {
        boolean listed = Languages.ENGINES.contains(id.asText()) || Languages.toNeutral(id).isPresent();
        return Converted.of(FieldOutcome.EXACT, id, listed ? "" : "TRTC's documents do not list this engine.");
    }

    private static Converted alternatives(JsonNode tags) {
        Set<String> codes = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        tags.forEach(tag -> Languages.toWire(tag).value().map(JsonNode::asText).filter(code -> !Languages.ENGINES.contains(code))
                .ifPresentOrElse(codes::add, () -> unknown.add(tag.asText())));
        if (codes.isEmpty()) {
            return Converted.unsupported("TRTC has none of these as an alternative language.");
        }
        ArrayNode wire = Json.array();
        codes.stream().limit(ALTERNATIVES).forEach(wire::add);
        if (!unknown.isEmpty()) {
            return Converted.of(FieldOutcome.APPROXIMATED, wire, "TRTC takes three alternatives of its plain languages; left out: " + String.join(", ", unknown) + ".");
        }
        return codes.size() > ALTERNATIVES
                ? Converted.of(FieldOutcome.CLAMPED, wire, "TRTC takes three alternatives.")
                : Converted.between(tags, wire);
    }

    private static Optional<JsonNode> tags(JsonNode wire) {
        if (!wire.isArray() || wire.isEmpty()) {
            return Optional.empty();
        }
        ArrayNode tags = Json.array();
        wire.forEach(code -> Languages.toNeutral(code).ifPresent(tags::add));
        return Optional.<JsonNode>of(tags).filter(all -> all.size() == wire.size());
    }
}
