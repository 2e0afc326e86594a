package io.voxgate.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.nio.charset.StandardCharsets;

/** How large an agent, or a template with its variables, may be as JSON. */
final class AgentSize {
    private AgentSize() {}

    /** @throws Problem when it is larger */
    static void check(JsonNode tree) {
        if (Json.write(tree).getBytes(StandardCharsets.UTF_8).length > Limit.AGENT_BYTES.max()) {
            throw tooLarge();
        }
    }

    static Problem tooLarge() {
        return Problem.overLimit(
                ProblemCode.INVALID_REQUEST,
                Limit.AGENT_BYTES,
                "An agent may have at most " + Limit.AGENT_BYTES.max()
                        + " bytes as JSON when its template, variables and patch are put together, and a template "
                        + "with its variables as well. Shorten its texts and free-form settings.");
    }
}
