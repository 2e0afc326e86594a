package io.voxgate.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The text of a body as a tree: JSON or YAML, each member once, one document, bounded in depth and in the length of its parts. */
final class Bodies {
    /** The longest body. */
    static final int MOST_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(64).maxNumberLength(100).maxNameLength(256).maxStringLength(MOST_BYTES).build();
    private static final ObjectMapper JSON = mapper(JsonFactory.builder().streamReadConstraints(LIMITS).build());
    private static final ObjectMapper YAML =
            mapper(YAMLFactory.builder().streamReadConstraints(LIMITS).enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS).build());

    private Bodies() {}

    private static ObjectMapper mapper(JsonFactory factory) {
        return new ObjectMapper(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
    }

    /** @throws Problem 400 when it is no JSON */
    static JsonNode json(byte[] bytes) {
        return read(bytes, JSON, "JSON");
    }

    /** @throws Problem 400 when it is no YAML, or YAML that means other things than JSON can (anchors, tags, several documents) */
    static JsonNode yaml(byte[] bytes) {
        return read(bytes, YAML, "YAML");
    }

    private static JsonNode read(byte[] bytes, ObjectMapper mapper, String language) {
        if (bytes.length > MOST_BYTES) {
            throw Problem.of(ProblemCode.BODY_TOO_LARGE, "A body may have at most " + MOST_BYTES + " bytes.");
        }
        String text = utf8(bytes);
        try {
            refuseReferences(text, mapper);
            try (JsonParser parser = mapper.createParser(text)) {
                return Optional.<JsonNode>ofNullable(mapper.readTree(parser))
                        .filter(tree -> !tree.isMissingNode() && nothingAfter(parser))
                        .orElseThrow(() -> malformed("", "The body must be exactly one " + language + " document."));
            }
        } catch (JsonProcessingException e) {
            String place = e.getProcessor() instanceof JsonParser parser ? parser.getParsingContext().pathAsPointer().toString() : "";
            throw malformed(place, "The body is no valid " + language + where(e) + ": " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException | NumberFormatException e) {
            // The latter comes bare out of the parser for an exponent beyond all numbers.
            throw malformed("", "The body is no valid " + language + ".");
        }
    }

    /** Nothing is guessed, and nothing that is no character is taken for one. */
    private static String utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw malformed("", "The body must be text in UTF-8.");
        }
    }

    private static Problem malformed(String pointer, String detail) {
        return Problem.of(ProblemCode.MALFORMED_BODY, detail, List.of(new Fault(pointer, ProblemCode.MALFORMED_BODY.name(), detail)));
    }

    private static boolean nothingAfter(JsonParser parser) {
        try {
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** An alias would arrive as the text of its name, and a tag changes what a value means: neither can be told from what was meant. */
    private static void refuseReferences(String text, ObjectMapper mapper) throws IOException {
        if (!(mapper.getFactory() instanceof YAMLFactory)) {
            return;
        }
        try (JsonParser parser = mapper.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null)) {
                    throw malformed(parser.getParsingContext().pathAsPointer().toString(), "YAML anchors, aliases and tags are not taken" + where(parser) + ".");
                }
            }
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }

    private static String where(JsonParser parser) {
        return " (line " + parser.currentLocation().getLineNr() + ")";
    }
}
