package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hot words as one text: {@code word|weight,word|weight}, weight 1 to 11 or 100, at most 128 words of at most 30
 * characters.
 */
final class TrtcHotWords {
    static final FieldConversion CONVERSION = FieldConversion.of(TrtcHotWords::toWire, TrtcHotWords::toNeutral);

    private static final Pattern WORD = Pattern.compile("([^|,]{1,30})\\|([1-9]|10|11|100)");

    private TrtcHotWords() {}

    private static Converted toWire(JsonNode words) {
        return Converted.of(
                FieldOutcome.CONVERTED,
                Json.text(words.valueStream()
                        .map(word -> word.path("text").asText() + "|"
                                + word.path("weight").asText())
                        .collect(Collectors.joining(","))));
    }

    private static Optional<JsonNode> toNeutral(JsonNode wire) {
        if (!wire.isTextual()) {
            return Optional.empty();
        }
        String[] items = wire.asText().split(",", -1);
        ArrayNode words = Json.array();
        for (String item : items) {
            Matcher word = WORD.matcher(item);
            if (word.matches()) {
                words.addObject().put("text", word.group(1)).put("weight", Integer.parseInt(word.group(2)));
            }
        }
        return Optional.<JsonNode>of(words).filter(_ -> words.size() == items.length && items.length <= 128);
    }
}
