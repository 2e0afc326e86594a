package io.voxgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static Variables declared() {
        Map<String, Variable> variables = new LinkedHashMap<>();
        variables.put("name", new Variable(Variable.VariableType.STRING, true, null, null));
        variables.put("visits", new Variable(Variable.VariableType.INTEGER, false, null, Json.number(1)));
        variables.put("vip", new Variable(Variable.VariableType.BOOLEAN, false, null, null));
        return new Variables(variables);
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) Json.parse(json).orElseThrow();
    }

    @Test
    void fillsTextsAtAnyDepthAndNothingElse() {
        ObjectNode agent =
                tree("{\"a\":\"Hi {{name}}, {{ visits }}{{vip}}\",\"b\":[\"{{name}}\",5],\"c\":{\"d\":true}}");
        assertThat(declared().fill(agent, Map.of("name", Json.text("$1 \\ {{visits}}"))))
                .isEqualTo(tree(
                        "{\"a\":\"Hi $1 \\\\ {{visits}}, 1\",\"b\":[\"$1 \\\\ {{visits}}\",5],\"c\":{\"d\":true}}"));
    }

    @Test
    void toldWhatIsMissingWrongOrUnknown() {
        Map<String, JsonNode> values = Map.of("visits", Json.text("2"), "other", Json.number(1));
        assertThat(declared().faults(values))
                .extracting(fault -> fault.pointer() + " " + fault.code())
                .containsExactly(
                        "/variables/other UNDECLARED_VARIABLE",
                        "/variables/visits WRONG_TYPE",
                        "/variables/name REQUIRED");
        assertThat(declared().faults(Map.of("name", Json.text("Li"), "vip", Json.bool(true))))
                .isEmpty();
    }

    @Test
    void undeclaredVariableInATextIsAFaultOfTheTemplate() {
        assertThat(declared().undeclared(tree("{\"llm\":{\"systemPrompt\":\"{{name}} {{who}}\"}}")))
                .extracting(Fault::pointer)
                .containsExactly("/agent/llm/systemPrompt");
        assertThat(new Variables(Map.of("n", new Variable(Variable.VariableType.INTEGER, null, null, Json.text("x"))))
                        .faults(Json.object()))
                .extracting(Fault::pointer)
                .isEqualTo(List.of("/variables/n/default"));
    }
}
