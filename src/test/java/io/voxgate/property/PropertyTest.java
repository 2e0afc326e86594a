package io.voxgate.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.AgentSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The machinery of the properties: it fails when it should, says how to come back, and leaves no leaf of the model out.
 */
class PropertyTest {

    @Test
    void aFailureNamesItsSeedAndTheSmallestSize() {
        Gen<Integer> sizes = (_, size) -> size;

        assertThatThrownBy(() -> Property.check(sizes, size -> assertThat(size).isLessThan(7)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dproperty.seed=6 (size 7)");
    }

    @Test
    void oneSeedIsOneValue() {
        AgentGen agents = new AgentGen();

        assertThat(agents.at(42, 80)).isEqualTo(agents.at(42, 80)).isNotEqualTo(agents.at(43, 80));
    }

    @Test
    void everyLeafAndEveryWordIsDrawnSomeTime() {
        List<Agent> agents = IntStream.range(0, 3000)
                .mapToObj(seed -> new AgentGen().at(seed, 100))
                .toList();
        Set<String> drawn = new TreeSet<>();
        agents.forEach(agent -> TranslationBuilder.leaves(Json.tree(agent)).forEach((pointer, value) -> {
            drawn.add(pointer);
            drawn.add(pointer + "=" + value.asText());
        }));

        Set<String> wanted = AgentSchema.leaves().stream()
                .filter(leaf -> !leaf.pointer().equals("/vendorOptions"))
                .map(AgentSchema.Leaf::pointer)
                .collect(Collectors.toSet());
        AgentSchema.leaves().stream()
                .filter(leaf -> leaf.kind() == AgentSchema.SchemaKind.ENUM)
                .forEach(leaf -> leaf.values().forEach(word -> wanted.add(leaf.pointer() + "=" + word)));
        assertThat(drawn).containsAll(wanted);
    }

    @Test
    void drawnNumbersKeepToTheModelsRanges() {
        Map<String, List<AgentSchema.Leaf>> leaves =
                AgentSchema.leaves().stream().collect(Collectors.groupingBy(AgentSchema.Leaf::pointer));

        Property.check(
                new AgentGen(),
                agent -> TranslationBuilder.leaves(Json.tree(agent)).forEach((pointer, value) -> {
                    if (value.isNumber()) {
                        assertThat(leaves.get(pointer)).anyMatch(leaf -> within(leaf, value));
                    }
                }));
    }

    private static boolean within(AgentSchema.Leaf leaf, JsonNode value) {
        return value.decimalValue().compareTo(leaf.min().orElseThrow()) >= 0
                && value.decimalValue().compareTo(leaf.max().orElseThrow()) <= 0;
    }
}
