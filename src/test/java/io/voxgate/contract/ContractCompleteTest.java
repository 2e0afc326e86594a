package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every operation says what it is for, how it is used and what can go wrong; its examples keep to its own schemas. */
class ContractCompleteTest {
    private static final Set<String> VERBS = Set.of("get", "put", "post", "patch", "delete");
    private static final JsonNode CONTRACT = ContractFile.tree();
    private static final OpenApiInteractionValidator VALIDATOR = ContractFile.validator();

    private record Operation(String path, String verb, JsonNode node) {
        String concrete() {
            return path.replaceAll("\\{n}", "1").replaceAll("\\{[^}]+}", "x1");
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    private static List<Operation> operations() {
        List<Operation> found = new ArrayList<>();
        CONTRACT.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(verb -> VERBS.contains(verb.getKey()))
                        .forEach(verb -> found.add(new Operation(path.getKey(), verb.getKey(), verb.getValue()))));
        return found;
    }

    @Test
    void everyOperationIsDescribed() {
        assertThat(operations()).hasSizeGreaterThan(30).allSatisfy(operation -> {
            assertThat(operation.node().path("operationId").asText())
                    .as("operationId of %s", operation)
                    .matches("[a-z][A-Za-z]+");
            assertThat(operation.node().path("summary").asText())
                    .as("summary of %s", operation)
                    .isNotBlank();
            assertThat(operation.node().path("description").asText())
                    .as("description of %s", operation)
                    .isNotBlank();
            assertThat(operation.node().path("tags").size())
                    .as("tags of %s", operation)
                    .isEqualTo(1);
        });
        assertThat(operations().stream()
                        .map(operation -> operation.node().path("operationId").asText())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyOperationNamesItsProblems() {
        assertThat(operations()).allSatisfy(operation -> {
            Set<String> statuses = Set.copyOf(operation.node().get("responses").properties().stream()
                    .map(Map.Entry::getKey)
                    .toList());
            assertThat(statuses).as("answers of %s", operation).contains("401", "406", "500", "503");
            if (!operation.node().path("security").isArray()) {
                assertThat(statuses).as("answers of %s", operation).contains("403");
            }
            if (operation.path().contains("{")) {
                assertThat(statuses).as("answers of %s", operation).contains("404");
            }
            if (operation.node().has("requestBody")) {
                assertThat(statuses).as("answers of %s", operation).contains("400", "413", "415", "422");
            }
        });
    }

    @Test
    void everyProblemHasItsBody() {
        assertThat(operations())
                .allSatisfy(operation -> operation.node().get("responses").properties().stream()
                        .filter(answer -> answer.getKey().matches("[45].."))
                        .forEach(answer -> assertThat(resolved(answer.getValue())
                                        .at("/content/application~1problem+json/schema/$ref")
                                        .asText())
                                .as("%s of %s", answer.getKey(), operation)
                                .endsWith("/Problem")));
    }

    /** The same codes as its description names, each with an example that is a problem of this code and status. */
    @Test
    void everyProblemShowsEachOfItsCodes() {
        List<String> faults = new ArrayList<>();
        operations()
                .forEach(operation -> operation.node().get("responses").properties().stream()
                        .filter(answer -> answer.getKey().matches("[45].."))
                        .forEach(answer -> problems(operation, answer.getKey(), resolved(answer.getValue()), faults)));
        assertThat(faults).isEmpty();
    }

    private static void problems(Operation operation, String status, JsonNode answer, List<String> faults) {
        JsonNode examples = answer.at("/content/application~1problem+json/examples");
        if (examples.isEmpty()) {
            faults.add(operation + " " + status + " shows no problem");
        }
        examples.properties().forEach(example -> {
            JsonNode problem = example.getValue().get("value");
            if (!problem.get("code").asText().equals(example.getKey())
                    || !problem.get("status").asText().equals(status)
                    || !answer.get("description").asText().contains(example.getKey() + ": ")) {
                faults.add(operation + " " + status + ": " + example.getKey() + " is another problem");
            }
            SimpleResponse.Builder response = SimpleResponse.Builder.status(Integer.parseInt(status))
                    .withContentType("application/problem+json")
                    .withHeader("X-Request-Id", "r")
                    .withBody(problem.toString());
            VALIDATOR
                    .validateResponse(
                            operation.concrete(),
                            Request.Method.valueOf(operation.verb().toUpperCase(Locale.ROOT)),
                            response.build())
                    .getMessages()
                    .forEach(message -> faults.add(operation + " " + status + ": " + message.getMessage()));
        });
    }

    private static JsonNode resolved(JsonNode answer) {
        return answer.has("$ref") ? CONTRACT.at(answer.get("$ref").asText().substring(1)) : answer;
    }

    @Test
    void everyExampleIsThereAndTrue() {
        List<String> faults = new ArrayList<>();
        operations().forEach(operation -> {
            request(operation, faults);
            operation.node().get("responses").properties().stream()
                    .filter(answer -> answer.getKey().startsWith("2"))
                    .forEach(answer -> answer(operation, answer.getKey(), answer.getValue(), faults));
        });
        assertThat(faults).isEmpty();
    }

    private static void request(Operation operation, List<String> faults) {
        operation.node().path("requestBody").path("content").properties().stream()
                .filter(content -> content.getKey().endsWith("json"))
                .forEach(content -> {
                    List<JsonNode> examples = new ArrayList<>();
                    Optional.ofNullable(content.getValue().get("example")).ifPresent(examples::add);
                    content.getValue().path("examples").forEach(example -> examples.add(example.get("value")));
                    if (examples.isEmpty()) {
                        faults.add(operation + " has no example of a request");
                    }
                    examples.forEach(example -> request(operation, content.getKey(), example, faults));
                });
    }

    private static void request(Operation operation, String mediaType, JsonNode example, List<String> faults) {
        Request request = new SimpleRequest.Builder(operation.verb(), operation.concrete())
                .withHeader("Authorization", "Bearer k")
                .withHeader("Idempotency-Key", "k")
                .withContentType(mediaType)
                .withBody(example.toString())
                .build();
        VALIDATOR
                .validateRequest(request)
                .getMessages()
                .forEach(message -> faults.add(operation + " request: " + message.getMessage()));
    }

    private static void answer(Operation operation, String status, JsonNode answer, List<String> faults) {
        if (answer.path("description").asText().isBlank()) {
            faults.add(operation + " " + status + " has no description");
        }
        JsonNode content = answer.path("content").path("application/json");
        if (content.isMissingNode()) {
            return;
        }
        if (!content.has("example")) {
            faults.add(operation + " " + status + " has no example");
            return;
        }
        VALIDATOR
                .validateResponse(
                        operation.concrete(),
                        Request.Method.valueOf(operation.verb().toUpperCase(Locale.ROOT)),
                        SimpleResponse.Builder.status(Integer.parseInt(status))
                                .withContentType("application/json")
                                .withHeader("X-Request-Id", "r")
                                .withBody(content.get("example").toString())
                                .build())
                .getMessages()
                .forEach(message -> faults.add(operation + " " + status + ": " + message.getMessage()));
    }
}
