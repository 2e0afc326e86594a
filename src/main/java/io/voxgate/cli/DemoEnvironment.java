package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the demo makes before it starts anything: a tenant with a key, a credential, one sandbox connection a vendor,
 * one template.
 */
record DemoEnvironment(ApiClient api, String tenant, List<DemoVendor> vendors, String template, int revision) {
    static final Map<String, Object> VARIABLES = Map.of("customerName", "李女士", "openOrders", 2);

    /** One vendor's place in the demo. */
    record DemoVendor(String vendor, String name, String connection, Map<String, Object> channel) {
        String where() {
            return channel.containsKey("roomId") ? "room " + channel.get("roomId") : "call to " + channel.get("to");
        }
    }

    static DemoEnvironment make(ApiClient operator, Path file) throws IOException {
        String tenant = "demo-" + suffix();
        operator.post("v1/tenants", Map.of("id", tenant, "name", "Voxgate demo"));
        JsonNode key =
                operator.post("v1/tenants/" + tenant + "/keys", Map.of("name", "demo", "roles", List.of("admin")));
        ApiClient api = operator.withKey(key.path("key").asText());
        api.put("v1/credentials/llm", Map.of("fields", Map.of("apiKey", "sk-demo-" + UUID.randomUUID())));
        List<DemoVendor> vendors = vendors(api);
        String template = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        JsonNode stored = api.putYaml("v1/templates/" + template, Files.readString(file));
        return new DemoEnvironment(
                api, tenant, vendors, template, stored.path("revision").asInt());
    }

    private static List<DemoVendor> vendors(ApiClient api) {
        Map<String, Object> tencentKey = Map.of("secretId", "AKIDDEMO" + random(24), "secretKey", random(32));
        return Stream.of(
                        connect(
                                api,
                                "tencent-trtc",
                                "trtc-sandbox",
                                Map.of(
                                        "region",
                                        "ap-singapore",
                                        "settings",
                                        Map.of("sdkAppId", app()),
                                        "credentials",
                                        merged(
                                                tencentKey,
                                                Map.of("sdkSecretKey", random(32), "callbackKey", random(16)))),
                                room()),
                        connect(
                                api,
                                "tencent-ccc",
                                "ccc-sandbox",
                                Map.of(
                                        "settings",
                                        Map.of("sdkAppId", app()),
                                        "credentials",
                                        merged(tencentKey, Map.of("pushUser", "voxgate", "pushPassword", random(16)))),
                                Map.of("type", "phone", "to", "+8613800000000")),
                        connect(
                                api,
                                "alibaba-rtc",
                                "alibaba-sandbox",
                                Map.of(
                                        "settings",
                                        Map.of("appId", "demo" + random(8), "templateId", "template1"),
                                        "credentials",
                                        Map.of(
                                                "accessKeyId",
                                                "LTAIDEMO" + random(12),
                                                "accessKeySecret",
                                                random(30),
                                                "appKey",
                                                random(32))),
                                room()))
                .toList();
    }

    private static DemoVendor connect(
            ApiClient api, String vendor, String name, Map<String, Object> account, Map<String, Object> channel) {
        api.put("v1/connections/" + name, merged(account, Map.of("vendor", vendor, "endpoint", "sandbox")));
        return new DemoVendor(
                vendor, api.get("v1/vendors/" + vendor).path("name").asText(vendor), name, channel);
    }

    private static Map<String, Object> room() {
        return Map.of(
                "type",
                "room",
                "roomId",
                "demo_" + suffix(),
                "roomIdType",
                "string",
                "userId",
                "visitor",
                "agentUserId",
                "agent");
    }

    private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
        return Stream.of(one, other)
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static int app() {
        return ThreadLocalRandom.current().nextInt(1_400_000_000, 1_500_000_000);
    }

    private static String suffix() {
        return random(6);
    }

    private static String random(int length) {
        byte[] bytes = new byte[(length + 1) / 2];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, length);
    }
}
