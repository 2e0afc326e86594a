package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.contract.ContractOperations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who reads an answer finds what to do with it: each link leads to an operation, with all that its path needs. */
class ContractLinksTest {
    private static final String BODY = "$response.body#";
    private static final String PATH = "$request.path.";

    private static List<String> faults(List<Operation> operations) {
        Map<String, Operation> byId = operations.stream().collect(Collectors.toMap(Operation::id, Function.identity()));
        List<String> faults = new ArrayList<>();
        Set<String> reached = new TreeSet<>();
        operations.forEach(from -> from.node()
                .get("responses")
                .forEach(answer -> answer.path("links").properties().forEach(link -> {
                    String id = link.getValue().path("operationId").asText();
                    reached.add(id);
                    if (byId.containsKey(id)) {
                        faults.addAll(faults(from, answer, link.getValue(), byId.get(id)));
                    } else {
                        faults.add(from.id() + " links to " + id + ", which is no operation");
                    }
                })));
        operations.stream()
                .filter(operation ->
                        operation.path().startsWith("/v1/") && operation.path().contains("{"))
                .filter(operation -> !operation.method().equals("PUT") && !reached.contains(operation.id()))
                .forEach(operation -> faults.add("no link leads to " + operation.id()));
        return faults;
    }

    private static List<String> faults(Operation from, JsonNode answer, JsonNode link, Operation to) {
        List<String> faults = new ArrayList<>();
        Set<String> given = new TreeSet<>();
        link.path("parameters").fieldNames().forEachRemaining(given::add);
        Set<String> needed = to.node()
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.get("in").asText().equals("path"))
                .map(parameter -> parameter.get("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        String name = from.id() + " to " + to.id();
        if (!given.equals(needed)) {
            faults.add(name + " gives " + given + ", and the path needs " + needed);
        }
        JsonNode example = answer.at("/content/application~1json/example");
        link.path("parameters").forEach(value -> {
            String expression = value.asText();
            boolean found = expression.startsWith(PATH)
                    ? from.path().contains("{" + expression.substring(PATH.length()) + "}")
                    : expression.startsWith(BODY)
                            && example.at(expression.substring(BODY.length())).isValueNode()
                            && !example.at(expression.substring(BODY.length())).isMissingNode();
            if (!found) {
                faults.add(name + ": " + expression + " is not in the example");
            }
        });
        return faults;
    }

    @Test
    void everyLinkLeadsSomewhereAndEveryThingIsReached() {
        assertThat(faults(ContractOperations.all())).isEmpty();
    }

    @Test
    void brokenLinksAreFound() {
        List<Operation> operations = ContractOperations.all();
        ObjectNode links = (ObjectNode) operations.stream()
                .filter(operation -> operation.id().equals("startSession"))
                .findFirst()
                .orElseThrow()
                .node()
                .at("/responses/201/links");
        links.withObject("/getSession").put("operationId", "getNothing");
        links.withObject("/say/parameters").put("id", "$response.body#/nothing");
        links.withObject("/getTranscript/parameters").remove("id");
        links.remove("transferSession");
        ((ObjectNode) operations.stream()
                        .filter(operation -> operation.id().equals("startSession"))
                        .findFirst()
                        .orElseThrow()
                        .node()
                        .at("/responses/202"))
                .remove("links");

        assertThat(faults(operations))
                .contains(
                        "startSession links to getNothing, which is no operation",
                        "startSession to say: $response.body#/nothing is not in the example",
                        "startSession to getTranscript gives [], and the path needs [id]",
                        "no link leads to transferSession");
    }
}
