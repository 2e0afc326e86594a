package io.voxgate.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * YAML that does not say what it seems to. An alias would arrive as the text of its name, a tag changes what a value
 * means, a merge key is a member called {@code <<}, and {@code 0100}, {@code 0x10}, {@code 1_000} are other numbers in
 * other readers: none of it can be distinguished from what was meant.
 */
final class YamlTraps {
    private static final Pattern PLAIN_NUMBER =
            Pattern.compile("[-+]?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][-+]?[0-9]++)?");

    private YamlTraps() {}

    /**
     * A sentence about the first one; reads the parser to its end.
     *
     * @param bounded reads the parser
     */
    static Optional<String> find(YAMLParser parser, JsonParser bounded) throws IOException {
        for (JsonToken token = bounded.nextToken(); token != null; token = bounded.nextToken()) {
            Optional<String> trap = at(parser, token);
            if (trap.isPresent()) {
                return trap.map(
                        text -> text + " (line " + parser.currentTokenLocation().getLineNr() + ").");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> at(YAMLParser parser, JsonToken token) throws IOException {
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
            return Optional.of("YAML anchors, aliases and tags are not taken");
        }
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("<<")) {
            return Optional.of("YAML merge keys (<<) are not taken");
        }
        if (token.isNumeric() && !PLAIN_NUMBER.matcher(parser.getText()).matches()) {
            return Optional.of("The number " + parser.getText()
                    + " means different things to different readers of YAML: write it as a plain decimal, "
                    + "or in quotes if it is text");
        }
        return Optional.empty();
    }
}
