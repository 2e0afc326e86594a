package io.voxgate.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.Json;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.Channel;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts that together use everything an adapter can send: its golden cases, two of them with one setting changed to
 * each kind of value it takes, and what the vendor's own samples are imported as.
 */
final class AgentVariations {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path SAMPLES = Path.of("src/test/resources/vendors/samples");
    /** How the names of a vendor's samples of a start begin. */
    private static final Map<String, String> SAMPLES_OF =
            Map.of("tencent-trtc", "trtc-start", "tencent-ccc", "ccc-", "alibaba-rtc", "alibaba-start");
    /** Every vendor has these cases: one that uses everything, and one that leaves everything out. */
    private static final List<String> VARIED = List.of("full-agent", "minimal-agent");

    private static final Map<String, List<String>> TEXTS = Map.of(
            "/stt/alternativeLanguages", List.of("[en-US]", "[ja]"),
            "/stt/hotWords", List.of("[{text: Voxgate, weight: 10}]"),
            "/llm/url", List.of("'https://llm.example.com/v2'"),
            "/tts/language", List.of("zh-CN", "en-US"),
            "/tts/url", List.of("'https://tts.example.com/v2'"),
            "/tts/voice", List.of("'1009'", "ZhiXi"),
            "/tools/transfers", List.of("[{name: sales, description: Sells., target: '1377'}]"),
            "/tools/extraction", List.of("[{name: wish, type: text, description: What is wanted.}]"));
    private static final List<String> CHINESE = List.of("zh-TW", "zh-dialect", "zh-HK", "yue", "wuu", "fil");

    private AgentVariations() {}

    static void forEach(VendorAdapter adapter, Consumer<StartCommand> consumer) {
        String vendor = adapter.info().id();
        golden(vendor)
                .forEach(golden -> consumer.accept(
                        start(vendor, golden.path("agent"), Optional.ofNullable(golden.get("channel")))));
        for (String name : VARIED) {
            JsonNode golden = golden(vendor, name);
            ObjectNode agent = (ObjectNode) golden.path("agent");
            for (AgentSchema.Leaf leaf : AgentSchema.leaves()) {
                if (leaf.provider().isEmpty()
                        || leaf.provider()
                                .get()
                                .equals(agent.at("/tts/provider").asText())) {
                    samples(leaf)
                            .forEach(value -> consumer.accept(
                                    start(vendor, with(agent, leaf.pointer(), value), Optional.empty())));
                }
            }
        }
        ObjectNode plain = (ObjectNode) golden(vendor, "minimal-agent").path("agent");
        Stream.concat(Stream.of(Locale.getISOLanguages()), CHINESE.stream())
                .forEach(language -> consumer.accept(
                        start(vendor, with(plain, "/stt/language", Json.text(language)), Optional.empty())));
        for (Path sample : files(SAMPLES)) {
            if (sample.getFileName().toString().startsWith(SAMPLES_OF.get(vendor))) {
                ImportResult imported = adapter.parse((ObjectNode) Yaml.read(sample));
                if (imported.faults().isEmpty()) {
                    consumer.accept(start(vendor, imported.agent(), Optional.empty()));
                }
            }
        }
    }

    /** The inputs of the vendor's golden cases. */
    static List<JsonNode> golden(String vendor) {
        return files(GOLDEN.resolve(vendor)).stream()
                .map(folder -> Yaml.read(folder.resolve("in.yaml")))
                .toList();
    }

    static JsonNode golden(String vendor, String name) {
        return Yaml.read(GOLDEN.resolve(vendor).resolve(name).resolve("in.yaml"));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a session starts: the agent always has an id of its own in a room. */
    private static StartCommand start(String vendor, JsonNode agent, Optional<JsonNode> given) {
        Channel ours = vendor.equals("tencent-ccc")
                ? new Channel.Phone("+8613800000000", null)
                : new Channel.Room("1234", null, "user_1", "agent_1");
        Channel channel = given.map(Yaml::channel)
                .map(one -> one instanceof Channel.Room room ? room.withAgentUserId("agent_1") : one)
                .orElse(ours);
        return new StartCommand(Yaml.agent(agent), Optional.of(channel), Optional.of("ses_01"));
    }

    static ObjectNode with(ObjectNode agent, String pointer, JsonNode value) {
        ObjectNode copy = agent.deepCopy();
        Json.put(copy, pointer.substring(1).replace('/', '.'), value);
        return copy;
    }

    static List<JsonNode> samples(AgentSchema.Leaf leaf) {
        return switch (leaf.kind()) {
            case ENUM ->
                leaf.pointer().equals("/tts/provider")
                        ? List.of()
                        : leaf.values().stream().map(Json::text).toList();
            case BOOLEAN -> List.of(Json.bool(true), Json.bool(false));
            case INTEGER -> numbers(leaf, BigDecimal.ONE);
            case DECIMAL -> numbers(leaf, new BigDecimal("0.01"));
            case LIST ->
                leaf.values().isEmpty()
                        ? texts(leaf, "[x1]")
                        : leaf.values().stream()
                                .<JsonNode>map(word -> Json.array().add(word))
                                .toList();
            case MAP -> texts(leaf, "{k: v}");
            case TEXT -> texts(leaf, "x1");
        };
    }

    /**
     * The ends of the range, where a vendor's may end before, and what is next to them, which has decimals in another
     * unit.
     */
    private static List<JsonNode> numbers(AgentSchema.Leaf leaf, BigDecimal step) {
        BigDecimal min = leaf.min().orElse(BigDecimal.ZERO);
        BigDecimal max = leaf.max().orElse(BigDecimal.TEN);
        BigDecimal middle = min.add(max).divide(BigDecimal.TWO, step.scale(), RoundingMode.DOWN);
        return Stream.of(min, min.add(step), middle, middle.add(step), max.subtract(step), max)
                .map(Json::number)
                .toList();
    }

    private static List<JsonNode> texts(AgentSchema.Leaf leaf, String otherwise) {
        return TEXTS.getOrDefault(leaf.pointer(), List.of(otherwise)).stream()
                .map(Yaml::parse)
                .toList();
    }
}
