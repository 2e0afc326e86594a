package io.voxgate.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.drift.ApiDescription.SourceKind;
import io.voxgate.drift.Difference.Change;
import io.voxgate.tck.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The differences that somebody looked at, each reached all the same or with the reason why not:
 * {@code drift/known.yaml}.
 */
final class KnownDifferences {
    private static final String ERROR_CODE = OperationDescription.ERROR + "." + OperationDescription.ERROR_CODE + "=";
    private static final Pattern ALTERNATIVES = Pattern.compile("\\{([^}]*)}");

    /**
     * One of them.
     *
     * @param type of a new field, which is another difference when its type changes; empty elsewhere
     */
    record Known(String vendor, Change change, String name, String type, Note note) {

        boolean explains(Difference difference) {
            return difference.change() == change
                    && difference.name().equals(name)
                    && (type.isEmpty() || type.equals(difference.detail()));
        }

        boolean concerns(ApiDescription description) {
            return description.vendor().equals(vendor)
                    && note.only().map(kind -> kind == description.kind()).orElse(true);
        }

        String key() {
            return change.name().toLowerCase(Locale.ROOT) + " " + name;
        }
    }

    /**
     * Why a difference is left as it is.
     *
     * @param reached how Voxgate reaches it; empty: it does not
     * @param only the kind of source that shows it; empty: all do
     */
    record Note(String reason, Optional<String> reached, Optional<SourceKind> only) {}

    private KnownDifferences() {}

    static List<Known> today() {
        return read(Yaml.resource("/drift/known.yaml"));
    }

    static List<Known> read(JsonNode vendors) {
        List<Known> known = new ArrayList<>();
        vendors.properties()
                .forEach(vendor -> vendor.getValue().forEach(group -> known.addAll(group(vendor.getKey(), group))));
        return known;
    }

    private static List<Known> group(String vendor, JsonNode group) {
        Note note = new Note(
                group.path("reason").asText(),
                Optional.of(group.path("reached").asText()).filter(text -> !text.isEmpty()),
                Optional.of(group.path("only").asText())
                        .filter(text -> !text.isEmpty())
                        .map(KnownDifferences::kind));
        if (note.reason().isBlank()) {
            throw new IllegalArgumentException(
                    "A group of known differences of " + vendor + " has no reason: " + group);
        }
        List<Known> known = new ArrayList<>();
        group.path("newOperations")
                .forEach(name -> known.add(new Known(vendor, Change.NEW, name.asText(), "operation", note)));
        group.path("newErrors")
                .forEach(code -> known.add(new Known(vendor, Change.NEW, ERROR_CODE + code.asText(), "value", note)));
        group.path("goneErrors")
                .forEach(code -> known.add(new Known(vendor, Change.GONE, ERROR_CODE + code.asText(), "", note)));
        group.path("new")
                .properties()
                .forEach(entry -> expand(entry.getKey())
                        .forEach(name -> known.add(new Known(
                                vendor, Change.NEW, name, entry.getValue().asText(), note))));
        for (Change change : List.of(Change.GONE, Change.DIFFERENT)) {
            group.path(change.name().toLowerCase(Locale.ROOT))
                    .forEach(name ->
                            expand(name.asText()).forEach(one -> known.add(new Known(vendor, change, one, "", note))));
        }
        return known;
    }

    private static SourceKind kind(String word) {
        return switch (word) {
            case "sdk" -> SourceKind.SDK;
            case "api.json" -> SourceKind.API_JSON;
            case "pages" -> SourceKind.PAGES;
            default -> throw new IllegalArgumentException("only must be sdk, api.json or pages, not \"" + word + "\".");
        };
    }

    /** {@code A.{b,c}.d} stands for {@code A.b.d} and {@code A.c.d}. */
    private static Stream<String> expand(String name) {
        Matcher matcher = ALTERNATIVES.matcher(name);
        if (!matcher.find()) {
            return Stream.of(name);
        }
        return Stream.of(matcher.group(1).split(","))
                .flatMap(one -> expand(name.substring(0, matcher.start()) + one + name.substring(matcher.end())));
    }
}
