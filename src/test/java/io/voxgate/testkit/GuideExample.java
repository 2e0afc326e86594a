package io.voxgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A JSON example of a page of the documents.
 *
 * @param schema the schema of the contract that its block names after {@code json}; empty: none
 */
public record GuideExample(String schema, JsonNode body) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```json *(\\w*)$(.*?)^```$");

    public static List<GuideExample> of(String page) {
        try {
            return in(Files.readString(Path.of(page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<GuideExample> in(String page) {
        return BLOCK.matcher(page)
                .results()
                .map(block -> new GuideExample(block.group(1), parsed(block.group(2))))
                .toList();
    }

    private static JsonNode parsed(String text) {
        return Json.parse(text).orElseThrow(() -> new IllegalArgumentException("This is not JSON: " + text));
    }
}
