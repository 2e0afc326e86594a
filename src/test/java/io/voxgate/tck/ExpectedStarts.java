package io.voxgate.tck;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/** The agents of the expected outcomes, for tests outside this package. */
public final class ExpectedStarts {
    private ExpectedStarts() {}

    /** Every setting with each of its values, beside every provider and protocol that the vendor starts. */
    public static Stream<ObjectNode> agents(String vendor) {
        return Expectations.of(vendor).all().stream().map(Expectation::agent);
    }

    /** A plain agent that the vendor starts. */
    public static ObjectNode plain(String vendor) {
        return Expectations.of(vendor).agent();
    }

    /** The agent with an object merged into it; null takes a setting away. */
    public static ObjectNode merged(ObjectNode agent, ObjectNode patch) {
        return Agents.merged(agent, patch);
    }
}
