package io.voxgate.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The body of a template: an agent whose texts may hold the declared variables. */
public record Template(Optional<String> description, Map<String, Variable> variables, ObjectNode agent) {
    public Template {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** The body as it is stored and compared, and as {@code PUT} takes it. */
    public ObjectNode tree() {
        ObjectNode body = Json.object();
        description.ifPresent(text -> body.put("description", text));
        ObjectNode declared = body.putObject("variables");
        variables.forEach((name, variable) -> declared.set(name, Json.tree(variable)));
        body.set("agent", agent);
        return body;
    }
}
