package io.voxgate.drift;

import java.math.BigDecimal;

/** The least and the greatest value of a field, both allowed. */
record NumberRange(BigDecimal min, BigDecimal max) {

    NumberRange {
        min = plain(min);
        max = plain(max);
    }

    static NumberRange of(String min, String max) {
        return new NumberRange(new BigDecimal(min), new BigDecimal(max));
    }

    private static BigDecimal plain(BigDecimal value) {
        return new BigDecimal(value.stripTrailingZeros().toPlainString());
    }

    @Override
    public String toString() {
        return min + " to " + max;
    }
}
