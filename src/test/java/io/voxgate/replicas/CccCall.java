package io.voxgate.replicas;

import io.voxgate.replicas.CallbackLoad.Push;
import io.voxgate.replicas.CallbackLoad.Signed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A running call of a tenant's contact center, whose records are pushed under a user and a password. */
final class CccCall {
    private CccCall() {}

    /** Dials at a vendor that knows nothing else of it. */
    static Push start(FleetTenant tenant, Replica replica, VendorLedger vendor) {
        tenant.at(replica)
                .body("""
                {"vendor":"tencent-ccc","endpoint":"%s","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKIDpush","secretKey":"secretKeyOfTheTests0002","pushUser":"push",\
                "pushPassword":"push-password-1"}}""".formatted(vendor.url(), tenant.app()))
                .put("/v1/connections/ccc")
                .then()
                .statusCode(201);
        Map<String, Object> agent = Map.of(
                "greeting",
                Map.of("mode", "static", "text", "Hello"),
                "tts",
                Map.of("provider", "platform", "voice", "ZhiMei"),
                "llm",
                FleetTenant.agent("").get("llm"));
        tenant.at(replica)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "agent",
                        agent,
                        "connection",
                        "ccc",
                        "channel",
                        Map.of("type", "phone", "to", "+8613800000000", "from", List.of("+862000000000"))))
                .post("/v1/sessions")
                .then()
                .statusCode(201);
        String path = URI.create(tenant.at(replica)
                        .get("/v1/connections/ccc")
                        .then()
                        .extract()
                        .<String>path("callbackUrl"))
                .getPath();
        return recorded(
                path + "?action=record&version=1", vendor.calls().getLast().task());
    }

    private static Push recorded(String path, String call) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString("push:push-password-1".getBytes(StandardCharsets.UTF_8));
        return number -> new Signed(
                path,
                List.of("Authorization", basic, "X-TCCC-PUSH-UUID", "push-" + number),
                "{\"SessionId\":\"%s\",\"Timestamp\":%d,\"RecordUrl\":\"https://records.example.com/number %d\"}"
                        .formatted(call, 1_700_000_000 + number, number));
    }
}
