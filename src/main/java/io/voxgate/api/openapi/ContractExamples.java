package io.voxgate.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.api.http.MediaTypes;
import io.voxgate.json.Documents;
import io.voxgate.json.Json;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * The worked examples, one file an operation: {@code request} (or several {@code requests} by name), {@code answers} by
 * status with a sentence and a body ({@code lines}: other media types by their name, as text), and the codes of its own
 * {@code problems}, which get an example of their own. The statuses of success are those of the file.
 */
final class ContractExamples {
    /** Other names of YAML: its example stands under the first. */
    private static final List<String> OTHER_NAMES = List.of(MediaTypes.X_YAML, MediaTypes.TEXT_YAML);

    private final Map<String, JsonNode> files = new ConcurrentHashMap<>();

    /** The operation's own problems. */
    List<ProblemCode> problems(String operationId) {
        return file(operationId)
                .path("problems")
                .valueStream()
                .map(code -> ProblemCode.valueOf(code.asText()))
                .toList();
    }

    void complete(Operation operation) {
        JsonNode file = file(operation.getOperationId());
        if (operation.getRequestBody() != null && file.has("request")) {
            Object example = plain(file.get("request"));
            operation.getRequestBody().getContent().getMediaTypes().entrySet().stream()
                    .filter(media -> !OTHER_NAMES.contains(media.getKey()))
                    .forEach(media -> media.getValue().setExample(example));
        }
        file.path("requests").properties().forEach(request -> requests(operation, request));
        if (file.has("answers")) {
            answers(operation, file.get("answers"));
        }
    }

    /** One of several examples, by its name. */
    private static void requests(Operation operation, Map.Entry<String, JsonNode> request) {
        operation.getRequestBody().getContent().getMediaTypes().entrySet().stream()
                .filter(media -> !OTHER_NAMES.contains(media.getKey()))
                .forEach(media -> media.getValue()
                        .addExample(request.getKey(), OASFactory.createExample().value(plain(request.getValue()))));
    }

    private static void answers(Operation operation, JsonNode answers) {
        Optional<Schema> schema = operation.getResponses().getAPIResponses().values().stream()
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().getMediaTypes().values().stream())
                .map(MediaType::getSchema)
                .findFirst();
        List.copyOf(operation.getResponses().getAPIResponses().keySet())
                .forEach(operation.getResponses()::removeAPIResponse);
        answers.properties()
                .forEach(entry ->
                        operation.getResponses().addAPIResponse(entry.getKey(), answer(entry.getValue(), schema)));
    }

    private static APIResponse answer(JsonNode answer, Optional<Schema> schema) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(answer.path("description").asText());
        if (answer.has("body")) {
            Content content = OASFactory.createContent();
            content.addMediaType(
                    MediaTypes.JSON,
                    OASFactory.createMediaType().schema(schema.orElse(null)).example(plain(answer.get("body"))));
            answer.path("lines")
                    .properties()
                    .forEach(lines -> content.addMediaType(
                            lines.getKey(),
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                                    .example(lines.getValue().asText())));
            yaml(content, answer.path("yaml"));
            response.setContent(content);
        }
        return response;
    }

    /** What is answered as YAML, under each of its names. */
    private static void yaml(Content content, JsonNode yaml) {
        if (!yaml.isMissingNode()) {
            Schema schema = OASFactory.createSchema()
                    .ref("#/components/schemas/" + yaml.path("schema").asText());
            content.addMediaType(
                    MediaTypes.YAML, OASFactory.createMediaType().schema(schema).example(plain(yaml.path("body"))));
            content.addMediaType(MediaTypes.X_YAML, OASFactory.createMediaType().schema(schema));
        }
    }

    private JsonNode file(String operationId) {
        return files.computeIfAbsent(operationId, ContractExamples::read);
    }

    private static JsonNode read(String operationId) {
        try (InputStream in = Thread.currentThread()
                .getContextClassLoader()
                .getResourceAsStream("contract/" + operationId + ".yaml")) {
            return in == null ? Json.object() : Documents.yaml(in.readAllBytes());
        } catch (Problem e) {
            throw new IllegalStateException("The example of " + operationId + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object plain(JsonNode node) {
        return Json.MAPPER.convertValue(node, Object.class);
    }
}
