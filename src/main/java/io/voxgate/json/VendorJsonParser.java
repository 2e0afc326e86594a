package io.voxgate.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.voxgate.limits.Limit;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Reads what others wrote, at a cost that follows its length. A number of too many digits is given as the text that it
 * is, before it is read as a number: seven bytes ({@code 1e9999}) would be ten thousand in the database, and a number
 * of a million digits costs minutes.
 */
final class VendorJsonParser extends JsonParserDelegate {
    private final boolean ofVendor;
    private boolean longNumber;
    private long values;
    private long depth;

    /** @param ofVendor true: depth and number of values are bounded too */
    VendorJsonParser(JsonParser parser, boolean ofVendor) {
        super(parser);
        this.ofVendor = ofVendor;
    }

    /** The text is over one of the limits for what vendors send. */
    static final class Beyond extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        private final Limit limit;

        Beyond(Limit limit) {
            super("It has more than " + limit.max() + " " + limit.unit());
            this.limit = limit;
        }

        Limit limit() {
            return limit;
        }
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        longNumber = token != null && token.isNumeric() && !writable(getText());
        if (ofVendor && token != null) {
            count(token);
        }
        return longNumber ? JsonToken.VALUE_STRING : token;
    }

    private void count(JsonToken token) throws Beyond {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        values += token.isStructStart() || token.isScalarValue() ? 1 : 0;
        if (depth > Limit.MESSAGE_DEPTH.max()) {
            throw new Beyond(Limit.MESSAGE_DEPTH);
        }
        if (values > Limit.MESSAGE_VALUES.max()) {
            throw new Beyond(Limit.MESSAGE_VALUES);
        }
    }

    /** Whether a number has a sensible number of digits when it is written out without an exponent. */
    private static boolean writable(String number) {
        if (number.length() <= Limit.NUMBER_DIGITS.max() && number.chars().noneMatch(c -> c == 'e' || c == 'E')) {
            return true;
        }
        try {
            // A sign, a point, an exponent and its sign beside the digits: nothing longer is made a number of.
            return number.length() <= Limit.NUMBER_DIGITS.max() + 8 && writable(new BigDecimal(number));
        } catch (NumberFormatException e) {
            return false; // an exponent beyond all numbers
        }
    }

    static boolean writable(BigDecimal number) {
        long behind = Math.max(number.scale(), 0);
        long before = Math.max((long) number.precision() - number.scale(), 0);
        return before + behind <= Limit.NUMBER_DIGITS.max()
                && Math.abs((long) number.scale()) <= Limit.NUMBER_DIGITS.max();
    }

    @Override
    public JsonToken currentToken() {
        return longNumber ? JsonToken.VALUE_STRING : super.currentToken();
    }

    @Override
    @Deprecated
    public JsonToken getCurrentToken() {
        return currentToken();
    }

    @Override
    public int currentTokenId() {
        return longNumber ? JsonToken.VALUE_STRING.id() : super.currentTokenId();
    }

    @Override
    @Deprecated
    public int getCurrentTokenId() {
        return currentTokenId();
    }

    @Override
    public boolean hasToken(JsonToken token) {
        return currentToken() == token;
    }

    @Override
    public boolean hasTokenId(int id) {
        return currentTokenId() == id;
    }
}
