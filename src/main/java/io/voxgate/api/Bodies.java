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
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.io.IOException;
import java.util.Optional;

/** The text of a body as a tree: JSON or YAML, each member once, one document, bounded in depth and in the length of its parts. */
final class Bodies {
    private static final int MOST_BYTES = 1 << 20;
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
        try {
            refuseReferences(bytes, mapper);
            try (JsonParser parser = mapper.createParser(bytes)) {
                return Optional.<JsonNode>ofNullable(mapper.readTree(parser))
                        .filter(tree -> !tree.isMissingNode() && nothingAfter(parser))
                        .orElseThrow(() -> Problem.of(ProblemCode.MALFORMED_BODY, "The body must be exactly one " + language + " document."));
            }
        } catch (JsonProcessingException e) {
            throw Problem.of(ProblemCode.MALFORMED_BODY, "The body is no valid " + language + where(e) + ": " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw Problem.of(ProblemCode.MALFORMED_BODY, "The body is no valid " + language + ".");
        }
    }

    private static boolean nothingAfter(JsonParser parser) {
        try {
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** An alias would arrive as the text of its name, and a tag changes what a value means: neither can be told from what was meant. */
    private static void refuseReferences(byte[] bytes, ObjectMapper mapper) throws IOException {
        if (!(mapper.getFactory() instanceof YAMLFactory)) {
            return;
        }
        try (JsonParser parser = mapper.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null)) {
                    throw Problem.of(ProblemCode.MALFORMED_BODY, "YAML anchors, aliases and tags are not taken" + where(parser) + ".");
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
