package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The linters find nothing in the contract, and each of them finds what is planted. */
@EnabledIf(value = "io.voxgate.contract.ContractLinters#canRun", disabledReason = ContractLinters.SKIPPED)
class ContractLintTest {
    private static final double LEAST_SCORE = 92.0;

    private static ObjectNode contract() {
        return (ObjectNode) ContractFile.tree();
    }

    @Test
    void redoclyFindsNothing() {
        assertThat(ContractLinters.redocly(contract())).isEmpty();
    }

    @Tag("long")
    @Test
    void spectralFindsNothing() {
        assertThat(ContractLinters.spectral(contract())).isEmpty();
    }

    @Test
    void theScoreIsHigh() {
        JsonNode score = ContractLinters.score(contract());
        System.out.println("Contract score: " + score.get("agentReadiness") + " of 100");

        assertThat(score.get("agentReadiness").asDouble()).isGreaterThanOrEqualTo(LEAST_SCORE);
    }

    @Tag("long")
    @Test
    void redoclyFindsAWrongExampleAndWhatIsNotDescribed() {
        ObjectNode contract = contract();
        ((ObjectNode) contract.at("/components/schemas/Portability/properties/undecided")).put("example", "/stt");
        ((ObjectNode) contract.at("/tags/0")).remove("description");

        assertThat(ContractLinters.redocly(contract))
                .anyMatch(problem -> problem.startsWith("no-invalid-schema-examples"))
                .anyMatch(problem -> problem.startsWith("tag-description"));
    }

    @Tag("long")
    @Test
    void spectralFindsAWrongExampleAndASchemaOfNoUse() {
        ObjectNode contract = contract();
        ((ObjectNode) contract.at("/components/schemas/Portability/properties/undecided")).put("example", "/stt");
        contract.withObject("/components/schemas/Unused").put("type", "string");

        assertThat(ContractLinters.spectral(contract))
                .anyMatch(problem -> problem.startsWith("oas3-valid-schema-example"))
                .anyMatch(problem -> problem.startsWith("oas3-unused-component"));
    }

    @Test
    void theScoreFallsWithoutDescriptionsOfParameters() {
        ObjectNode contract = contract();
        contract.path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("parameters")
                        .forEach(parameter -> ((ObjectNode) parameter).remove("description"))));

        assertThat(ContractLinters.score(contract).get("agentReadiness").asDouble())
                .isLessThan(LEAST_SCORE);
    }
}
