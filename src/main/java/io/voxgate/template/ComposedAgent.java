package io.voxgate.template;

import io.voxgate.model.Agent;
import java.util.Optional;

/**
 * An agent ready for translation: merged, variables filled in, validated.
 *
 * @param template the revision that was really used, {@code support@3}
 */
public record ComposedAgent(Agent agent, Optional<String> template) {}
