package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Where a session's agent comes from; at least one of template and agent.
 *
 * @param template {@code support} (the published revision) or {@code support@3}
 * @param agent an inline agent; merge-patched over the template when both are given
 * @param variables values for the template's declared variables
 */
public record AgentSource(Optional<String> template, Optional<ObjectNode> agent, Map<String, JsonNode> variables) {}
