package io.voxgate.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The body of a template: an agent whose texts may hold the declared variables. */
public record Template(Optional<String> description, Map<String, Variable> variables, ObjectNode agent) {}
