package io.voxgate.replicas;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.voxgate.service.PostgresResource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tenant that can be reached through any replica.
 *
 * @param key of an administrator
 * @param app the id of its TRTC app, which no other tenant has
 */
public record FleetTenant(String id, Key key, int app) {
    private static final AtomicInteger APPS = new AtomicInteger(1_500_000_000 + (int) (System.nanoTime() & 0xFFFFFF));
    /** The header of the operator. */
    public static final String OPERATOR = "Bearer " + PostgresResource.OPERATOR_KEY;

    /** @param text what opens it */
    public record Key(String id, String text) {
        public String bearer() {
            return "Bearer " + text;
        }
    }

    /** A new tenant, made over a replica, with the credential {@code llm}. */
    public static FleetTenant create(Replica replica) {
        String id = "t-" + UUID.randomUUID().toString().substring(0, 13);
        replica.request()
                .header("Authorization", OPERATOR)
                .body(Map.of("id", id, "name", "Tenant of a test"))
                .post("/v1/tenants")
                .then()
                .statusCode(201);
        FleetTenant tenant = new FleetTenant(id, newKey(replica, id, "admin"), APPS.incrementAndGet());
        tenant.at(replica)
                .body(Map.of("fields", Map.of("apiKey", "sk-of-a-test-0001")))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(201);
        return tenant;
    }

    private static Key newKey(Replica replica, String tenant, String role) {
        Response made = replica.request()
                .header("Authorization", OPERATOR)
                .body(Map.of("name", "key of a test", "roles", List.of(role)))
                .post("/v1/tenants/{id}/keys", tenant);
        made.then().statusCode(201);
        return new Key(made.path("id"), made.path("key"));
    }

    /** A further key of an administrator. */
    public Key newKey(Replica replica) {
        return newKey(replica, id, "admin");
    }

    /** A further key with one role. */
    public Key newKey(Replica replica, String role) {
        return newKey(replica, id, role);
    }

    /** Deletes a key, as the operator. */
    public void delete(Replica replica, Key old) {
        replica.request()
                .header("Authorization", OPERATOR)
                .delete("/v1/tenants/{id}/keys/{key}", id, old.id())
                .then()
                .statusCode(204);
    }

    /** A request of the tenant's administrator to a replica. */
    public RequestSpecification at(Replica replica) {
        return replica.request().header("Authorization", key.bearer());
    }

    /** Stores the connection {@code trtc}. */
    public Response connect(Replica replica, String endpoint, String keyId) {
        return at(replica).body("""
                {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"%s","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"%s","secretKey":"secretKeyOfTheTests0001",\
                "sdkSecretKey":"sdkSecretKeyTests0001","callbackKey":"callbackKey0001"}}\
                """.formatted(endpoint, app, keyId)).put("/v1/connections/trtc");
    }

    /** An agent that TRTC starts. */
    public static Map<String, Object> agent(String greeting) {
        return Map.of(
                "greeting", Map.of("mode", "static", "text", greeting),
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
                                "You are kind."),
                "tts", Map.of("provider", "platform", "voice", "v-female-R2s4N9qJ"));
    }

    /** Stores and publishes the template {@code support}. */
    public Response publish(Replica replica, String greeting) {
        return at(replica).body(Map.of("agent", agent(greeting))).put("/v1/templates/support");
    }

    /** The body of a start of the template {@code support}. */
    public static Map<String, Object> start(String roomId) {
        return Map.of(
                "template",
                "support",
                "channel",
                Map.of("type", "room", "roomId", roomId, "userId", "user_1"),
                "connection",
                "trtc");
    }
}
