package io.voxgate.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.contract.ContractFile;
import io.voxgate.contract.ContractOperations;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LlmsTextTest {
    private static final Pattern LINK = Pattern.compile("]\\(/openapi\\.json#([^)]+)\\)");

    private static List<String> links(String text) {
        return LINK.matcher(text)
                .results()
                .map(match -> URLDecoder.decode(match.group(1), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void everyOperationIsInItAndEveryLinkLeadsIntoTheContract() {
        JsonNode contract = ContractFile.tree();
        String text = LlmsText.of(contract);

        assertThat(text)
                .startsWith("# Voxgate\n\n> One HTTP API for voice agents")
                .contains("(/openapi.yaml)", "(/reference/)", "Conventions: JSON in camelCase")
                .contains("POST /v1/sessions, ");
        assertThat(ContractOperations.all())
                .hasSizeGreaterThan(60)
                .allSatisfy(operation -> assertThat(text)
                        .contains("- [" + operation.id() + "](")
                        .contains(": " + operation.method() + " " + operation.path() + ", "));
        assertThat(links(text))
                .hasSameSizeAs(ContractOperations.all())
                .allMatch(pointer -> contract.at(pointer).has("operationId"));
    }

    @Test
    void anOperationThatIsNewIsInItToo() {
        ObjectNode contract = (ObjectNode) ContractFile.tree();
        ObjectNode planted = contract.at("/paths/~1v1~1tenants/post").deepCopy();
        contract.withObject("/paths").putObject("/v1/planted").set("post", planted.put("operationId", "plant"));

        assertThat(LlmsText.of(contract))
                .contains("- [plant](/openapi.json#/paths/~1v1~1planted/post): POST /v1/planted");
    }
}
