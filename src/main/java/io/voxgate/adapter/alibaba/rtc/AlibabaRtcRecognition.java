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
import java.util.stream.Collectors;
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

    /**
     * Two leaves, one list: the main language first. An alternative that the vendor has not is left out, a main
     * language starts nothing.
     */
    private record LanguageRule() implements FieldMappings.MappingRule {
        @Override
        public void write(TranslationBuilder builder) {
            Optional<AlibabaRtcLanguages.Hint> main =
                    builder.leaf(LANGUAGE).map(JsonNode::asText).flatMap(AlibabaRtcLanguages::hint);
            if (builder.leaf(LANGUAGE).isPresent() && main.isEmpty()) {
                builder.rejected(LANGUAGE, AlibabaRtcLanguages.UNKNOWN);
            }
            List<String> others = builder.leaf(ALTERNATIVES).stream()
                    .flatMap(JsonNode::valueStream)
                    .map(JsonNode::asText)
                    .toList();
            List<AlibabaRtcLanguages.Hint> further = others.stream()
                    .map(AlibabaRtcLanguages::hint)
                    .flatMap(Optional::stream)
                    .toList();
            Set<String> codes = Stream.concat(main.stream(), further.stream())
                    .map(AlibabaRtcLanguages.Hint::code)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!codes.isEmpty()) {
                builder.put(HINTS, Json.node(codes));
            }
            main.ifPresent(
                    hint -> builder.report(LANGUAGE, hint.outcome(), HINTS, Json.text(hint.code()), hint.note()));
            alternatives(builder, others, further);
        }

        private static void alternatives(
                TranslationBuilder builder, List<String> others, List<AlibabaRtcLanguages.Hint> further) {
            List<String> unknown = others.stream()
                    .filter(tag -> AlibabaRtcLanguages.hint(tag).isEmpty())
                    .toList();
            if (further.isEmpty()) {
                builder.unsupported(ALTERNATIVES, AlibabaRtcLanguages.UNKNOWN);
                return;
            }
            JsonNode sent = Json.node(
                    further.stream().map(AlibabaRtcLanguages.Hint::code).toList());
            if (unknown.isEmpty()) {
                builder.report(ALTERNATIVES, worst(further), HINTS, sent, note(further));
            } else {
                builder.report(
                        ALTERNATIVES,
                        FieldOutcome.APPROXIMATED,
                        HINTS,
                        sent,
                        AlibabaRtcLanguages.UNKNOWN + " Left out: " + String.join(", ", unknown) + ".");
            }
        }

        private static FieldOutcome worst(List<AlibabaRtcLanguages.Hint> hints) {
            return hints.stream()
                    .map(AlibabaRtcLanguages.Hint::outcome)
                    .max(Comparator.naturalOrder())
                    .orElse(FieldOutcome.EXACT);
        }

        private static String note(List<AlibabaRtcLanguages.Hint> hints) {
            return hints.stream()
                    .map(AlibabaRtcLanguages.Hint::note)
                    .filter(note -> !note.isEmpty())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public void read(ImportReader reading) {
            hints(reading);
            reading.peek(SOURCE)
                    .map(JsonNode::asText)
                    .filter(AlibabaRtcLanguages.HINTS::contains)
                    .ifPresent(language -> {
                        if (reading.agent(LANGUAGE).isPresent()) {
                            reading.absorb(
                                    SOURCE,
                                    LANGUAGE,
                                    ImportOutcome.CONVERTED,
                                    "The vendor says that it need not be set; LanguageHints says it.");
                        } else if (reading.peek(HINTS).isEmpty()) {
                            reading.move(
                                    SOURCE,
                                    LANGUAGE,
                                    Json.text(language),
                                    ImportOutcome.CONVERTED,
                                    "Sent as LanguageHints, as the vendor recommends.");
                        }
                    });
        }

        private static void hints(ImportReader reading) {
            List<String> codes = new ArrayList<>();
            reading.peek(HINTS)
                    .filter(ArrayNode.class::isInstance)
                    .ifPresent(list -> list.forEach(code -> codes.add(code.asText())));
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
