package io.voxgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ContractRulesTest {
    private static ObjectNode contract() {
        return (ObjectNode) ContractFile.tree();
    }

    @Test
    void everyValueIsDescribedAndBounded() {
        assertThat(ContractRules.faults(contract())).isEmpty();
    }

    @Test
    void whatIsMissingIsFound() {
        ObjectNode contract = contract();
        ObjectNode silence = (ObjectNode) contract.at("/components/schemas/Vad/properties/silenceMs");
        silence.remove("maximum");
        silence.remove("x-unit");
        silence.remove("description");
        ((ObjectNode) contract.at("/components/schemas/Session/properties/vendorCode")).remove("maxLength");
        ((ObjectNode) contract.at("/components/schemas/SessionList/properties/items")).remove("maxItems");
        ((ObjectNode) contract.at("/paths/~1v1~1sessions/get/parameters/0")).remove("description");

        assertThat(ContractRules.faults(contract))
                .contains(
                        "Vad.silenceMs is a number without maximum",
                        "Vad.silenceMs is a number without x-unit",
                        "Vad.silenceMs has no description",
                        "Session.vendorCode is a text without a longest length",
                        "SessionList.items is a list without a largest size")
                .anyMatch(fault -> fault.startsWith("listSessions(") && fault.endsWith("has no description"));
    }
}
