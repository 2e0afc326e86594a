package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The conversions that vendors share: the only place where numbers change. Rounding is half up, on decimals. */
public final class FieldConversions {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private FieldConversions() {}

    /** The same value, whatever its type. An import takes it when the neutral leaf may hold it. */
    public static FieldConversion same() {
        return FieldConversion.of(value -> Converted.of(FieldOutcome.EXACT, value), Optional::of);
    }

    /** The same text; an import of anything but text has no inverse. */
    public static FieldConversion text() {
        return FieldConversion.of(value -> Converted.of(FieldOutcome.EXACT, value), only(JsonNode::isTextual));
    }

    /** The same truth value. */
    public static FieldConversion bool() {
        return FieldConversion.of(value -> Converted.of(FieldOutcome.EXACT, value), only(JsonNode::isBoolean));
    }

    /** The same number, moved to the nearest end of the vendor's range when outside. */
    public static FieldConversion range(String min, String max) {
        return scaled(UnaryOperator.identity(), UnaryOperator.identity(), 10, min, max);
    }

    /** Milliseconds to whole seconds in the vendor's range. */
    public static FieldConversion seconds(String min, String max) {
        return seconds(0, min, max);
    }

    /** Milliseconds to seconds with so many decimals in the vendor's range. */
    public static FieldConversion seconds(int decimals, String min, String max) {
        return scaled(ms -> ms.divide(THOUSAND, MathContext.DECIMAL64), s -> s.multiply(THOUSAND), decimals, min, max);
    }

    /**
     * A number on another scale.
     *
     * @param decimals decimals that the vendor gets
     * @param min the vendor's least value, in the vendor's unit
     * @param max the vendor's greatest value
     */
    public static FieldConversion scaled(
            UnaryOperator<BigDecimal> toWire,
            UnaryOperator<BigDecimal> toNeutral,
            int decimals,
            String min,
            String max) {
        BigDecimal least = new BigDecimal(min);
        BigDecimal greatest = new BigDecimal(max);
        return FieldConversion.of(
                neutral -> {
                    BigDecimal exact = toWire.apply(neutral.decimalValue());
                    BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
                    BigDecimal legal = rounded.max(least).min(greatest);
                    JsonNode wire = Json.number(legal);
                    if (exact.compareTo(least) < 0 || exact.compareTo(greatest) > 0 || legal.compareTo(rounded) != 0) {
                        return Converted.of(
                                FieldOutcome.CLAMPED,
                                wire,
                                "The vendor takes " + plain(least) + " to " + plain(greatest) + ".");
                    }
                    if (exact.compareTo(rounded) != 0) {
                        return Converted.of(
                                FieldOutcome.CONVERTED,
                                wire,
                                "Rounded from " + plain(exact.round(new MathContext(8))) + ".");
                    }
                    return Converted.between(neutral, wire);
                },
                wire -> wire.isNumber()
                                && wire.decimalValue().compareTo(least) >= 0
                                && wire.decimalValue().compareTo(greatest) <= 0
                        ? Optional.of(
                                Json.number(toNeutral.apply(wire.decimalValue()).setScale(4, RoundingMode.HALF_UP)))
                        : Optional.empty());
    }

    /**
     * A conversion whose every value gets this note (a range that only some of the vendor's pages give, a guess that is
     * not verified).
     */
    public static FieldConversion noted(FieldConversion inner, String note) {
        return FieldConversion.of(
                neutral -> {
                    Converted converted = inner.toWire(neutral);
                    return new Converted(
                            converted.outcome(), converted.value(), (converted.note() + " " + note).strip());
                },
                inner::toNeutral);
    }

    /**
     * A conversion whose values outside of a range that only some of the vendor's sources give are sent as they are,
     * with this note.
     */
    public static FieldConversion disputed(FieldConversion inner, String min, String max, String note) {
        BigDecimal least = new BigDecimal(min);
        BigDecimal greatest = new BigDecimal(max);
        FieldConversion warned = noted(inner, note);
        return FieldConversion.of(
                neutral -> neutral.decimalValue().compareTo(least) < 0
                                || neutral.decimalValue().compareTo(greatest) > 0
                        ? warned.toWire(neutral)
                        : inner.toWire(neutral),
                inner::toNeutral);
    }

    /** A conversion that is at best an approximation; a value that a limit moves is still clamped. */
    public static FieldConversion approximated(FieldConversion inner, String note) {
        return FieldConversion.of(
                neutral -> {
                    Converted converted = inner.toWire(neutral);
                    if (converted.value().isEmpty()) {
                        return converted;
                    }
                    FieldOutcome outcome = converted.outcome() == FieldOutcome.CLAMPED
                            ? FieldOutcome.CLAMPED
                            : FieldOutcome.APPROXIMATED;
                    return new Converted(outcome, converted.value(), (converted.note() + " " + note).strip());
                },
                inner::toNeutral);
    }

    private static java.util.function.Function<JsonNode, Optional<JsonNode>> only(Predicate<JsonNode> kind) {
        return wire -> Optional.of(wire).filter(kind);
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
