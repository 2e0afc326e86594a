package io.voxgate.testkit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.jspecify.annotations.Nullable;

/**
 * A JSON answer that is read by plain paths: {@code status}, {@code items[0].id}, {@code items.id} (of each item),
 * {@code items.size()}, {@code $}. The values are those that RestAssured's own paths have. RestAssured compiles a
 * Groovy script each time when a path is read, which costs more than the request itself; so whatever is read in a loop,
 * or by many tests, is read here.
 *
 * @param body the whole answer
 */
public record JsonAnswer(JsonNode body) {
    /** As RestAssured's own is configured, and made once. */
    public static final ObjectMapper MAPPER = new ObjectMapper().findAndRegisterModules();

    private static final Pattern PATH = Pattern.compile("\\w+(\\[\\d+])*(\\.\\w+(\\[\\d+])*)*(\\.size\\(\\))?");
    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|(\\w+)");
    private static final String WHOLE = "$";
    private static final String SIZE = ".size()";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JsonAnswer {}

    public static JsonAnswer of(String text) {
        try {
            return new JsonAnswer(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The answer is not JSON: " + text, e);
        }
    }

    /** For {@code .then().body(…)}: the value at a path of the answer matches. */
    public static org.hamcrest.Matcher<String> has(String path, org.hamcrest.Matcher<?> expected) {
        return new TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(String text) {
                return expected.matches(of(text).value(path));
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("JSON whose " + path + " is ").appendDescriptionOf(expected);
            }

            @Override
            protected void describeMismatchSafely(String text, Description mismatch) {
                expected.describeMismatch(of(text).value(path), mismatch.appendText(path + " "));
                mismatch.appendText(" in ").appendText(text);
            }
        };
    }

    /** The value at a path, as the type that the caller says; null where there is none. */
    @SuppressWarnings("unchecked")
    public <T> T get(String path) {
        return (T) value(path);
    }

    public @Nullable String getString(String path) {
        Object value = value(path);
        return value == null ? null : value.toString();
    }

    public int getInt(String path) {
        return ((Number) get(path)).intValue();
    }

    public long getLong(String path) {
        return ((Number) get(path)).longValue();
    }

    public boolean getBoolean(String path) {
        return get(path);
    }

    public <T> List<T> getList(String path) {
        return get(path);
    }

    public <K, V> Map<K, V> getMap(String path) {
        return get(path);
    }

    private @Nullable Object value(String path) {
        if (path.equals(WHOLE)) {
            return plain(body);
        }
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("Not a plain path: " + path);
        }
        boolean size = path.endsWith(SIZE);
        Object found = plain(body);
        Matcher steps = STEP.matcher(size ? path.substring(0, path.length() - SIZE.length()) : path);
        while (steps.find()) {
            found = steps.group(1) == null
                    ? member(found, steps.group(2))
                    : item(found, Integer.parseInt(steps.group(1)));
        }
        return size ? size(path, found) : found;
    }

    /** A member of each item that is not null, where there are items. */
    private static @Nullable Object member(@Nullable Object value, String name) {
        if (value instanceof List<?> items) {
            List<@Nullable Object> members = new ArrayList<>();
            items.stream().filter(Objects::nonNull).forEach(item -> members.add(member(item, name)));
            return members;
        }
        return value instanceof Map<?, ?> object ? object.get(name) : null;
    }

    private static @Nullable Object item(@Nullable Object value, int index) {
        return value instanceof List<?> items && index < items.size() ? items.get(index) : null;
    }

    private static int size(String path, @Nullable Object value) {
        return switch (value) {
            case List<?> items -> items.size();
            case Map<?, ?> members -> members.size();
            case null, default -> throw new AssertionError("There is nothing to count at " + path);
        };
    }

    private static @Nullable Object plain(JsonNode node) {
        return decimals(MAPPER.convertValue(node, Object.class));
    }

    /** RestAssured has a number with a fraction as a float. */
    private static @Nullable Object decimals(@Nullable Object value) {
        return switch (value) {
            case Double number when Math.abs(number) <= Float.MAX_VALUE -> number.floatValue();
            case List<?> items ->
                new ArrayList<>(items.stream().map(JsonAnswer::decimals).toList());
            case Map<?, ?> members -> {
                Map<Object, @Nullable Object> changed = new LinkedHashMap<>();
                members.forEach((name, member) -> changed.put(name, decimals(member)));
                yield changed;
            }
            case null -> null;
            default -> value;
        };
    }
}
