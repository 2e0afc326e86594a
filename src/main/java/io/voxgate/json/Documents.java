package io.voxgate.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Text that callers write, as a tree: JSON or YAML, each member once, one document, bounded in size, depth and the
 * length of its parts.
 */
public final class Documents {
    private static final String BYTE_ORDER_MARK = "\ufeff";
    /** So wide that {@link BoundedParser} is the first to refuse, and says which limit it is. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(Limit.BODY_DEPTH.count() + 1)
            .maxNumberLength(Limit.BODY_BYTES.count())
            .maxNameLength(Limit.BODY_BYTES.count())
            .maxStringLength(Limit.BODY_BYTES.count())
            .build();

    private static final ObjectMapper JSON =
            mapper(JsonFactory.builder().streamReadConstraints(LIMITS).build());
    private static final YAMLFactory YAML_FACTORY = YAMLFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();
    private static final ObjectMapper YAML = mapper(YAML_FACTORY);

    private Documents() {}

    private static ObjectMapper mapper(JsonFactory factory) {
        return new ObjectMapper(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
    }

    /**
     * @throws Problem 400 when it is no JSON, 422 when it holds a value that nothing can keep, or a problem that names
     *     the limit that it is over
     */
    public static JsonNode json(byte[] bytes) {
        return read(bytes, JSON, "JSON");
    }

    /**
     * @throws Problem 400 when it is no YAML, or YAML that means other things than JSON can ({@link YamlTraps}), 422 as
     *     above
     */
    public static JsonNode yaml(byte[] bytes) {
        return read(bytes, YAML, "YAML");
    }

    private static JsonNode read(byte[] bytes, ObjectMapper mapper, String language) {
        if (bytes.length > Limit.BODY_BYTES.max()) {
            throw Problem.overLimit(
                    ProblemCode.BODY_TOO_LARGE,
                    Limit.BODY_BYTES,
                    "A body may have at most " + Limit.BODY_BYTES.max() + " bytes.");
        }
        JsonNode tree = parse(utf8(bytes), mapper, language);
        List<Fault> faults = KeepableValues.faults(tree);
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(faults), faults);
        }
        return tree;
    }

    private static JsonNode parse(String text, ObjectMapper mapper, String language) {
        try {
            if (mapper.equals(YAML)) {
                refuseTraps(text);
            }
            try (JsonParser parser = new BoundedParser(mapper.createParser(text))) {
                return Optional.<JsonNode>ofNullable(mapper.readTree(parser))
                        .filter(tree -> !tree.isMissingNode() && nothingAfter(parser))
                        .orElseThrow(() -> malformed("The body must be exactly one " + language + " document."));
            }
        } catch (JsonProcessingException e) {
            String place = e.getProcessor() instanceof JsonParser parser
                    ? parser.getParsingContext().pathAsPointer().toString()
                    : "";
            throw malformed(place, "The body is no valid " + language + reason(e));
        } catch (IOException e) {
            throw malformed("The body is no valid " + language + ".");
        } catch (NumberFormatException e) {
            throw malformed("The body holds a number that is beyond all numbers.");
        }
    }

    private static void refuseTraps(String text) throws IOException {
        try (YAMLParser parser = YAML_FACTORY.createParser(text);
                BoundedParser bounded = new BoundedParser(parser)) {
            YamlTraps.find(parser, bounded).ifPresent(trap -> {
                throw malformed(trap);
            });
        }
    }

    /** No encoding is guessed, and nothing that is no character is taken for one. */
    private static String utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw malformed("The body must be text in UTF-8.");
        }
    }

    private static boolean nothingAfter(JsonParser parser) {
        try {
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where, and what the parser did not like, without words that only its programmers know. */
    private static String reason(JsonProcessingException e) {
        return switch (e.getCause()) {
            case MarkedYAMLException yaml
            when yaml.getProblemMark() != null ->
                at(yaml.getProblemMark().getLine() + 1, yaml.getProblemMark().getColumn() + 1) + yaml.getProblem()
                        + ".";
            case null, default -> {
                String what = e instanceof StreamConstraintsException
                        ? "one of its parts is too long."
                        : e.getOriginalMessage()
                                .lines()
                                .findFirst()
                                .orElse("")
                                .replaceFirst(", got this instead: <.*", ".")
                                .replaceFirst("Unrecognized token '.*'", "Unrecognized token");
                yield e.getLocation() == null
                        ? ": " + what
                        : at(e.getLocation().getLineNr(), e.getLocation().getColumnNr()) + what;
            }
        };
    }

    private static String at(int line, int column) {
        return " at line " + line + ", column " + column + ": ";
    }

    private static Problem malformed(String detail) {
        return malformed("", detail);
    }

    private static Problem malformed(String pointer, String detail) {
        return Problem.of(
                ProblemCode.MALFORMED_BODY,
                detail,
                List.of(new Fault(pointer, ProblemCode.MALFORMED_BODY.name(), detail)));
    }
}
