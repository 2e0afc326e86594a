package io.voxgate.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Counts what is read, and ends the reading at the first limit that it is over: how many values, how deep, how long
 * their names, pointers and numbers are. So no code ever walks through a tree that is larger.
 */
public final class BoundedParser extends JsonParserDelegate {
    private static final int DEPTHS = Limit.BODY_DEPTH.count() + 2;

    private final boolean[] lists = new boolean[DEPTHS];
    private final int[] items = new int[DEPTHS];
    private final long[] lengths = new long[DEPTHS];
    private int depth;
    private int values;
    private long pointers;
    private long member;

    public BoundedParser(JsonParser parser) {
        super(parser);
    }

    /** @throws Problem when a tree that came from elsewhere than a body is over a body's limits */
    public static void check(JsonNode tree) {
        try (JsonParser parser = new BoundedParser(Json.MAPPER.treeAsTokens(tree))) {
            while (parser.nextToken() != null) {
                // counted
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A tree could not be read", e);
        }
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == JsonToken.FIELD_NAME) {
            name(currentName());
        } else if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
            depth--;
        } else if (token != null) {
            value(token);
        }
        return token;
    }

    private void name(String name) {
        if (name.length() > Limit.MEMBER_NAME_LENGTH.max()) {
            throw over(
                    ProblemCode.MALFORMED_BODY,
                    Limit.MEMBER_NAME_LENGTH,
                    "The name of a member may have at most " + Limit.MEMBER_NAME_LENGTH.max()
                            + " characters. Shorten it.");
        }
        member = lengths[depth] + 1 + name.length();
    }

    private void value(JsonToken token) throws IOException {
        long pointer = depth == 0
                ? 0
                : lists[depth]
                        ? lengths[depth] + 1 + Integer.toString(items[depth]++).length()
                        : member;
        pointers += pointer;
        if (++values > Limit.BODY_VALUES.max()) {
            throw over(
                    ProblemCode.BODY_TOO_LARGE,
                    Limit.BODY_VALUES,
                    "A body may hold at most " + Limit.BODY_VALUES.max()
                            + " values, at every depth together. Send fewer members and items.");
        }
        if (pointers > Limit.BODY_POINTERS.max()) {
            throw over(
                    ProblemCode.BODY_TOO_LARGE,
                    Limit.BODY_POINTERS,
                    "The JSON Pointers of all values of a body may have at most " + Limit.BODY_POINTERS.max()
                            + " characters together. Use shorter names, or nest less.");
        }
        if (token.isStructStart()) {
            start(token, pointer);
        } else if (token.isNumeric() && tooLong(getText())) {
            throw over(
                    ProblemCode.INVALID_REQUEST,
                    Limit.NUMBER_DIGITS,
                    "A number may have at most " + Limit.NUMBER_DIGITS.max()
                            + " digits, written out without an exponent. Shorten it, or send it as text.");
        }
    }

    private void start(JsonToken token, long pointer) {
        if (++depth > Limit.BODY_DEPTH.max()) {
            throw over(
                    ProblemCode.MALFORMED_BODY,
                    Limit.BODY_DEPTH,
                    "A body may be nested at most " + Limit.BODY_DEPTH.max() + " levels deep. Nest it less.");
        }
        lists[depth] = token == JsonToken.START_ARRAY;
        items[depth] = 0;
        lengths[depth] = pointer;
    }

    private Problem over(ProblemCode code, Limit limit, String detail) {
        String place = code == ProblemCode.BODY_TOO_LARGE
                ? ""
                : getParsingContext().pathAsPointer().toString();
        String word = code == ProblemCode.INVALID_REQUEST ? "OUT_OF_RANGE" : code.name();
        return Problem.overLimit(code, limit, detail, List.of(new Fault(place, word, detail)));
    }

    /** What is no number in JSON, as some in YAML, is judged elsewhere. */
    private static boolean tooLong(String number) {
        if (number.chars().anyMatch(c -> "0123456789+-.eE".indexOf(c) < 0)) {
            return false;
        }
        if (number.length() > 3 * Limit.NUMBER_DIGITS.max()) {
            return true;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            long scale = value.scale();
            return (scale <= 0 ? value.precision() - scale : Math.max(value.precision(), scale + 1))
                    > Limit.NUMBER_DIGITS.max();
        } catch (NumberFormatException e) {
            // Its exponent is beyond all numbers.
            return true;
        }
    }
}
