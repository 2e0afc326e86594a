package io.voxgate.adapter.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.EnumMapping;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;
import java.util.Set;

/** The conversions of CCC's own scales. */
final class CccConversions {
    private CccConversions() {}

    /** The same text; an empty one has no inverse, because no neutral text is empty. */
    static FieldConversion text() {
        return FieldConversion.of(
                value -> Converted.of(FieldOutcome.EXACT, value),
                wire -> Optional.of(wire)
                        .filter(text -> text.isTextual() && !text.asText().isEmpty()));
    }

    /** The same whole number; an import takes it only when the neutral leaf may hold it. */
    static FieldConversion whole(String min, String max) {
        FieldConversion range = FieldConversions.range(min, max);
        return FieldConversion.of(
                range::toWire,
                wire -> Optional.of(wire).filter(JsonNode::isIntegralNumber).flatMap(range::toNeutral));
    }

    /** A number that the neutral agent keeps as text ({@code "1008"}). */
    static FieldConversion number(String what) {
        return FieldConversion.of(
                neutral -> digits(neutral.asText())
                        .map(number -> Converted.of(FieldOutcome.CONVERTED, number))
                        .orElseGet(() -> Converted.rejected(what + " is a number at the vendor.")),
                wire -> Optional.of(wire)
                        .filter(voice -> voice.isIntegralNumber() || voice.isTextual())
                        .filter(voice -> digits(voice.asText()).isPresent())
                        .map(voice -> Json.text(voice.asText())));
    }

    /** A text of digits as a number. */
    static Optional<JsonNode> digits(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Json.number(Long.parseLong(text))) : Optional.empty();
    }

    /** Tencent Cloud TTS's {@code PrimaryLanguage}: 1 Chinese, 2 English, 3 Japanese. */
    static FieldConversion primaryLanguage() {
        EnumMapping codes = EnumMapping.of("zh", 1)
                .and("en", 2)
                .and("ja", 3)
                .approximated("zh-TW", 1, "These voices speak Mandarin.")
                .approximated(CccLanguages.DIALECT, 1, "These voices speak Mandarin.")
                .unsupported("", "These voices speak Chinese, English and Japanese; the voice decides.");
        return FieldConversion.of(
                neutral -> codes.toWire(Json.text(CccLanguages.code(neutral.asText())
                        .filter(Set.of("zh", "zh-TW", CccLanguages.DIALECT, "en", "ja")::contains)
                        .orElse(""))),
                codes::toNeutral);
    }

    /** Where the model is, without the path that CCC appends itself. */
    static FieldConversion baseUrl() {
        return FieldConversion.of(
                neutral -> Converted.between(neutral, Json.text(base(neutral.asText()))), text()::toNeutral);
    }

    private static String base(String url) {
        int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        String path = url.substring(0, end);
        for (String suffix : new String[] {"/chat/completions", "/text/chatcompletion_v2", "/chat-messages"}) {
            if (path.endsWith(suffix)) {
                return path.substring(0, path.length() - suffix.length()) + url.substring(end);
            }
        }
        return url;
    }
}
