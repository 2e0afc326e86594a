package io.voxgate.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.attack.WireRequest;
import io.voxgate.json.Json;
import io.voxgate.replicas.FleetTenant;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Tenants with vendor accounts: an account takes twenty starts a second, so hundreds of them are needed before anything
 * else is the limit.
 */
final class BenchmarkTenants {
    private static final int TENANTS = 50;
    private static final int ACCOUNTS_EACH = 8;
    private static final int FIRST_APP = 1_400_100_000;
    private static final String PROMPT =
            "You are the friendly voice of a hospital's appointment desk. Answer briefly, in "
                    + "the caller's language, and never give medical advice. 您是医院预约台的语音助手。请用简短的句子回答，"
                    + "先确认来电者的姓名和想看的科室，再提供三个可以预约的时间。如果听不清楚，请礼貌地请对方再说一遍。";

    private BenchmarkTenants() {}

    /**
     * @param number from 0; its webhook's URL ends with it
     * @param bearer of an administrator
     */
    record BenchmarkTenant(int number, String id, String bearer, List<BenchmarkAccount> accounts) {}

    /** @param callbackPath where the vendor calls back */
    record BenchmarkAccount(String connection, int app, String callbackPath) {}

    /** Makes all of them through the API. */
    static List<BenchmarkTenant> create(int port, StubPeer peer) {
        List<Callable<BenchmarkTenant>> all = IntStream.range(0, TENANTS)
                .<Callable<BenchmarkTenant>>mapToObj(number -> () -> tenant(port, peer, number))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<BenchmarkTenant> tenants = new ArrayList<>();
            for (Future<BenchmarkTenant> tenant : threads.invokeAll(all)) {
                tenants.add(tenant.get());
            }
            return tenants;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A tenant could not be made", e);
        }
    }

    private static BenchmarkTenant tenant(int port, StubPeer peer, int number) {
        try (LoadConnection service = new LoadConnection(port)) {
            String id = "bench-" + number;
            service.must(WireRequest.json(
                    "POST",
                    "/v1/tenants",
                    FleetTenant.OPERATOR,
                    "{\"id\":\"" + id + "\",\"name\":\"Of the benchmark\"}"));
            String bearer = "Bearer "
                    + service.must(WireRequest.json(
                                    "POST",
                                    "/v1/tenants/" + id + "/keys",
                                    FleetTenant.OPERATOR,
                                    "{\"name\":\"load\",\"roles\":[\"admin\"]}"))
                            .json()
                            .path("key")
                            .asText();
            service.must(WireRequest.json(
                    "PUT", "/v1/credentials/llm", bearer, "{\"fields\":{\"apiKey\":\"sk-of-a-benchmark-01\"}}"));
            service.must(WireRequest.json("PUT", "/v1/templates/support", bearer, template()));
            List<BenchmarkAccount> accounts = IntStream.range(0, ACCOUNTS_EACH)
                    .mapToObj(account -> account(service, peer, bearer, number * ACCOUNTS_EACH + account))
                    .toList();
            return new BenchmarkTenant(number, id, bearer, accounts);
        }
    }

    private static BenchmarkAccount account(LoadConnection service, StubPeer peer, String bearer, int number) {
        String path = "/v1/connections/trtc-" + number;
        int app = FIRST_APP + number;
        service.must(WireRequest.json("PUT", path, bearer, """
                {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"%s","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKIDbenchmark%d","secretKey":"secretKeyOfTheTests0001",\
                "sdkSecretKey":"sdkSecretKeyTests0001","callbackKey":"callbackKey0001"}}""".formatted(peer.url(), app, number)));
        String callbackUrl = service.must(WireRequest.get(path, bearer))
                .json()
                .path("callbackUrl")
                .asText();
        return new BenchmarkAccount(
                "trtc-" + number, app, URI.create(callbackUrl).getPath());
    }

    /** A webhook of each tenant for what is said, which sends to the peer. */
    static void subscribe(int port, StubPeer peer, List<BenchmarkTenant> tenants) {
        try (LoadConnection service = new LoadConnection(port)) {
            tenants.forEach(tenant -> service.must(WireRequest.json(
                    "PUT",
                    "/v1/webhooks/crm",
                    tenant.bearer(),
                    "{\"url\":\"" + peer.url() + "/hook/" + tenant.number()
                            + "\",\"eventTypes\":[\"transcript.added\"]}")));
        }
    }

    private static String template() {
        ObjectNode template = Json.object();
        template.set("variables", Json.tree(Map.of("customerName", Map.of("type", "string", "required", true))));
        template.set("agent", agent("您好，{{customerName}}，我是预约助手，请问您想预约哪个科室？"));
        return Json.write(template);
    }

    /** An agent of about one kilobyte, with Chinese text in it. */
    static ObjectNode agent(String greeting) {
        return Json.tree(Map.of(
                "greeting",
                Map.of("mode", "static", "text", greeting),
                "llm",
                Map.of(
                        "protocol",
                        "openai",
                        "url",
                        "https://api.openai.com/v1",
                        "model",
                        "gpt-4o-mini",
                        "credentialRef",
                        "llm",
                        "systemPrompt",
                        PROMPT),
                "tts",
                Map.of("provider", "platform", "voice", "v-female-R2s4N9qJ")));
    }
}
