package io.voxgate.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /llms.txt}: what this API is and where everything about it stands, for programs that read text. Made from the
 * contract, so that nothing is in it that the contract does not have.
 *
 * @see <a href="https://llmstxt.org">The form</a>
 */
final class LlmsText {
    /** What an HTTP method may be in a path of the contract, beside descriptions and parameters. */
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    private static final String REFERENCES = """
            ## Contract

            - [openapi.yaml](/openapi.yaml): the OpenAPI document with every operation, value, unit, limit and error code, and \
            examples of bodies and answers
            - [openapi.json](/openapi.json): the same as JSON; the links below lead into it

            ## Documents

            - [reference](/reference/): the contract as a page, with a form that tries each operation
            - [portal](/): the console for people: templates, sessions, connections, webhooks, usage

            ## Calling it

            Send Authorization: Bearer KEY. Follow the links of each answer (in the contract: links) to find what to call next. \
            Test the member code of a problem, not its text. x-roles of an operation names the roles that may call it.
            """;

    private final StringBuilder text = new StringBuilder();

    private LlmsText() {}

    static String of(JsonNode contract) {
        LlmsText page = new LlmsText();
        String[] paragraphs = contract.at("/info/description").asText().strip().split("\n\n", 3);
        page.text.append("# ").append(contract.at("/info/title").asText()).append("\n\n> ");
        page.text.append(paragraphs[0]).append("\n\n");
        if (paragraphs.length > 1) {
            page.text.append(paragraphs[1]).append("\n\n");
        }
        page.text.append(REFERENCES);
        contract.path("tags").forEach(tag -> page.group(contract, tag));
        return page.text.toString();
    }

    private void group(JsonNode contract, JsonNode tag) {
        String name = tag.path("name").asText();
        text.append("\n## ").append(name).append("\n\n");
        text.append(tag.path("description").asText()).append("\n\n");
        for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())
                        && method.getValue().path("tags").path(0).asText().equals(name)) {
                    operation(path.getKey(), method.getKey(), method.getValue());
                }
            }
        }
    }

    private void operation(String path, String method, JsonNode operation) {
        text.append("- [").append(operation.path("operationId").asText());
        text.append("](/openapi.json#/paths/").append(inFragment(path));
        text.append('/').append(method).append("): ");
        text.append(method.toUpperCase(Locale.ROOT)).append(' ').append(path).append(", ");
        text.append(operation.path("summary").asText()).append('\n');
    }

    /** A path as a part of a JSON Pointer in a URL, RFC 6901 section 6. */
    private static String inFragment(String path) {
        return path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
