package io.voxgate.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.AgentSchema.Leaf;
import java.util.List;
import java.util.stream.Stream;

/**
 * Agents in which a leaf may have an effect that it has not in a plain one: each of its neighbours set, taken away, all of them set, all
 * of them set and one varied. Neighbours are the leaves of the same top-level part of the agent.
 */
final class MatrixNeighbours {
    private MatrixNeighbours() {}

    static Stream<ObjectNode> of(Leaf leaf, ObjectNode base) {
        List<Leaf> neighbours = neighbours(leaf, base);
        ObjectNode all = base.deepCopy();
        neighbours.forEach(neighbour -> put(all, neighbour, MatrixSamples.of(neighbour).getFirst()));
        return Stream.of(
                        neighbours.stream().flatMap(neighbour -> varied(base, neighbour)),
                        neighbours.stream().map(neighbour -> without(base, neighbour)),
                        Stream.of(all),
                        neighbours.stream().flatMap(neighbour -> varied(all, neighbour)))
                .flatMap(agents -> agents);
    }

    private static List<Leaf> neighbours(Leaf leaf, ObjectNode base) {
        String group = leaf.pointer().substring(0, leaf.pointer().indexOf('/', 1) < 0 ? leaf.pointer().length() : leaf.pointer().indexOf('/', 1) + 1);
        String provider = base.at(MatrixSamples.PROVIDER).asText();
        return AgentSchema.leaves().stream()
                .filter(other -> other.pointer().startsWith(group) && !other.pointer().equals(leaf.pointer()))
                .filter(other -> other.provider().isEmpty() || other.provider().get().equals(provider))
                .filter(other -> !other.pointer().equals(MatrixSamples.PROVIDER) && !other.pointer().equals(MatrixSamples.PROTOCOL))
                .toList();
    }

    private static Stream<ObjectNode> varied(ObjectNode agent, Leaf neighbour) {
        return MatrixSamples.of(neighbour).stream().map(value -> {
            ObjectNode copy = agent.deepCopy();
            put(copy, neighbour, value);
            return copy;
        });
    }

    private static ObjectNode without(ObjectNode agent, Leaf neighbour) {
        ObjectNode copy = agent.deepCopy();
        Json.remove(copy, neighbour.pointer().substring(1).replace('/', '.'));
        return copy;
    }

    private static void put(ObjectNode agent, Leaf leaf, JsonNode value) {
        Json.put(agent, leaf.pointer().substring(1).replace('/', '.'), value);
    }
}
