package io.voxgate.testkit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes furnished tenants. Whoever adds a kind of thing that is neither put by name nor found in a list makes one here.
 */
public final class TenantFixtures {
    /** The roles of a tenant. */
    public static final List<String> ROLES = List.of("admin", "editor", "runner", "viewer");

    private static final Set<String> KNOWN =
            Set.of("/v1/credentials/{name}", "/v1/connections/{name}", "/v1/templates/{name}");

    private final Gateway gateway;
    private final Operations operations;
    private final Rows rows;

    public TenantFixtures(Gateway gateway, Operations operations) {
        this.gateway = gateway;
        this.operations = operations;
        this.rows = new Rows(gateway.owner());
    }

    /** @param revisions of its template */
    public PopulatedTenant tenant(String label, int revisions) {
        String tail = UUID.randomUUID().toString().substring(0, 8);
        int app = 1_500_000_000 + Math.floorMod(tail.hashCode(), 100_000_000) * 5;
        PopulatedTenant tenant = new PopulatedTenant(label + "-" + tail, tail, app);
        made(gateway.operator(Call.of("POST", "/v1/tenants")
                .json("{\"id\":\"%s\",\"name\":\"%s\"}".formatted(tenant.id(), tenant.marker()))));
        keys(tenant);
        credentials(tenant);
        connections(tenant);
        templates(tenant, revisions);
        sessions(tenant);
        byName(tenant);
        deliveries(tenant);
        found(tenant);
        return tenant;
    }

    private void keys(PopulatedTenant tenant) {
        ROLES.forEach(role -> {
            JsonNode key = made(gateway.operator(Call.of("POST", "/v1/tenants/" + tenant.id() + "/keys")
                            .json("{\"name\":\"%s %s\",\"roles\":[\"%s\"]}".formatted(tenant.marker(), role, role))))
                    .json();
            tenant.key(role, key.get("key").asText());
            tenant.ref("/v1/tenants/{id}/keys/{keyId}", key.get("id").asText());
        });
    }

    private void credentials(PopulatedTenant tenant) {
        for (String name : List.of(tenant.name("credential"), tenant.name("a-credential"))) {
            put(
                    tenant,
                    "/v1/credentials/" + name,
                    "{\"fields\":{\"apiKey\":\"sk-%s\"},\"hosts\":[\"api.openai.com\"]}".formatted(tenant.marker()));
        }
        tenant.ref("/v1/credentials/{name}", tenant.name("credential"));
    }

    private void connections(PopulatedTenant tenant) {
        trtc(tenant, tenant.name("trtc"));
        trtc(tenant, tenant.name("a-trtc"));
        JsonNode ccc =
                put(tenant, "/v1/connections/" + tenant.name("ccc"), """
                {"vendor":"tencent-ccc","endpoint":"sandbox","settings":{"sdkAppId":%d},\
                "credentials":{"secretId":"AKID%2$s","secretKey":"secretKey%2$s",
                 "pushUser":"push","pushPassword":"push-%2$s"}}""".formatted(tenant.app() + 1, tenant.marker()));
        tenant.secret(token(ccc));
        put(tenant, "/v1/connections/" + tenant.name("ali"), """
                {"vendor":"alibaba-rtc","endpoint":"sandbox","settings":{"appId":"app%2$s","templateId":"tpl1"},
                 "credentials":{"accessKeyId":"LTAI%2$s","accessKeySecret":"accessKeySecret%2$s",\
                "appKey":"appKey%2$s","callbackKey":"callbackKey%2$s"}}""".formatted(tenant.app(), tenant.marker()));
    }

    private void trtc(PopulatedTenant tenant, String name) {
        JsonNode view = put(tenant, "/v1/connections/" + name, """
                {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"sandbox","settings":{"sdkAppId":%d},\
                "credentials":{"secretId":"AKID%2$s",
                 "secretKey":"secretKey%2$s","sdkSecretKey":"sdkSecretKey%2$s","callbackKey":"callbackKey0001"}}\
                """.formatted(tenant.app(), tenant.marker()));
        tenant.ref("/v1/connections/{name}", name);
        tenant.ref("/callbacks/{vendor}/{token}", token(view));
    }

    private static String token(JsonNode connection) {
        return connection.get("callbackUrl").asText().replaceFirst(".*/", "");
    }

    private void templates(PopulatedTenant tenant, int revisions) {
        ObjectNode body = (ObjectNode) tenant.own(operations
                .find("put", "/v1/templates/{name}")
                .orElseThrow()
                .bodyExample()
                .orElseThrow());
        for (int revision = 1; revision <= revisions; revision++) {
            body.put("description", tenant.marker() + " " + revision);
            put(tenant, "/v1/templates/" + tenant.name("template"), body.toString());
        }
        put(tenant, "/v1/templates/" + tenant.name("a-template"), body.toString());
        tenant.ref("/v1/templates/{name}", tenant.name("template"));
        tenant.ref("/v1/templates/{name}/revisions/{n}", Integer.toString(revisions));
    }

    /**
     * One that has ended, and one that talks on and of which nothing more is heard, so that nothing changes behind the
     * back of a test.
     */
    private void sessions(PopulatedTenant tenant) {
        String ended = start(tenant, "-short-no-callbacks", tenant.name("first"));
        made(gateway.send(Call.of("POST", "/v1/sessions/" + ended + "/stop").key(tenant.key("runner"))));
        awaitStatus(tenant, ended, "ended");
        String running = running(tenant, tenant.name("key"));
        tenant.ref("/v1/sessions/{id}", running);
        tenant.ref("idempotency key", tenant.name("key"));
        stray(tenant, tenant.name("stray"));
        settle(tenant);
    }

    /**
     * A task that runs at the vendor and of which a callback came, but that no session has: as after a restore from an
     * older dump.
     */
    public void stray(PopulatedTenant tenant, String idempotencyKey) {
        String session = start(tenant, "-long-no-callbacks", idempotencyKey);
        String task = gateway.send(Call.of("GET", "/v1/sessions/" + session).key(tenant.key("viewer")))
                .json()
                .get("vendorSessionId")
                .asText();
        settle(tenant);
        rows.change("""
                INSERT INTO unmatched_event (tenant_id, vendor, token, vendor_session_id, dedupe_key, type, \
                occurred_at, received_at, event, raw, bytes)
                SELECT s.tenant_id, s.vendor, c.token, s.vendor_session_id, 'of a stray', 'session.started', now(), \
                now(), '{"type":"session.started"}',
                    jsonb_build_object('EventInfo', jsonb_build_object('TaskId', s.vendor_session_id, 'RoomId', \
                s.channel ->> 'roomId', 'RoomIdType', 1)), 200
                FROM session s JOIN callback_endpoint c ON c.tenant_id = s.tenant_id AND c.vendor = s.vendor WHERE s.id = ?""", session);
        rows.change("DELETE FROM session WHERE id = ?", session);
        tenant.ref("/v1/connections/{name}/strays/{vendorSessionId}", task);
    }

    /** Nobody looks at its sessions any more. */
    public void settle(PopulatedTenant tenant) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    Map<String, String> before = rows.of(tenant.id());
                    rows.change(
                            "UPDATE session SET next_lookup_at = NULL WHERE tenant_id = ? AND next_lookup_at IS NOT NULL",
                            tenant.id());
                    return before.equals(rows.of(tenant.id()));
                });
    }

    /** One that talks on. */
    public String running(PopulatedTenant tenant, String idempotencyKey) {
        String running = start(tenant, "-long-no-callbacks", idempotencyKey);
        awaitStatus(tenant, running, "active");
        return running;
    }

    private String start(PopulatedTenant tenant, String plot, String idempotencyKey) {
        String body =
                """
                {"template":"%s","variables":{"customerName":"%s"},"channel":{"type":"room","roomId":"room%s",\
                "userId":"user_1"},"connection":"%s",
                 "metadata":{"mark":"%s"}}\
                """.formatted(tenant.name("template"), tenant.marker(), plot, tenant.name("trtc"), tenant.marker());
        return made(gateway.send(Call.of("POST", "/v1/sessions")
                        .json(body)
                        .header("Idempotency-Key", idempotencyKey)
                        .key(tenant.key("runner"))))
                .json()
                .get("id")
                .asText();
    }

    private void awaitStatus(PopulatedTenant tenant, String session, String status) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    rows.change(
                            "UPDATE session SET next_lookup_at = now() WHERE tenant_id = ? AND "
                                    + "next_lookup_at > now() AND status <> 'ended'",
                            tenant.id());
                    return gateway.send(
                                    Call.of("GET", "/v1/sessions/" + session).key(tenant.key("viewer")))
                            .json()
                            .get("status")
                            .asText()
                            .equals(status);
                });
    }

    /** What else is put by name, from the contract's own example. */
    private void byName(PopulatedTenant tenant) {
        operations.all().stream()
                .filter(operation -> operation.verb().equals("put")
                        && operation.path().endsWith("}")
                        && operation.pathParameters().size() == 1)
                .filter(operation -> !KNOWN.contains(operation.path()))
                .forEach(operation -> {
                    for (String name : names(tenant, operation.path())) {
                        String parameter = operation.pathParameters().getFirst();
                        put(
                                tenant,
                                operation.concrete(Map.of(parameter, name)),
                                tenant.own(operation.bodyExample().orElseThrow())
                                        .toString());
                        tenant.ref(operation.thing(parameter), name);
                    }
                });
    }

    /** Some things are named by what they are about, and not by their owner. */
    private static List<String> names(PopulatedTenant tenant, String path) {
        return path.equals("/v1/suppressions/{number}")
                ? List.of("+861" + (tenant.app() + 3), "+861" + (tenant.app() + 4))
                : List.of(tenant.name("thing"), tenant.name("a-thing"));
    }

    /** A test of each webhook: whether it arrives or not, it is in the log. */
    private void deliveries(PopulatedTenant tenant) {
        for (String webhook : List.of(tenant.name("thing"), tenant.name("a-thing"))) {
            made(gateway.send(
                    Call.of("POST", "/v1/webhooks/" + webhook + "/test").key(tenant.key("admin"))));
        }
        rows.quiet(tenant.id());
    }

    /** What is only found in the list above it. */
    private void found(PopulatedTenant tenant) {
        operations.all().stream()
                .filter(operation -> operation.path().endsWith("}"))
                .forEach(operation -> {
                    String parameter = operation.pathParameters().getLast();
                    String thing = operation.thing(parameter);
                    String list = thing.substring(0, thing.lastIndexOf('/'));
                    boolean parents = operation.pathParameters().stream()
                            .limit(operation.pathParameters().size() - 1L)
                            .allMatch(parent ->
                                    tenant.ref(operation.thing(parent)).isPresent());
                    if (tenant.ref(thing).isEmpty()
                            && !PopulatedTenant.PUBLIC.contains(thing)
                            && parents
                            && operations.find("get", list).isPresent()) {
                        JsonNode first = gateway.send(Call.of(
                                                "GET",
                                                operations
                                                        .find("get", list)
                                                        .orElseThrow()
                                                        .concrete(tenant.path(operations
                                                                .find("get", list)
                                                                .orElseThrow())))
                                        .key(tenant.key("admin")))
                                .json()
                                .path("items")
                                .path(0);
                        List.of(parameter, "id", "name").stream()
                                .filter(first::hasNonNull)
                                .findFirst()
                                .ifPresent(member ->
                                        tenant.ref(thing, first.get(member).asText()));
                    }
                });
    }

    private JsonNode put(PopulatedTenant tenant, String path, String body) {
        return made(gateway.send(Call.of("PUT", path).json(body).key(tenant.key("admin"))))
                .json();
    }

    private static Reply made(Reply reply) {
        if (!reply.ok()) {
            throw new AssertionError("A tenant could not be furnished: " + reply);
        }
        return reply;
    }
}
