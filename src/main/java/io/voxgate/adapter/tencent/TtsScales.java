package io.voxgate.adapter.tencent;

import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.adapter.FieldConversions;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * The scales of Tencent Cloud TTS, which are no multipliers. Its documents give six points of the speed scale; between
 * them straight lines are used.
 */
public final class TtsScales {
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);
    private static final BigDecimal SLOPE = new BigDecimal("0.3");
    private static final BigDecimal FOUR = BigDecimal.valueOf(4);
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal KNEE = new BigDecimal("1.2");
    private static final BigDecimal UPPER_KNEE = new BigDecimal("1.5");

    private TtsScales() {}

    /** Multiplier 0.5 to 2.5 to the scale -2 (0.6 times) to 6 (2.5 times), two decimals; 0 is as made. */
    public static FieldConversion speed() {
        return FieldConversions.scaled(TtsScales::toScale, TtsScales::toRatio, 2, "-2", "6");
    }

    /** Multiplier 0 to 2.0 to the whole numbers 0 (as made) to 10. Quieter than made does not exist there. */
    public static FieldConversion volume() {
        FieldConversion louder = FieldConversions.scaled(
                m -> m.subtract(BigDecimal.ONE).movePointRight(1),
                scale -> scale.movePointLeft(1).add(BigDecimal.ONE),
                0,
                "0",
                "10");
        return FieldConversion.of(
                neutral -> neutral.decimalValue().compareTo(BigDecimal.ONE) < 0
                        ? Converted.of(
                                FieldOutcome.CLAMPED,
                                Json.number(0),
                                "0 is the loudness as made: Tencent's voices cannot be made quieter.")
                        : louder.toWire(neutral),
                wire -> Optional.of(wire)
                        .filter(scale -> scale.isNumber()
                                && scale.decimalValue().stripTrailingZeros().scale() <= 0)
                        .flatMap(louder::toNeutral));
    }

    private static BigDecimal toScale(BigDecimal ratio) {
        if (ratio.compareTo(KNEE) <= 0) {
            return ratio.subtract(BigDecimal.ONE).multiply(FIVE);
        }
        if (ratio.compareTo(UPPER_KNEE) <= 0) {
            return ratio.subtract(KNEE).divide(SLOPE, MathContext.DECIMAL64).add(BigDecimal.ONE);
        }
        return ratio.subtract(UPPER_KNEE).multiply(FOUR).add(TWO);
    }

    private static BigDecimal toRatio(BigDecimal scale) {
        if (scale.compareTo(BigDecimal.ONE) <= 0) {
            return scale.divide(FIVE, MathContext.DECIMAL64).add(BigDecimal.ONE);
        }
        if (scale.compareTo(TWO) <= 0) {
            return scale.subtract(BigDecimal.ONE).multiply(SLOPE).add(KNEE);
        }
        return scale.subtract(TWO).divide(FOUR, MathContext.DECIMAL64).add(UPPER_KNEE);
    }
}
