package io.voxgate.tck;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import java.util.List;

/** Gives a drawn agent what no vendor starts without, so that more of them reach the vendor. */
final class Startable {
    private Startable() {}

    static Agent with(ObjectNode plain, Agent drawn) {
        ObjectNode agent = Json.tree(drawn);
        ObjectNode llm = (ObjectNode) agent.get("llm");
        for (String name : List.of("url", "model", "systemPrompt", "credentialRef")) {
            if (!llm.has(name)) {
                llm.set(name, plain.get("llm").get(name));
            }
        }
        if (llm.get("protocol").asText().equals("coze") && !llm.has("appId")) {
            llm.put("appId", "bot-1");
        }
        if (plain.has("tts") && !agent.has("tts")) {
            agent.set("tts", plain.get("tts").deepCopy());
        }
        if (agent.get("tts") instanceof ObjectNode tts) {
            complete(tts);
        }
        return Yaml.agent(agent);
    }

    private static void complete(ObjectNode tts) {
        switch (tts.get("provider").asText()) {
            case "azure" ->
                tts.put("region", "eastasia").put("language", "en-US").put("voice", "en-US-JennyNeural");
            case "custom" -> tts.put("url", "https://tts.example.com/say");
            case "tencent" -> tts.put("voice", "1008");
            case "cartesia", "elevenlabs", "minimax" -> tts.put("voice", "v-1").put("model", "m-1");
            case "platform", "volcengine", "cosyvoice" -> tts.put("voice", "ZhiMei");
            default -> throw new IllegalStateException("A provider that this test does not know: " + tts);
        }
    }
}
