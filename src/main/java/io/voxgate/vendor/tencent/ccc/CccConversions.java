package io.voxgate.vendor.tencent.ccc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.FieldOutcome;
import io.voxgate.vendor.Codes;
import io.voxgate.vendor.Conversion;
import io.voxgate.vendor.Conversion.Converted;
import io.voxgate.vendor.Conversions;
import io.voxgate.vendor.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.Set;

/** The conversions of CCC's own scales. */
final class CccConversions {
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);
    private static final BigDecimal FOUR = BigDecimal.valueOf(4);
    private static final BigDecimal THIRD = new BigDecimal("0.3");
    private static final BigDecimal KNEE = new BigDecimal("1.2");
    private static final BigDecimal STEEP = new BigDecimal("1.5");

    private CccConversions() {}

    /** The same text; an empty one has no inverse, because no neutral text is empty. */
    static Conversion text() {
        return Conversion.of(value -> Converted.of(FieldOutcome.EXACT, value),
                wire -> Optional.of(wire).filter(text -> text.isTextual() && !text.asText().isEmpty()));
    }

    /** The same whole number; an import takes it only when the neutral leaf may hold it. */
    static Conversion whole(String min, String max) {
        Conversion range = Conversions.range(min, max);
        return Conversion.of(range::toWire, wire -> Optional.of(wire).filter(JsonNode::isIntegralNumber).flatMap(range::toNeutral));
    }

    /** A number that the neutral agent keeps as text ({@code "1008"}). */
    static Conversion number(String what) {
        return Conversion.of(
                neutral -> digits(neutral.asText())
                        .map(number -> Converted.of(FieldOutcome.CONVERTED, number))
                        .orElseGet(() -> Converted.rejected(what + " is a number at the vendor.")),
                wire -> Optional.of(wire).filter(voice -> voice.isIntegralNumber() || voice.isTextual()).filter(voice -> digits(voice.asText()).isPresent())
                        .map(voice -> Json.text(voice.asText())));
    }

    /** A text of digits as a number. */
    static Optional<JsonNode> digits(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Json.number(Long.parseLong(text))) : Optional.empty();
    }

    /**
     * Tencent Cloud TTS's scale of the speaking rate, -2 to 6 with 2 decimals: straight lines between the documented points (-2, 0.6), (0, 1.0),
     * (1, 1.2), (2, 1.5), (6, 2.5).
     */
    static Conversion speed() {
        return Conversions.scaled(CccConversions::scaleOfRatio, CccConversions::ratioOfScale, 2, "-2", "6");
    }

    private static BigDecimal scaleOfRatio(BigDecimal ratio) {
        if (ratio.compareTo(KNEE) <= 0) {
            return ratio.subtract(BigDecimal.ONE).multiply(FIVE);
        }
        return ratio.compareTo(STEEP) <= 0
                ? ratio.subtract(KNEE).divide(THIRD, MathContext.DECIMAL64).add(BigDecimal.ONE)
                : ratio.subtract(STEEP).multiply(FOUR).add(BigDecimal.TWO);
    }

    private static BigDecimal ratioOfScale(BigDecimal scale) {
        if (scale.compareTo(BigDecimal.ONE) <= 0) {
            return scale.divide(FIVE, MathContext.DECIMAL64).add(BigDecimal.ONE);
        }
        return scale.compareTo(BigDecimal.TWO) <= 0
                ? scale.subtract(BigDecimal.ONE).multiply(THIRD).add(KNEE)
                : scale.subtract(BigDecimal.TWO).divide(FOUR, MathContext.DECIMAL64).add(STEEP);
    }

    /** Tencent Cloud TTS's loudness, 0 to 10, where 0 is as made: it cannot be quieter. */
    static Conversion volume() {
        Conversion scaled = Conversions.scaled(
                ratio -> ratio.multiply(TEN).subtract(TEN), scale -> scale.divide(TEN, MathContext.DECIMAL64).add(BigDecimal.ONE), 2, "0", "10");
        return Conversion.of(
                neutral -> {
                    Converted converted = scaled.toWire(neutral);
                    return converted.outcome() == FieldOutcome.CLAMPED
                            ? Converted.of(FieldOutcome.CLAMPED, converted.value().orElseThrow(), "0 is as made; this voice cannot be quieter.")
                            : converted;
                },
                scaled::toNeutral);
    }

    /** Tencent Cloud TTS's {@code PrimaryLanguage}: 1 Chinese, 2 English, 3 Japanese. */
    static Conversion primaryLanguage() {
        Codes codes = Codes.of("zh", 1).and("en", 2).and("ja", 3)
                .approximated("zh-TW", 1, "These voices speak Mandarin.").approximated(CccLanguages.DIALECT, 1, "These voices speak Mandarin.")
                .unsupported("", "These voices speak Chinese, English and Japanese; the voice decides.");
        return Conversion.of(
                neutral -> codes.toWire(Json.text(CccLanguages.code(neutral.asText()).filter(Set.of("zh", "zh-TW", CccLanguages.DIALECT, "en", "ja")::contains).orElse(""))),
                codes::toNeutral);
    }

    /** Where the model is, without the path that CCC appends itself. */
    static Conversion baseUrl() {
        return Conversion.of(neutral -> Converted.between(neutral, Json.text(base(neutral.asText()))), text()::toNeutral);
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
