package io.voxgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.Vectors;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.Json;
import io.voxgate.model.Channel;
import io.voxgate.property.Gen;
import io.voxgate.tck.Startable;
import io.voxgate.tck.TestAccount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Start requests of a vendor: real ones and such as Voxgate sends for a drawn agent, with up to five places changed.
 */
final class RequestGen implements Gen<ObjectNode> {
    /** Part of every secret that is put into a request. */
    static final String CANARY = "cAnArY0123456789";

    private static final Map<String, List<String>> SAMPLES = Map.of(
            "tencent-trtc", List.of("trtc-start-ai-conversation.json"),
            "tencent-ccc", List.of("ccc-create-ai-call.json"),
            "alibaba-rtc", List.of("alibaba-start-agent.json"));
    private static final Map<String, String> CASES =
            Map.of("tencent-trtc", "trtc-", "tencent-ccc", "ccc-", "alibaba-rtc", "alibaba-");
    private static final List<String> NAMES = List.of(
            "token",
            "ApiKey",
            "Endpoint",
            "APIUrl",
            "url",
            "Region",
            "Model",
            "Extra",
            "a.b",
            "x/y",
            "Timeout",
            "Language",
            "SdkAppId");

    private final VendorAdapter adapter;
    private final List<ObjectNode> real = new ArrayList<>();
    private final Gen<Translation> sent;

    RequestGen(VendorAdapter adapter) {
        this.adapter = adapter;
        SAMPLES.getOrDefault(adapter.info().id(), List.of())
                .forEach(name -> real.add((ObjectNode) Vectors.sample(name)));
        CaseFiles.names().stream()
                .filter(name ->
                        name.startsWith(CASES.getOrDefault(adapter.info().id(), "none"))
                                && !RealRequestsTest.NOT_IMPORTED.contains(name))
                .forEach(name -> real.add(CaseFiles.request(name)));
        this.sent = Startable.agents(adapter.info().id())
                .map(agent -> adapter.translate(new StartCommand(agent, channel(), Optional.of("ses_01"))));
    }

    private Optional<Channel> channel() {
        boolean room = adapter.info().channels().contains("room");
        return Optional.of(
                room
                        ? new Channel.Room("1234", null, "user_1", "agent_1")
                        : new Channel.Phone("+8613800000000", List.of("+861000000000")));
    }

    @Override
    public ObjectNode next(RandomGenerator random, int size) {
        ObjectNode request = base(random, size);
        Set<String> texts = request.propertyStream()
                .filter(member -> member.getValue().isTextual()
                        && member.getValue().asText().startsWith("{"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        texts.forEach(name -> Json.parse(request.get(name).asText())
                .filter(JsonNode::isObject)
                .ifPresent(tree -> request.set(name, tree)));
        int changes = random.nextInt(1 + size / 20);
        for (int i = 0; i < changes; i++) {
            change(request, random);
        }
        texts.stream()
                .filter(_ -> random.nextInt(8) > 0)
                .filter(request::has)
                .forEach(name -> request.put(name, Json.write(request.get(name))));
        return request;
    }

    private ObjectNode base(RandomGenerator random, int size) {
        return real.isEmpty() || random.nextBoolean()
                ? sent.next(random, size).call().fill(TestAccount::fill)
                : real.get(random.nextInt(real.size())).deepCopy();
    }

    private void change(ObjectNode root, RandomGenerator random) {
        ObjectNode parent = root;
        for (int depth = 0; depth < 3 && random.nextInt(3) > 0; depth++) {
            List<ObjectNode> inner = parent.valueStream()
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .toList();
            if (!inner.isEmpty()) {
                parent = inner.get(random.nextInt(inner.size()));
            }
        }
        List<String> names = parent.propertyStream().map(Map.Entry::getKey).toList();
        if (names.isEmpty() || random.nextInt(8) == 0) {
            parent.set(NAMES.get(random.nextInt(NAMES.size())), value(Json.text("x"), random));
        } else {
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(6) == 0) {
                parent.remove(name);
            } else {
                parent.set(name, value(parent.get(name), random));
            }
        }
    }

    private static JsonNode value(JsonNode old, RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0 -> Json.MAPPER.nullNode();
            case 1 -> Json.bool(random.nextBoolean());
            case 2 -> Json.number(random.nextInt(-3, 9));
            case 3 -> Json.text("");
            case 4 -> Json.text(" ");
            case 5 -> Json.text(Integer.toString(random.nextInt(0, 7000)));
            case 6 -> Json.text("x".repeat(random.nextInt(60, 5000)));
            case 7 -> Json.array().add(old);
            case 8 -> Json.object().set("inner", old);
            case 9 -> Json.text(old.isTextual() ? old.asText() : Json.write(old));
            case 10 -> Json.number(random.nextLong(0, 1L << 40));
            case 11 -> Json.MAPPER.getNodeFactory().numberNode(new BigDecimal("1.00049"));
            case 12 -> Json.text("sk-" + CANARY + random.nextInt(9));
            case 13 -> Json.object().put("apiKey", CANARY).put("plain", 1);
            case 14 -> Json.text("https://me:" + CANARY + "@llm.example.com/v1");
            case 15 -> Json.text("Hello {{name}}");
            case 16 -> Json.array();
            case 17 -> list(random);
            case 18 -> Json.text("{\"a\": {\"b\": null, \"token\": \"" + CANARY + "\"}}");
            default -> Json.text("minixmax");
        };
    }

    private static ArrayNode list(RandomGenerator random) {
        ArrayNode list = Json.array();
        for (int i = 0; i < random.nextInt(1, 140); i++) {
            list.add(random.nextBoolean() ? "en" : "zh");
        }
        return list;
    }
}
