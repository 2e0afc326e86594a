package io.voxgate.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations of a contract. */
public final class Operations {
    private static final Set<String> VERBS = Set.of("get", "put", "post", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final JsonNode contract;

    private Operations(JsonNode contract) {
        this.contract = contract;
    }

    /** As the service itself serves it. */
    public static Operations served(Gateway gateway) {
        return of(gateway.send(Call.of("GET", "/openapi.yaml").header("Accept", "application/yaml"))
                .body());
    }

    public static Operations of(String yaml) {
        try {
            return new Operations(new YAMLMapper().readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The contract is no YAML", e);
        }
    }

    /** One operation. */
    public record Operation(String id, String verb, String path, JsonNode node) {
        /** The names in the path, in order. */
        public List<String> pathParameters() {
            return PARAMETER
                    .matcher(path)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        }

        /** The path up to and with a parameter: what the parameter is an id of. */
        public String thing(String parameter) {
            return path.substring(0, path.indexOf("{" + parameter + "}") + parameter.length() + 2);
        }

        /** Its parameters that stand elsewhere. */
        public List<JsonNode> parameters(String in) {
            return node.path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("in").asText().equals(in))
                    .toList();
        }

        public boolean anonymous() {
            return node.has("security") && node.get("security").isEmpty();
        }

        public boolean reads() {
            return verb.equals("get");
        }

        /** The media types of the body, the JSON one first; empty when it takes none. */
        public List<String> mediaTypes() {
            return node.path("requestBody").path("content").properties().stream()
                    .map(Map.Entry::getKey)
                    .sorted((a, b) -> Boolean.compare(b.equals("application/json"), a.equals("application/json")))
                    .toList();
        }

        public Optional<JsonNode> bodySchema() {
            return mediaTypes().stream()
                    .findFirst()
                    .map(type ->
                            node.get("requestBody").get("content").get(type).get("schema"));
        }

        /** The worked example of a body, the first where there are several. */
        public Optional<JsonNode> bodyExample() {
            return bodyExamples().values().stream().findFirst();
        }

        /** The worked examples of a body by their names; one that is alone has none. */
        public Map<String, JsonNode> bodyExamples() {
            Map<String, JsonNode> examples = new LinkedHashMap<>();
            mediaTypes().stream()
                    .findFirst()
                    .map(type -> node.get("requestBody").get("content").get(type))
                    .ifPresent(content -> {
                        if (content.has("example")) {
                            examples.put("", content.get("example"));
                        }
                        content.path("examples")
                                .properties()
                                .forEach(example -> examples.put(
                                        example.getKey(), example.getValue().get("value")));
                    });
            return examples;
        }

        /** What a success may look like. */
        public Set<String> answerTypes() {
            return Set.copyOf(node.path("responses").path("200").path("content").properties().stream()
                    .map(Map.Entry::getKey)
                    .toList());
        }

        /** The path with values in it. */
        public String concrete(Map<String, String> values) {
            Matcher matcher = PARAMETER.matcher(path);
            return matcher.replaceAll(match -> Matcher.quoteReplacement(Call.encoded(values.get(match.group(1)))));
        }

        @Override
        public String toString() {
            return id + " (" + verb.toUpperCase(Locale.ROOT) + " " + path + ")";
        }
    }

    public List<Operation> all() {
        List<Operation> found = new ArrayList<>();
        contract.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(verb -> VERBS.contains(verb.getKey()))
                        .forEach(verb -> found.add(new Operation(
                                verb.getValue().path("operationId").asText(),
                                verb.getKey(),
                                path.getKey(),
                                verb.getValue()))));
        return found;
    }

    public Optional<Operation> find(String verb, String path) {
        return all().stream()
                .filter(operation ->
                        operation.verb().equals(verb) && operation.path().equals(path))
                .findFirst();
    }

    /** What a schema or a parameter refers to. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(contract.at(node.get("$ref").asText().substring(1))) : node;
    }
}
