package io.voxgate.adapter.tencent.trtc;

import static io.voxgate.adapter.FieldConversions.range;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.FieldMappings.MappingRule;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.tencent.trtc.TrtcSharedRules.Unsupported;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What the agent hears: language, hot words, pauses ({@code STTConfig}). */
final class TrtcRecognition {
    private static final String LANGUAGE = "STTConfig.Language";
    private static final int ALTERNATIVES = 3;
    private static final EnumMapping LEVELS = EnumMapping.of("off", 0)
            .and("low", 1)
            .and("medium", 2)
            .and("high", 3)
            .and("veryHigh", 4)
            .and("maximum", 5);
    private static final FieldConversion TAG = FieldConversion.of(TrtcLanguages::toWire, TrtcLanguages::toNeutral);
    private static final FieldConversion ENGINE = FieldConversion.of(
            TrtcRecognition::engine, wire -> Optional.of(wire).filter(JsonNode::isTextual));

    static final FieldMappings TABLE = FieldMappings.of(
            new Language(),
            FieldMapping.of(
                    "/stt/alternativeLanguages",
                    "STTConfig.AlternativeLanguage",
                    FieldConversion.of(TrtcRecognition::alternatives, TrtcRecognition::tags)),
            FieldMapping.of("/stt/hotWords", "STTConfig.HotWordList", TrtcHotWords.CONVERSION),
            new Unsupported("/stt/vocabularyId", "TRTC takes hot words only in the request: stt.hotWords."),
            FieldMapping.of("/vad/silenceMs", "STTConfig.VadSilenceTime", range("240", "2000"))
                    .vendorDefault(1000),
            FieldMapping.of("/vad/farFieldSuppression", "STTConfig.VadLevel", LEVELS)
                    .vendorDefault(0));

    private TrtcRecognition() {}

    /** Two leaves, one field: an engine's id says more than a language. */
    private static final class Language implements MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            builder.vendorDefault("/stt/language", LANGUAGE, Json.text("zh"));
            builder.convert("/stt/model", LANGUAGE, ENGINE);
            builder.leaf("/stt/model")
                    .ifPresent(
                            _ -> builder.unsupported("/stt/language", "No effect with stt.model: both are one field."));
            builder.convert("/stt/language", LANGUAGE, TAG);
        }

        @Override
        public void read(ImportReader reading) {
            reading.convert(LANGUAGE, "/stt/language", TAG);
            reading.convert(LANGUAGE, "/stt/model", ENGINE);
        }
    }

    private static Converted engine(JsonNode id) {
        boolean listed = TrtcLanguages.ENGINES.contains(id.asText())
                || TrtcLanguages.toNeutral(id).isPresent();
        return Converted.of(FieldOutcome.EXACT, id, listed ? "" : "TRTC's documents do not list this engine.");
    }

    private static Converted alternatives(JsonNode tags) {
        Set<String> codes = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        tags.forEach(tag -> TrtcLanguages.toWire(tag)
                .value()
                .map(JsonNode::asText)
                .filter(code -> !TrtcLanguages.ENGINES.contains(code))
                .ifPresentOrElse(codes::add, () -> unknown.add(tag.asText())));
        if (codes.isEmpty()) {
            return Converted.unsupported("TRTC has none of these as an alternative language.");
        }
        ArrayNode wire = Json.array();
        codes.stream().limit(ALTERNATIVES).forEach(wire::add);
        if (!unknown.isEmpty()) {
            return Converted.of(
                    FieldOutcome.APPROXIMATED,
                    wire,
                    "TRTC takes three alternatives of its plain languages; left out: " + String.join(", ", unknown)
                            + ".");
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
        wire.forEach(code -> TrtcLanguages.toNeutral(code).ifPresent(tags::add));
        return Optional.<JsonNode>of(tags).filter(all -> all.size() == wire.size());
    }
}
