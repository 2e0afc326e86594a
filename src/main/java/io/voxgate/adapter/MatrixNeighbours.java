package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.AgentSchema.Leaf;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Changes to an agent that may give a leaf an effect that it has not in a plain one: each of its neighbours set, taken
 * away, all of them set, all of them set and one varied. Neighbours are the leaves of the same top-level part of the
 * agent.
 */
final class MatrixNeighbours {
    private MatrixNeighbours() {}

    static Stream<UnaryOperator<ObjectNode>> of(Leaf leaf, String provider) {
        List<Leaf> neighbours = neighbours(leaf, provider);
        UnaryOperator<ObjectNode> all = agent -> {
            ObjectNode full = agent;
            for (Leaf neighbour : neighbours) {
                full = MatrixProbe.with(
                        full, neighbour.pointer(), MatrixSamples.of(neighbour).getFirst());
            }
            return full;
        };
        return Stream.of(
                        neighbours.stream().flatMap(MatrixNeighbours::varied),
                        neighbours.stream().map(MatrixNeighbours::without),
                        Stream.of(all),
                        neighbours.stream()
                                .flatMap(neighbour -> varied(neighbour)
                                        .<UnaryOperator<ObjectNode>>map(one -> agent -> one.apply(all.apply(agent)))))
                .flatMap(changes -> changes);
    }

    private static List<Leaf> neighbours(Leaf leaf, String provider) {
        int end = leaf.pointer().indexOf('/', 1);
        String part = end < 0 ? leaf.pointer() : leaf.pointer().substring(0, end + 1);
        return AgentSchema.leaves().stream()
                .filter(other ->
                        other.pointer().startsWith(part) && !other.pointer().equals(leaf.pointer()))
                .filter(other ->
                        other.provider().isEmpty() || other.provider().get().equals(provider))
                .filter(other -> !other.pointer().equals(MatrixSamples.PROVIDER)
                        && !other.pointer().equals(MatrixSamples.PROTOCOL))
                .toList();
    }

    private static Stream<UnaryOperator<ObjectNode>> varied(Leaf neighbour) {
        return MatrixSamples.of(neighbour).stream().map(value -> setting(neighbour.pointer(), value));
    }

    private static UnaryOperator<ObjectNode> setting(String pointer, JsonNode value) {
        return agent -> MatrixProbe.with(agent, pointer, value);
    }

    private static UnaryOperator<ObjectNode> without(Leaf neighbour) {
        return agent -> {
            ObjectNode copy = agent.deepCopy();
            Json.remove(copy, neighbour.pointer().substring(1).replace('/', '.'));
            return copy;
        };
    }
}
