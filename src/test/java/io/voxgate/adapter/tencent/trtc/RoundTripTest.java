package io.voxgate.adapter.tencent.trtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.AgentSchema.Leaf;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.sandbox.SandboxReply;
import io.voxgate.sandbox.SandboxRequest;
import io.voxgate.sandbox.TestWorld;
import io.voxgate.sandbox.tencent.trtc.TrtcSimulator;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Agents made of random leaves: what TRTC gets is the same again after an import, and right for its simulator. The seed
 * is in the failure's name.
 */
final class RoundTripTest {
    private static final int AGENTS = 150;
    private static final Map<String, List<String>> TEXTS = Map.ofEntries(
            Map.entry("/stt/language", List.of("zh-CN", "zh-HK", "en-GB", "nb", "pl", "wuu", "zh-Hant")),
            Map.entry("/stt/model", List.of("16k_zh_medical", "zh-dialect")),
            Map.entry("/stt/alternativeLanguages", List.of("[en-US, yue]", "[ja, ko, fr, de]", "[wuu, th]", "[pl]")),
            Map.entry("/stt/hotWords", List.of("[{text: Voxgate, weight: 11}, {text: 云, weight: 100}]")),
            Map.entry(
                    "/llm/url",
                    List.of(
                            "https://h.example.com/v1",
                            "https://h.example.com/own",
                            "https://h.example.com/v3/chat?k=v")),
            Map.entry("/tts/language", List.of("zh-CN", "en-US", "yue", "ja", "ko")),
            Map.entry("/tts/url", List.of("https://speech.example.com/say")),
            Map.entry("/tts/voice", List.of("\"1008\"")),
            Map.entry("/tts/skipBrackets", List.of("[round]", "[curly, square]")),
            Map.entry("/tools/transfers", List.of("[{name: n, description: d, target: '1'}]")),
            Map.entry("/tools/extraction", List.of("[{name: n, type: text}]")));

    @ParameterizedTest
    @ValueSource(longs = {1})
    void translateImportTranslateIsStable(long seed) {
        Random random = new Random(seed);
        int started = 0;
        for (int run = 0; run < AGENTS; run++) {
            ObjectNode agent = agent(random);
            Translation first = Trtc.translate(agent);
            if (!first.report().accepted()) {
                continue;
            }
            started++;
            ObjectNode sent = first.call().fill(TestAccount::fill);
            ImportResult imported = Trtc.ADAPTER.parse(sent);
            Translation second = Trtc.ADAPTER.translate(new StartCommand(
                    Yaml.agent(imported.agent()),
                    Optional.of(Yaml.channel(imported.channel())),
                    Optional.of("ses_01")));

            assertThat(second.report().accepted())
                    .as("seed %d, run %d, agent %s, imported %s", seed, run, agent, imported.agent())
                    .isTrue();
            ObjectNode again = second.call().display(Optional.of(TestAccount.account()));
            ObjectNode before = first.call().display(Optional.of(TestAccount.account()));
            assertThat(Json.same(before, again))
                    .as("seed %d, run %d%n%s%n%s", seed, run, before, again)
                    .isTrue();
        }
        assertThat(started).as("Agents that TRTC starts").isGreaterThan(AGENTS / 2);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {20260301, 42_424_242})
    void theSameForMoreAgents(long seed) {
        translateImportTranslateIsStable(seed);
    }

    @Tag("long")
    @Test
    void moreStartsAreRightForTheSimulator() {
        everyStartIsRightForTheSimulator(20260302);
    }

    /** The simulator is written from the same pages by other hands, and knows nothing of the adapter. */
    @ParameterizedTest
    @ValueSource(longs = {7})
    void everyStartIsRightForTheSimulator(long seed) {
        TestWorld world = new TestWorld(List.of(new SandboxAccount(
                "tencent-trtc",
                SandboxKey.permanent(TestAccount.secret("secretId"), TestAccount.secret("secretKey")),
                Long.toString(TestAccount.SDK_APP_ID),
                Optional.of(TestAccount.secret("sdkSecretKey")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
        TrtcSimulator simulator = new TrtcSimulator(world.world());
        VendorAccount account = new VendorAccount(
                Optional.of("ap-tokyo"), Optional.empty(), TestAccount.account().settings());
        Random random = new Random(seed);
        for (int run = 0; run < AGENTS; run++) {
            ObjectNode agent = agent(random);
            Translation translation = Trtc.ADAPTER.translate(
                    new StartCommand(Yaml.agent(agent), Optional.of(Trtc.ROOM), Optional.of("ses_" + run)));
            if (!translation.report().accepted()) {
                continue;
            }
            HttpCall call = Trtc.ADAPTER.sign(
                    translation.call(),
                    account,
                    TestAccount.secrets(translation.call()),
                    world.clock().instant(),
                    new RequestNonce("0".repeat(32)));
            SandboxReply.ReplyWithBody answer = (SandboxReply.ReplyWithBody) simulator.handle(
                    new SandboxRequest(call.method(), call.uri().getRawPath(), "", call.headers(), call.body()));

            assertThat(Trtc.ADAPTER.read(
                            translation.call(), new HttpReply(answer.status(), answer.headers(), answer.body())))
                    .as("seed %d, run %d, sent %s", seed, run, call.bodyText())
                    .isInstanceOf(CallOutcome.Accepted.class);
            world.pass(Duration.ofMillis(60));
        }
    }

    private static ObjectNode agent(Random random) {
        List<String> providers = List.of("platform", "tencent", "minimax", "azure", "cartesia", "elevenlabs", "custom");
        String provider = providers.get(random.nextInt(providers.size()));
        String protocol = List.of("openai", "minimax", "dify", "coze").get(random.nextInt(4));
        ObjectNode agent = Yaml.object("""
                llm: {protocol: %s, url: "https://llm.example.com/v1", model: gpt-4o, appId: bot, credentialRef: llm}
                tts: {provider: %s, voice: "1008", model: m, credentialRef: tts}
                """.formatted(protocol, provider));
        AgentSchema.leaves().stream()
                .filter(leaf ->
                        leaf.provider().isEmpty() || leaf.provider().get().equals(provider))
                .filter(leaf -> !leaf.pointer().equals("/llm/protocol")
                        && !leaf.pointer().equals("/tts/provider")
                        && !leaf.pointer().equals("/vendorOptions"))
                .filter(leaf -> must(leaf, provider) || random.nextInt(3) == 0)
                .forEach(leaf -> Json.put(agent, leaf.pointer().substring(1).replace('/', '.'), value(leaf, random)));
        return agent;
    }

    private static boolean must(Leaf leaf, String provider) {
        return leaf.pointer().equals("/tts/region")
                || leaf.pointer().equals("/tts/url")
                || provider.equals("azure") && leaf.pointer().equals("/tts/language");
    }

    private static JsonNode value(Leaf leaf, Random random) {
        List<String> texts = TEXTS.get(leaf.pointer());
        if (texts != null) {
            return Yaml.parse(texts.get(random.nextInt(texts.size())));
        }
        return switch (leaf.kind()) {
            case TEXT -> Json.text("text " + random.nextInt(9));
            case BOOLEAN -> Json.bool(random.nextBoolean());
            case ENUM ->
                Json.text(leaf.values().get(random.nextInt(leaf.values().size())));
            case INTEGER -> Json.number(number(leaf, random).setScale(0, RoundingMode.DOWN));
            case DECIMAL ->
                Json.number(number(leaf, random)
                        .setScale(random.nextInt(4), RoundingMode.DOWN)
                        .max(leaf.min().orElseThrow()));
            case LIST -> Yaml.parse("[one]");
            case MAP -> Yaml.parse("{k: [1, {deep: 2.5}]}");
        };
    }

    private static BigDecimal number(Leaf leaf, Random random) {
        BigDecimal span = leaf.max().orElseThrow().subtract(leaf.min().orElseThrow());
        return leaf.min().orElseThrow().add(span.multiply(BigDecimal.valueOf(random.nextDouble())));
    }
}
