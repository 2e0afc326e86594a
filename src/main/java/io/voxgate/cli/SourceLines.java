package io.voxgate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** On which line of a file each member stands. */
final class SourceLines {
    private final Map<String, Integer> lines = new HashMap<>();

    private SourceLines() {}

    /** @param text a document that could be read */
    static SourceLines of(byte[] text, boolean yaml) {
        SourceLines found = new SourceLines();
        try (JsonParser parser = (yaml ? new YAMLFactory() : new JsonFactory()).createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                JsonStreamContext at =
                        token.isStructStart() ? parser.getParsingContext().getParent() : parser.getParsingContext();
                found.lines.putIfAbsent(
                        at.pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The line of a JSON Pointer, or of the nearest thing around it that is there. */
    int of(String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !lines.containsKey(at)) {
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
        return lines.getOrDefault(at, 1);
    }
}
