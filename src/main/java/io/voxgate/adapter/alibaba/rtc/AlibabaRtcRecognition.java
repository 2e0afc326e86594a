package io.voxgate.adapter.alibaba.rtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.adapter.FieldMapping;
import io.voxgate.adapter.FieldMappings;
import io.voxgate.adapter.ImportReader;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Speech to text. */
final class AlibabaRtcRecognition {
    private static final String HINTS = AlibabaRtcFields.ASR + "LanguageHints";
    private static final String SOURCE = AlibabaRtcFields.ASR + "SourceLanguage";
    private static final String LANGUAGE = "/stt/language";
    private static final String ALTERNATIVES = "/stt/alternativeLanguages";

    static final FieldMappings TABLE = FieldMappings.of(
            new LanguageRule(),
            FieldMapping.of("/stt/vocabularyId", AlibabaRtcFields.ASR + "VocabularyId", FieldConversions.text()));

    private AlibabaRtcRecognition() {}

    /** Two leaves, one list: the main language first. One that the vendor has not turns the whole list into automatic detection. */
    private record LanguageRule() implements FieldMappings.MappingRule {
        private static final String DETECTED = "The vendor has no such language hint; no hints are sent, so that it detects the language.";

        @Override
        public void write(TranslationBuilder builder) {
            List<String> main = builder.leaf(LANGUAGE).stream().map(JsonNode::asText).toList();
            List<String> others = builder.leaf(ALTERNATIVES).stream().flatMap(JsonNode::valueStream).map(JsonNode::asText).toList();
            List<AlibabaRtcLanguages.Hint> hints = Stream.concat(main.stream(), others.stream()).map(AlibabaRtcLanguages::hint).flatMap(Optional::stream).toList();
            if (hints.size() < main.size() + others.size()) {
                builder.report(LANGUAGE, FieldOutcome.APPROXIMATED, null, null, DETECTED);
                builder.report(ALTERNATIVES, FieldOutcome.APPROXIMATED, null, null, DETECTED);
                return;
            }
            Set<String> codes = new LinkedHashSet<>(hints.stream().map(AlibabaRtcLanguages.Hint::code).toList());
            if (!codes.isEmpty()) {
                builder.put(HINTS, Json.node(codes));
            }
            main.forEach(_ -> builder.report(LANGUAGE, hints.getFirst().outcome(), HINTS, Json.text(hints.getFirst().code()), hints.getFirst().note()));
            List<AlibabaRtcLanguages.Hint> further = hints.subList(main.size(), hints.size());
            builder.report(ALTERNATIVES, worst(further), HINTS, Json.node(further.stream().map(AlibabaRtcLanguages.Hint::code).toList()), note(further));
        }

        private static FieldOutcome worst(List<AlibabaRtcLanguages.Hint> hints) {
            return hints.stream().map(AlibabaRtcLanguages.Hint::outcome).max(Comparator.naturalOrder()).orElse(FieldOutcome.EXACT);
        }

        private static String note(List<AlibabaRtcLanguages.Hint> hints) {
            return hints.stream().map(AlibabaRtcLanguages.Hint::note).filter(note -> !note.isEmpty()).findFirst().orElse("");
        }

        @Override
        public void read(ImportReader reading) {
            hints(reading);
            reading.peek(SOURCE).map(JsonNode::asText).filter(AlibabaRtcLanguages.HINTS::contains).ifPresent(language -> {
                if (reading.agent(LANGUAGE).isPresent()) {
                    reading.absorb(SOURCE, LANGUAGE, ImportOutcome.CONVERTED, "The vendor says that it need not be set; LanguageHints says it.");
                } else if (reading.peek(HINTS).isEmpty()) {
                    reading.move(SOURCE, LANGUAGE, Json.text(language), ImportOutcome.CONVERTED, "Sent as LanguageHints, as the vendor recommends.");
                }
            });
        }

        private static void hints(ImportReader reading) {
            List<String> codes = new ArrayList<>();
            reading.peek(HINTS).filter(ArrayNode.class::isInstance).ifPresent(list -> list.forEach(code -> codes.add(code.asText())));
            if (codes.isEmpty() || !AlibabaRtcLanguages.HINTS.containsAll(codes)) {
                return;
            }
            reading.move(HINTS, LANGUAGE, Json.text(codes.getFirst()), ImportOutcome.CONVERTED, null);
            if (codes.size() > 1) {
                reading.set(ALTERNATIVES, Json.node(codes.subList(1, codes.size())));
            }
        }
    }
}
