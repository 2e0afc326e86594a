package io.voxgate.property;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;

/** Takes out what no vendor could start: a drawn agent may contradict itself, and a stored one cannot. */
final class Coherent {
    private Coherent() {}

    static Agent agent(Agent drawn) {
        ObjectNode agent = Json.tree(drawn);
        if (agent.at("/greeting/mode").asText().equals("static")
                && agent.at("/greeting/text").isMissingNode()) {
            ((ObjectNode) agent.get("greeting")).remove("mode");
        }
        if (agent.at("/silence/reminder/action").asText().equals("say")
                && agent.at("/silence/reminder/text").isMissingNode()) {
            ((ObjectNode) agent.at("/silence/reminder")).remove("action");
        }
        if (agent.get("tts") instanceof ObjectNode tts
                && !tts.get("provider").asText().equals("platform")) {
            tts.put("credentialRef", "tts");
        }
        agent.at("/stt/hotWords").forEach(word -> limit((ObjectNode) word));
        agent.at("/tools/extraction").forEach(item -> choices((ObjectNode) item));
        return parsed(agent);
    }

    private static void limit(ObjectNode word) {
        int weight = word.get("weight").asInt();
        word.put("weight", weight > 11 ? 100 : weight);
    }

    private static void choices(ObjectNode item) {
        if (item.get("type").asText().equals("choice")) {
            item.putArray("choices").add("yes").add("no");
        } else {
            item.remove("choices");
        }
    }

    private static Agent parsed(JsonNode agent) {
        try {
            return Json.MAPPER.treeToValue(agent, Agent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A drawn agent is none", e);
        }
    }
}
