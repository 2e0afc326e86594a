package io.voxgate.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.json.ShapeFaults;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import io.voxgate.model.AgentRules;
import io.voxgate.model.Fault;
import io.voxgate.model.InlineSecrets;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads an agent from JSON with every rule of the model: types, ranges, contradictions, secrets, vendor options.
 * Pointers are into the agent.
 */
@ApplicationScoped
public class AgentReader {
    private final StrictJson strict;
    private final VendorOptionRules options;

    public AgentReader(StrictJson strict, VendorOptionRules options) {
        this.strict = strict;
        this.options = options;
    }

    /**
     * An agent that is ready to be translated.
     *
     * @throws Problem when it is too large
     */
    public StrictJson.Read<Agent> read(ObjectNode agent) {
        return read(agent, false);
    }

    /** An agent of a template: its texts may hold variables. */
    public StrictJson.Read<Agent> readTemplate(ObjectNode agent) {
        return read(agent, true);
    }

    private StrictJson.Read<Agent> read(ObjectNode agent, boolean template) {
        AgentSize.check(agent);
        StrictJson.Read<Agent> read = strict.read(agent, Agent.class);
        List<Fault> faults = new ArrayList<>(read.faults());
        faults.addAll(options.check(agent));
        if (read.value() != null && read.faults().isEmpty()) {
            faults.addAll(template ? AgentRules.checkTemplate(read.value()) : AgentRules.check(read.value()));
        }
        return new StrictJson.Read<>(read.value(), faults);
    }

    /**
     * Refuses an agent, as it was sent, in which a value was forgotten.
     *
     * @param prefix where the agent stands in the request
     * @throws Problem 422
     */
    public static void refuseNulls(ObjectNode agent, String prefix) {
        List<Fault> found = ShapeFaults.nulls(agent, Agent.class).stream()
                .map(fault -> fault.below(prefix))
                .toList();
        if (!found.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(found), found);
        }
    }

    /**
     * Refuses an agent, as it was sent, that holds a secret. Comes before everything else, so that no other answer
     * repeats what was sent.
     *
     * @param prefix where the agent stands in the request
     * @throws Problem 422 {@code INLINE_SECRET}
     */
    public static void refuseSecrets(ObjectNode agent, String prefix) {
        List<Fault> found = InlineSecrets.in(
                        Json.MAPPER.convertValue(agent, Map.class),
                        text -> Json.parse(text).map(node -> Json.MAPPER.convertValue(node, Object.class)))
                .stream()
                .map(fault -> fault.below(prefix))
                .toList();
        if (!found.isEmpty()) {
            throw Problem.of(ProblemCode.INLINE_SECRET, StrictJson.summary(found), found);
        }
    }
}
