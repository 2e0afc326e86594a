package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that were written for a released contract work with today's. */
class ContractReleaseTest {
    private static final Path RELEASED = Path.of("openapi/released");

    private static ObjectNode contract() {
        return (ObjectNode) ContractFile.tree();
    }

    @Test
    void noReleasedContractIsBroken() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            List<Path> released = files.sorted().toList();
            assertThat(released).isNotEmpty().allSatisfy(file -> {
                JsonNode before = new YAMLMapper().readTree(Files.readString(file));
                assertThat(ContractComparison.breaches(before, contract()))
                        .as("What breaks programs that were written for %s", file)
                        .isEmpty();
            });
        }
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                breach(
                        "stopStray is gone",
                        contract -> contract.withObject("/paths")
                                .remove("/v1/connections/{name}/strays/{vendorSessionId}/stop")),
                breach(
                        "say has another operationId",
                        contract -> ((ObjectNode) contract.at("/paths/~1v1~1sessions~1{id}~1say/post"))
                                .put("operationId", "speak")),
                breach(
                        "getUsage is closed to viewer",
                        contract -> ((ObjectNode) contract.at("/paths/~1v1~1usage/get"))
                                .putArray("x-roles")
                                .add("admin")),
                breach(
                        "listTenants takes no query pageSize",
                        contract -> ((ArrayNode) contract.at("/paths/~1v1~1tenants/get/parameters")).remove(0)),
                breach(
                        "listTenants needs query pageToken",
                        contract -> ((ObjectNode) contract.at("/paths/~1v1~1tenants/get/parameters/1"))
                                .put("required", true)),
                breach(
                        "createTenant body.name is gone",
                        contract ->
                                ((ObjectNode) contract.at("/components/schemas/NewTenant/properties")).remove("name")),
                breach(
                        "startSession body.template is needed now",
                        contract ->
                                ((ArrayNode) contract.at("/components/schemas/NewSession/required")).add("template")),
                breach(
                        "has a smaller maximum",
                        contract -> ((ObjectNode) contract.at("/components/schemas/Vad/properties/silenceMs"))
                                .put("maximum", 5000)),
                breach(
                        "does not take afterCurrent any more",
                        contract -> ((ArrayNode) contract.at("/components/schemas/SayWhen/enum")).remove(1)),
                breach(
                        "getTenant 200.retention.eventDays is gone",
                        contract -> ((ObjectNode) contract.at("/components/schemas/Retention/properties"))
                                .remove("eventDays")),
                breach(
                        "getTenant 200.name has another type",
                        contract -> ((ObjectNode) contract.at("/components/schemas/Tenant/properties/name"))
                                .put("type", "integer")),
                breach(
                        "getTranscript 200.complete may be absent now",
                        contract -> ((ArrayNode) contract.at("/components/schemas/Transcript/required")).remove(0)),
                breach(
                        "stopSession does not answer 202 any more",
                        contract -> ((ObjectNode) contract.at("/paths/~1v1~1sessions~1{id}~1stop/post/responses"))
                                .remove("202")),
                breach(
                        "knows no azure any more",
                        contract -> ((ObjectNode) contract.at("/components/schemas/Tts/discriminator/mapping"))
                                .remove("azure")));
    }

    private static Arguments breach(String words, Consumer<ObjectNode> change) {
        return Arguments.of(words, change);
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void aBreachIsFound(String words, Consumer<ObjectNode> change) {
        ObjectNode changed = contract();
        change.accept(changed);

        assertThat(ContractComparison.breaches(contract(), changed)).anyMatch(breach -> breach.contains(words));
    }

    @Test
    void whatIsNewBreaksNothing() {
        ObjectNode changed = contract();
        changed.withObject("/components/schemas/NewTenant/properties/colour").put("type", "string");
        changed.withObject("/components/schemas/Tenant/properties/colour").put("type", "string");
        ((ArrayNode) changed.at("/components/schemas/SessionStatus/enum")).add("resting");
        ((ObjectNode) changed.at("/components/schemas/Vad/properties/silenceMs")).put("maximum", 7000);

        assertThat(ContractComparison.breaches(contract(), changed)).isEmpty();
    }
}
