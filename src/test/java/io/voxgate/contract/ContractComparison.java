package io.voxgate.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a program that was written for one contract would trip over in another: what is gone, what is needed now, what
 * is narrower. New operations, optional members and parameters, and new members and words of answers are no breach:
 * clients pass over what they do not know.
 */
final class ContractComparison {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> breaches = new ArrayList<>();

    private ContractComparison(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** Each breach with its place; empty: whoever kept to the one keeps to the other. */
    static List<String> breaches(JsonNode before, JsonNode after) {
        ContractComparison comparison = new ContractComparison(before, after);
        before.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> comparison.operation(path.getKey(), method.getKey(), method.getValue())));
        return comparison.breaches.stream().distinct().toList();
    }

    private void operation(String path, String method, JsonNode old) {
        String id = old.path("operationId").asText();
        JsonNode now = after.path("paths").path(path).path(method);
        if (now.isMissingNode()) {
            breaches.add(id + " is gone: " + method.toUpperCase(Locale.ROOT) + " " + path);
            return;
        }
        if (!now.path("operationId").asText().equals(id)) {
            breaches.add(id + " has another operationId, the name of the clients' methods");
        }
        words(old.path("x-roles")).stream()
                .filter(role -> !words(now.path("x-roles")).contains(role))
                .forEach(role -> breaches.add(id + " is closed to " + role));
        parameters(id, old, now);
        body(id, old.path("requestBody"), now.path("requestBody"));
        answers(id, old.path("responses"), now.path("responses"));
    }

    private void parameters(String id, JsonNode old, JsonNode now) {
        Map<String, JsonNode> were = parameters(old);
        Map<String, JsonNode> are = parameters(now);
        were.forEach((name, parameter) -> {
            JsonNode same = are.get(name);
            if (same == null) {
                breaches.add(id + " takes no " + name + " any more");
            } else {
                new SchemaComparison(before, after, true, breaches)
                        .compare(id + "(" + name + ")", parameter.path("schema"), same.path("schema"));
            }
        });
        are.forEach((name, parameter) -> {
            boolean needed = Optional.ofNullable(were.get(name))
                    .map(same -> same.path("required").asBoolean())
                    .orElse(false);
            if (parameter.path("required").asBoolean() && !needed) {
                breaches.add(id + " needs " + name + " now");
            }
        });
    }

    private static Map<String, JsonNode> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .collect(Collectors.toMap(
                        parameter -> parameter.path("in").asText() + " "
                                + parameter.path("name").asText(),
                        parameter -> parameter));
    }

    private void body(String id, JsonNode old, JsonNode now) {
        if (now.path("required").asBoolean() && !old.path("required").asBoolean()) {
            breaches.add(id + " needs a body now");
        }
        old.path("content").properties().forEach(media -> {
            JsonNode same = now.path("content").path(media.getKey());
            if (same.isMissingNode()) {
                breaches.add(id + " takes no " + media.getKey() + " any more");
            } else {
                new SchemaComparison(before, after, true, breaches)
                        .compare(id + " body", media.getValue().path("schema"), same.path("schema"));
            }
        });
    }

    private void answers(String id, JsonNode old, JsonNode now) {
        old.properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .forEach(answer -> {
                    JsonNode same = now.path(answer.getKey());
                    if (same.isMissingNode()) {
                        breaches.add(id + " does not answer " + answer.getKey() + " any more");
                        return;
                    }
                    answer.getValue().path("content").properties().forEach(media -> {
                        JsonNode here = same.path("content").path(media.getKey());
                        if (here.isMissingNode()) {
                            breaches.add(id + " " + answer.getKey() + " does not answer " + media.getKey());
                        } else {
                            new SchemaComparison(before, after, false, breaches)
                                    .compare(
                                            id + " " + answer.getKey(),
                                            media.getValue().path("schema"),
                                            here.path("schema"));
                        }
                    });
                });
    }

    static Set<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.toCollection(HashSet::new));
    }
}
