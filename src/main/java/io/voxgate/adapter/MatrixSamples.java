package io.voxgate.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.AgentSchema.Leaf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Agents and values to ask a translator with. */
final class MatrixSamples {
    static final String PROVIDER = "/tts/provider";
    static final String PROTOCOL = "/llm/protocol";

    private static final Map<String, List<String>> TEXTS = Map.of(
            "/stt/language", List.of("\"zh-CN\"", "\"en-US\"", "\"ja\""),
            "/stt/alternativeLanguages", List.of("[\"en-US\"]", "[\"ja\"]"),
            "/stt/hotWords", List.of("[{\"text\":\"Voxgate\",\"weight\":10}]"),
            "/llm/url", List.of("\"https://llm.example.com/v2\""),
            "/tts/language", List.of("\"zh-CN\"", "\"en-US\""),
            "/tts/url", List.of("\"https://tts.example.com/v2\""),
            "/tts/voice", List.of("\"1009\"", "\"ZhiXi\""),
            "/tools/transfers", List.of("[{\"name\":\"sales\",\"description\":\"Sells.\",\"target\":\"1377\"}]"),
            "/tools/extraction",
                    List.of("[{\"name\":\"wish\",\"type\":\"text\",\"description\":\"What is wanted.\"}]"));

    private MatrixSamples() {}

    static List<String> protocols() {
        return AgentSchema.leaves().stream()
                .filter(leaf -> leaf.pointer().equals(PROTOCOL))
                .findFirst()
                .orElseThrow()
                .values();
    }

    /** A plain agent that most vendors start. */
    static ObjectNode agent(String protocol, String provider) {
        ObjectNode agent = Json.object();
        ObjectNode llm = agent.putObject("llm");
        llm.put("protocol", protocol).put("url", "https://llm.example.com/v1").put("model", "gpt-4o");
        llm.put("credentialRef", "llm").put("systemPrompt", "You are brief.");
        if (protocol.equals("coze")) {
            llm.put("appId", "bot");
        }
        agent.set("tts", tts(provider));
        return agent;
    }

    private static ObjectNode tts(String provider) {
        ObjectNode tts = Json.object().put("provider", provider);
        if (has(provider, "/tts/url")) {
            tts.put("url", "https://tts.example.com/v1");
        }
        if (has(provider, "/tts/region")) {
            tts.put("region", "eastasia").put("language", "zh-CN");
        }
        if (!provider.equals("platform")) {
            tts.put("credentialRef", "tts");
        }
        return provider.equals("custom") ? tts : tts.put("voice", provider.equals("platform") ? "ZhiMei" : "1008");
    }

    private static boolean has(String provider, String pointer) {
        return AgentSchema.leaves().stream()
                .anyMatch(leaf -> leaf.pointer().equals(pointer)
                        && leaf.provider().filter(provider::equals).isPresent());
    }

    /**
     * Values that the model allows at a leaf: every word, some texts, the ends of a range with their inner neighbours
     * and its middle.
     */
    static List<JsonNode> of(Leaf leaf) {
        return switch (leaf.kind()) {
            case ENUM -> leaf.values().stream().map(Json::text).toList();
            case BOOLEAN -> List.of(Json.bool(true), Json.bool(false));
            case INTEGER, DECIMAL -> numbers(leaf);
            case LIST ->
                leaf.values().isEmpty()
                        ? texts(leaf, "[\"x1\"]")
                        : leaf.values().stream()
                                .<JsonNode>map(word -> array().add(word))
                                .toList();
            case MAP -> texts(leaf, "{\"k\":\"v\"}");
            case TEXT -> texts(leaf, "\"x1\"");
        };
    }

    /** How far apart two values are that a person would tell apart. */
    static BigDecimal step(Leaf leaf) {
        return leaf.kind() == AgentSchema.SchemaKind.INTEGER ? BigDecimal.ONE : new BigDecimal("0.01");
    }

    private static List<JsonNode> numbers(Leaf leaf) {
        BigDecimal min = leaf.min().orElseThrow();
        BigDecimal max = leaf.max().orElseThrow();
        BigDecimal middle = min.add(max).divide(BigDecimal.TWO, step(leaf).scale(), RoundingMode.DOWN);
        return Stream.of(middle, min, min.add(step(leaf)), max.subtract(step(leaf)), max)
                .map(Json::number)
                .toList();
    }

    private static List<JsonNode> texts(Leaf leaf, String otherwise) {
        return TEXTS.getOrDefault(leaf.pointer(), List.of(otherwise)).stream()
                .map(text -> Json.parse(text).orElseThrow())
                .toList();
    }

    private static ArrayNode array() {
        return Json.array();
    }
}
