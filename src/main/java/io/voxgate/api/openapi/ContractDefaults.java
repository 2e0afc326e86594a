package io.voxgate.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Documents;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/** {@code contract-defaults.yaml}: what the contract says where the code cannot say it. */
final class ContractDefaults {
    private static final String FILE = "contract-defaults.yaml";

    private final JsonNode file = read();

    /** What is said of the file's mistakes: the build ends with it. */
    static IllegalStateException wrong(String what) {
        return new IllegalStateException(FILE + ": " + what);
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE), FILE)) {
            return Documents.yaml(in.readAllBytes());
        } catch (Problem e) {
            throw new IllegalStateException(FILE + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode section(String name) {
        return file.path(name);
    }

    /** The words of a problem's example: detail, and what stands beside it. */
    JsonNode problem(ProblemCode code) {
        JsonNode words = file.path("problems").path(code.name());
        if (!words.has("detail")) {
            throw wrong("problems has nothing on " + code);
        }
        return words;
    }

    void tags(OpenAPI api) {
        for (Tag tag : api.getTags()) {
            String description = file.path("tags").path(tag.getName()).asText();
            if (description.isEmpty()) {
                throw wrong("tags has nothing on " + tag.getName());
            }
            tag.setDescription(description);
        }
    }

    /** From each answer that has a body to the operations that go on with it. */
    void links(OpenAPI api) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        api.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .forEach(operation -> operations.put(operation.getOperationId(), operation));
        file.path("links")
                .properties()
                .forEach(from -> from.getValue()
                        .properties()
                        .forEach(to -> link(
                                operation(operations, from.getKey()),
                                operation(operations, to.getKey()),
                                to.getValue())));
    }

    private static Operation operation(Map<String, Operation> operations, String id) {
        Operation operation = operations.get(id);
        if (operation == null) {
            throw wrong("links names " + id + ", and no operation is called so");
        }
        return operation;
    }

    private static void link(Operation from, Operation to, JsonNode parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        parameters
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
        for (Map.Entry<String, APIResponse> answer :
                from.getResponses().getAPIResponses().entrySet()) {
            if (answer.getKey().startsWith("2") && answer.getValue().getContent() != null) {
                answer.getValue()
                        .addLink(
                                to.getOperationId(),
                                OASFactory.createLink()
                                        .operationId(to.getOperationId())
                                        .description(to.getSummary() + ".")
                                        .parameters(values));
            }
        }
    }
}
