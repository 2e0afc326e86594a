package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Speech to text: one array of at most four languages, the main one first. */
final class CccRecognition {
    private static final String WIRE = "Languages";
    private static final String LANGUAGE = "/stt/language";
    private static final String ALTERNATIVES = "/stt/alternativeLanguages";
    private static final int AT_MOST = 4;
    private static final FieldConversion CODE = CccLanguages.conversion();

    static final FieldMappings TABLE = FieldMappings.of(
            new CompositeMapping(CccRecognition::write, CccRecognition::read),
            CompositeMapping.lacking("CCC takes no hot words.", "/stt/hotWords", "/stt/vocabularyId"),
            CompositeMapping.lacking("CCC has no choice of recognition engines.", "/stt/model"));

    private CccRecognition() {}

    private static void write(TranslationBuilder builder) {
        builder.vendorDefault(LANGUAGE, WIRE, Json.text("zh"));
        String main = builder.leaf(LANGUAGE)
                .map(CODE::toWire)
                .map(converted -> writeMain(builder, converted))
                .orElse("zh");
        builder.leaf(ALTERNATIVES).ifPresent(tags -> {
            if (main.equals(CccLanguages.DIALECT)) {
                builder.unsupported(ALTERNATIVES, "No effect with a Chinese dialect as stt.language.");
            } else {
                writeAlternatives(builder, main, tags);
            }
        });
    }

    private static String writeMain(TranslationBuilder builder, Converted main) {
        main.value().ifPresent(code -> builder.put(WIRE, Json.array().add(code)));
        builder.report(
                LANGUAGE,
                main.outcome(),
                main.value().isPresent() ? WIRE : null,
                main.value().orElse(null),
                main.note());
        return main.value().map(JsonNode::asText).orElse("zh");
    }

    private static void writeAlternatives(TranslationBuilder builder, String main, JsonNode tags) {
        List<String> unknown = tags.valueStream()
                .map(JsonNode::asText)
                .filter(tag -> CccLanguages.code(tag).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            builder.rejected(ALTERNATIVES, "CCC does not recognise " + String.join(", ", unknown) + ".");
            return;
        }
        Set<String> codes = new LinkedHashSet<>(tags.valueStream()
                .map(tag -> CccLanguages.code(tag.asText()).orElseThrow())
                .toList());
        codes.remove(main);
        ArrayNode sent = Json.array();
        codes.stream().limit(AT_MOST - 1).forEach(sent::add);
        builder.put(WIRE, Json.array().add(main).addAll(sent));
        builder.report(ALTERNATIVES, outcome(tags, sent, codes.size()), WIRE, sent, note(builder, codes.size()));
    }

    private static FieldOutcome outcome(JsonNode tags, JsonNode sent, int wanted) {
        if (wanted >= AT_MOST) {
            return FieldOutcome.CLAMPED;
        }
        if (tags.valueStream().anyMatch(tag -> CODE.toWire(tag).outcome() == FieldOutcome.APPROXIMATED)) {
            return FieldOutcome.APPROXIMATED;
        }
        return Json.same(tags, sent) ? FieldOutcome.EXACT : FieldOutcome.CONVERTED;
    }

    private static String note(TranslationBuilder builder, int wanted) {
        if (wanted >= AT_MOST) {
            return "CCC takes three languages besides the main one.";
        }
        return builder.leaf(LANGUAGE).isPresent()
                ? ""
                : "zh stands first: it is the vendor's main language unless another is named.";
    }

    private static void read(ImportReader reading) {
        JsonNode languages = reading.peek(WIRE).orElseGet(Json::array);
        List<Optional<JsonNode>> tags =
                languages.valueStream().map(CODE::toNeutral).toList();
        if (tags.isEmpty() || tags.size() > AT_MOST || tags.stream().anyMatch(Optional::isEmpty)) {
            return;
        }
        reading.move(
                WIRE,
                LANGUAGE,
                tags.getFirst().orElseThrow(),
                tags.size() == 1 ? ImportOutcome.EXACT : ImportOutcome.CONVERTED,
                tags.size() == 1 ? null : "The first is the main language, the others are alternatives.");
        if (tags.size() > 1) {
            ArrayNode others = Json.array();
            tags.stream().skip(1).forEach(tag -> others.add(tag.orElseThrow()));
            reading.set(ALTERNATIVES, others);
        }
    }
}
