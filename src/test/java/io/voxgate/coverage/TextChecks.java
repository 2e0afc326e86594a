package io.voxgate.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The checks that read files:
 *
 * <ul>
 *   <li>{@code says: file, text}: the sentence stands in the file. No machine knows whether it is true.
 *   <li>{@code test: path/of/ClassTest#method} below {@code src/test/java/io/voxgate}: another test shows it.
 *   <li>{@code contract: Schema word}: the contract's schema has that property or that word; {@code contractLacks} that
 *       it has not.
 * </ul>
 */
final class TextChecks {
    static final Set<String> KINDS = Set.of("says", "test", "contract", "contractLacks");

    private static final Path TESTS = Path.of("src/test/java/io/voxgate");
    private static final JsonNode CONTRACT = Yaml.read(Path.of("openapi/voxgate.yaml"));

    private TextChecks() {}

    static Optional<String> fault(String kind, ObjectNode check) {
        String name = check.path(kind).asText();
        return switch (kind) {
            case "says" -> says(Path.of(name), check.path("text").asText());
            case "test" -> test(name);
            case "contract" -> RowChecks.unless(inContract(schema(name), name), "the contract has no " + name);
            case "contractLacks" ->
                RowChecks.unless(
                        schema(name).isObject() && !inContract(schema(name), name),
                        "the contract has " + name + ", or not even the schema");
            default -> throw new IllegalArgumentException("No check is called " + kind + ": " + check);
        };
    }

    private static Optional<String> test(String name) {
        String[] parts = name.split("#", 2);
        Path file = TESTS.resolve(parts[0] + ".java");
        return RowChecks.unless(
                parts.length == 2 && Files.exists(file) && oneLine(file).contains(" " + parts[1] + "("),
                "there is no test " + name);
    }

    private static Optional<String> says(Path file, String text) {
        return RowChecks.unless(Files.exists(file), "there is no " + file)
                .or(() -> RowChecks.unless(oneLine(file).contains(text), file + " does not say: " + text));
    }

    private static JsonNode schema(String name) {
        return CONTRACT.path("components").path("schemas").path(name.split(" ", 2)[0]);
    }

    private static boolean inContract(JsonNode schema, String name) {
        String word = name.split(" ", 2)[1];
        return schema.path("properties").has(word)
                || schema.path("enum")
                        .valueStream()
                        .anyMatch(one -> one.asText().equals(word));
    }

    /** The text with each gap between words as one blank, and without the ends of Java's joined strings. */
    private static String oneLine(Path file) {
        try {
            String text = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
            return String.join(" ", text.split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
