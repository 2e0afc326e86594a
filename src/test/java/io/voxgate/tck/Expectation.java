package io.voxgate.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.FieldOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one vendor must make of one value of one leaf.
 *
 * @param around the agent before the leaf is set
 * @param baselineStarts whether the vendor can start the agent before the leaf is set
 * @param provider the TTS provider of the agent around it
 * @param outcomes what may be reported; more than one only where the documents leave room
 * @param wire the fields that change, dotted, JSON-in-strings opened; empty: nothing changes
 * @param also further fields that must change
 * @param may further fields that may change
 * @param looked whether the difference on the wire is looked at
 * @param unchanged the value is what is sent without it
 * @param sent what stands at the first field of {@code wire}, where that is not the value itself
 */
record Expectation(
        String path,
        ObjectNode around,
        boolean baselineStarts,
        Optional<String> provider,
        JsonNode value,
        Set<FieldOutcome> outcomes,
        List<String> wire,
        List<String> also,
        List<String> may,
        boolean looked,
        boolean unchanged,
        Optional<JsonNode> sent) {

    /** The agent with the leaf set. */
    ObjectNode agent() {
        ObjectNode agent = around.deepCopy();
        Agents.put(agent, path, value);
        return agent;
    }

    boolean unsupported() {
        return outcomes.equals(Set.of(FieldOutcome.UNSUPPORTED));
    }

    boolean rejected() {
        return outcomes.contains(FieldOutcome.REJECTED);
    }

    @Override
    public String toString() {
        return path + " = " + value + provider.map(word -> " (" + word + ")").orElse("") + " is " + outcomes;
    }
}
