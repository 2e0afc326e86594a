package io.voxgate.adapter.alibaba.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is sent for any agent comes back as an agent for which the same is sent. */
final class AlibabaRtcRoundTripTest {
    private static final int AGENTS = 1000;
    private static final Map<String, List<String>> TEXTS = Map.of(
            "/stt/language",
            List.of("zh-CN", "en-US", "ja", "yue", "zh-TW", "fr", "wuu"),
            "/tts/language",
            List.of("en"),
            "/llm/url",
            List.of("https://llm.example.com/v1"),
            "/llm/model",
            List.of("qwen-plus", "deepseek-r1", "gpt-4o"));
    private static final Map<String, String> LISTS = Map.of(
            "/stt/alternativeLanguages",
            "[en, ko-KR, zh-Hant]",
            "/stt/hotWords",
            "[{text: a, weight: 1}]",
            "/tts/skipBrackets",
            "[curly, round]",
            "/tools/transfers",
            "[{name: a, description: b, target: '1'}]",
            "/tools/extraction",
            "[{name: a, type: text}]");

    private final AlibabaRtcAdapter adapter = new AlibabaRtcAdapter();

    @Test
    void translateImportTranslateIsStable() {
        long seed = Long.getLong("tests.seed", System.nanoTime());
        System.out.println("voxgate.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < AGENTS; i++) {
            ObjectNode agent = agent(random);

            ObjectNode sent = sent(agent);
            ImportResult imported = adapter.parse(sent);

            assertThat(sent(imported.agent()))
                    .as("seed %d, agent %s, imported %s", seed, agent, imported.agent())
                    .isEqualTo(sent);
            assertThat(imported.faults()).isEmpty();
        }
    }

    @Test
    void theComparisonNoticesALostField() {
        ObjectNode sent = sent(Yaml.object("{llm: {protocol: openai}, vad: {silenceMs: 700}}"));
        ObjectNode without = sent.deepCopy();
        Json.remove(without, "VoiceChatConfig.ASRConfig.MaxSentenceSilence");

        assertThat(sent(adapter.parse(without).agent())).isNotEqualTo(sent);
    }

    private ObjectNode sent(ObjectNode agent) {
        return adapter.translate(new StartCommand(Yaml.agent(agent), Optional.empty(), Optional.empty()))
                .call()
                .display(Optional.of(TestAccount.account()));
    }

    private static ObjectNode agent(Random random) {
        ObjectNode agent = Json.object();
        agent.putObject("llm").put("protocol", random.nextBoolean() ? "openai" : "dashscope");
        String provider = random.nextBoolean() ? "platform" : "cosyvoice";
        AgentSchema.leaves().stream()
                .filter(leaf ->
                        leaf.provider().isEmpty() || leaf.provider().get().equals(provider))
                .filter(leaf -> random.nextInt(3) == 0
                        && !leaf.pointer().equals("/llm/protocol")
                        && !leaf.pointer().equals("/vendorOptions"))
                .forEach(leaf -> Json.put(agent, leaf.pointer().substring(1).replace('/', '.'), value(leaf, random)));
        if (agent.get("tts") instanceof ObjectNode tts) {
            tts.put("provider", provider);
        }
        return agent;
    }

    private static JsonNode value(AgentSchema.Leaf leaf, Random random) {
        return switch (leaf.kind()) {
            case TEXT -> Json.text(one(TEXTS.getOrDefault(leaf.pointer(), List.of("a text", "文字", "office")), random));
            case BOOLEAN -> Json.bool(random.nextBoolean());
            case ENUM -> Json.text(one(leaf.values(), random));
            case INTEGER -> Json.number(number(leaf, random).longValue());
            case DECIMAL -> Json.number(number(leaf, random));
            case MAP -> Json.object().set("k", Json.array().add(random.nextInt(9)));
            case LIST -> list(LISTS.getOrDefault(leaf.pointer(), "[x, y]"));
        };
    }

    private static BigDecimal number(AgentSchema.Leaf leaf, Random random) {
        BigDecimal least = leaf.min().orElseThrow();
        BigDecimal most = leaf.max().orElseThrow();
        int edge = random.nextInt(4);
        BigDecimal between = least.add(most.subtract(least).multiply(BigDecimal.valueOf(random.nextDouble())))
                .setScale(3, RoundingMode.HALF_UP);
        return edge == 0 ? least : edge == 1 ? most : between;
    }

    private static String one(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static ArrayNode list(String yaml) {
        return (ArrayNode) Yaml.parse(yaml);
    }
}
