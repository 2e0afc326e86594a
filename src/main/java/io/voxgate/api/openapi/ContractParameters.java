package io.voxgate.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * What {@code contract-defaults.yaml} says of parameters: by their place in the path, their operation, or their name.
 */
final class ContractParameters {
    private final JsonNode entries;
    private final Set<String> unused = new HashSet<>();

    ContractParameters(ContractDefaults defaults) {
        entries = defaults.section("parameters");
        entries.fieldNames().forEachRemaining(unused::add);
    }

    void complete(String path, HttpMethod method, Operation operation) {
        List<Parameter> parameters = Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .filter(parameter -> meant(method, parameter))
                .toList();
        operation.setParameters(parameters.isEmpty() ? null : new ArrayList<>(parameters));
        parameters.forEach(parameter -> complete(key(path, operation, parameter), parameter));
    }

    /** Of a change only one that may make something new asks whether it is there. */
    private static boolean meant(HttpMethod method, Parameter parameter) {
        return !parameter.getName().equals("If-None-Match") || method == HttpMethod.GET || method == HttpMethod.PUT;
    }

    private String key(String path, Operation operation, Parameter parameter) {
        String name = parameter.getName();
        String inPath = "{" + name + "}";
        String exact = parameter.getIn() == Parameter.In.PATH
                ? path.substring(0, path.indexOf(inPath) + inPath.length())
                : operation.getOperationId() + "." + name;
        return entries.has(exact) ? exact : name;
    }

    private void complete(String key, Parameter parameter) {
        unused.remove(key);
        entries.path(key).properties().forEach(said -> {
            switch (said.getKey()) {
                case "description" -> parameter.setDescription(said.getValue().asText());
                case "example" -> parameter.setExample(said.getValue().asText());
                default -> bound(parameter.getSchema(), said.getKey(), said.getValue());
            }
        });
    }

    private static void bound(Schema schema, String word, JsonNode value) {
        ContractKeyword keyword = ContractKeyword.of(word);
        if (schema.getRef() == null && keyword.fits(schema) && !keyword.said(schema)) {
            keyword.say(schema, value);
        }
    }

    void nothingIsLeft() {
        if (!unused.isEmpty()) {
            throw ContractDefaults.wrong("parameters has what nothing is called: " + unused);
        }
    }

    /** The path with the examples in it. */
    static String example(String path, Operation operation) {
        String shown = path;
        for (Parameter parameter :
                Optional.ofNullable(operation.getParameters()).orElse(List.of())) {
            if (parameter.getIn() == Parameter.In.PATH) {
                shown = shown.replace("{" + parameter.getName() + "}", String.valueOf(parameter.getExample()));
            }
        }
        return shown;
    }
}
