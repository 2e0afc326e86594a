package io.voxgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.json.Json;
import io.voxgate.json.KeepableValues;
import io.voxgate.limits.Limit;
import io.voxgate.model.Agent;
import io.voxgate.model.AgentRules;
import io.voxgate.model.Fault;
import io.voxgate.model.InlineSecrets;
import io.voxgate.tck.AllAdapters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever collects faults stops at the limit, and no pointer is longer than its limit, however many wrong values a body
 * holds and however deep they lie.
 */
class FaultBoundsTest {
    private static final int MANY = 500;

    /** Everything that looks for faults in a tree, with a value that is one. */
    enum Search {
        KEEPABLE_VALUES(tree -> KeepableValues.faults(tree), "\0"),
        INLINE_SECRETS(
                tree -> InlineSecrets.in(Json.MAPPER.convertValue(tree, Map.class), _ -> Optional.empty()),
                "https://a:b@c"),
        LOOKALIKES(tree -> VariableUse.of(tree).lookalikes(), "{{a b}}"),
        UNDECLARED(tree -> new Variables(Map.of()).undeclared(tree), "{{a}}"),
        AGENT_RULES(tree -> AgentRules.check(agent(tree)), "{{a}}"),
        PROTECTED(tree -> options().check(tree), "x");

        private final Function<ObjectNode, List<Fault>> search;
        private final String wrong;

        Search(Function<ObjectNode, List<Fault>> search, String wrong) {
            this.search = search;
            this.wrong = wrong;
        }

        private static Agent agent(ObjectNode tree) {
            ObjectNode agent = Json.object().set("vendorOptions", tree.get("vendorOptions"));
            agent.putObject("llm").put("protocol", "openai");
            return Json.MAPPER.convertValue(agent, Agent.class);
        }

        private static VendorOptionRules options() {
            return new VendorOptionRules(new AdapterRegistry(AllAdapters.all()));
        }
    }

    /** Many values under long names, at a place where vendors have protected fields. */
    private static ObjectNode tree(String value) {
        ObjectNode tree = Json.object();
        ObjectNode inner = tree.putObject("vendorOptions")
                .putObject("tencent-trtc")
                .putObject("LLMConfig")
                .putObject("APIUrl");
        for (int depth = 0; depth < 10; depth++) {
            inner = inner.putObject("x".repeat(200));
        }
        ArrayNode list = inner.putArray("list");
        ObjectNode members = inner.putObject("members");
        IntStream.range(0, MANY).forEach(i -> {
            list.add(value);
            members.put("m" + i, value);
        });
        return tree;
    }

    @ParameterizedTest
    @EnumSource
    void itStopsAtTheLimit(Search search) {
        List<Fault> faults = search.search.apply(tree(search.wrong));

        assertThat(faults)
                .hasSize(Limit.FAULTS.count() + 1)
                .allMatch(fault -> fault.pointer().length() == Limit.POINTER_LENGTH.max());
    }

    @Test
    void variablesInNamesStopAtTheLimitToo() {
        ObjectNode agent = Json.object();
        IntStream.range(0, MANY).forEach(i -> agent.put("{{a}}" + i, i));

        assertThat(VariableUse.inNames(agent)).hasSize(Limit.FAULTS.count() + 1);
    }

    @Test
    void unknownVendorsStopAtTheLimitToo() {
        ObjectNode agent = Json.object();
        ObjectNode options = agent.putObject("vendorOptions");
        IntStream.range(0, MANY).forEach(i -> options.put("vendor" + i, i));

        assertThat(Search.options().check(agent)).hasSize(Limit.FAULTS.count() + 1);
    }

    @Test
    void aTreeThatIsRightHasNone() {
        JsonNode tree = tree("fine");

        assertThat(KeepableValues.faults(tree)).isEmpty();
    }
}
