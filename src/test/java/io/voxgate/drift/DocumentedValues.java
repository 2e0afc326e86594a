package io.voxgate.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.drift.FieldType.JsonKind;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values and the range of a field, as far as its description in prose lists them: Tencent's {@code api.json} has no
 * list of values of its own. A word counts when it is quoted or begins a line of a list, a number when its meaning
 * follows; one alone is no list.
 */
final class DocumentedValues {
    private static final Pattern QUOTED = Pattern.compile("[\"“`]([A-Za-z0-9][A-Za-z0-9_.-]{0,40})[\"”`]");
    private static final Pattern LISTED =
            Pattern.compile("(?m)^\\s*(?:[-*]\\s+|<li>)\\s*([A-Za-z0-9][A-Za-z0-9_.-]{0,40})\\s*(?:[:：=,，(（]|$|</li>)");
    private static final Pattern CODE = Pattern.compile("(?<![\\w.\\[-])(-?\\d{1,4})\\s*(?:[:：=]|-(?!\\d)|表示|代表|为|是)");
    private static final Pattern RANGE =
            Pattern.compile("[\\[【(（]\\s*(-?\\d+(?:\\.\\d+)?)\\s*[,，~-]\\s*(\\d+(?:\\.\\d+)?)\\s*[\\]】)）]");

    private DocumentedValues() {}

    /** @param member a member of an object of {@code api.json}; a list of its own ({@code enum}) wins over the prose */
    static SortedSet<String> of(JsonKind kind, JsonNode member) {
        SortedSet<String> values = new TreeSet<>();
        member.path("enum").forEach(value -> values.add(value.asText()));
        if (values.isEmpty()) {
            String text = member.path("document").asText();
            switch (kind) {
                case STRING -> {
                    find(QUOTED, text, values);
                    find(LISTED, text, values);
                }
                case INTEGER -> find(CODE, text, values);
                case NUMBER, BOOLEAN, OBJECT -> {
                    // Prose lists neither.
                }
            }
        }
        return values.size() < 2 ? Collections.emptySortedSet() : values;
    }

    private static void find(Pattern pattern, String text, SortedSet<String> values) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            values.add(matcher.group(1));
        }
    }

    /** The range of a number, when the prose gives exactly one. */
    static Optional<NumberRange> range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        NumberRange range = NumberRange.of(matcher.group(1), matcher.group(2));
        return matcher.find() || range.min().compareTo(range.max()) >= 0 ? Optional.empty() : Optional.of(range);
    }
}
