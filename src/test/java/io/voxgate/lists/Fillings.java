package io.voxgate.lists;

import io.voxgate.testkit.Call;
import io.voxgate.testkit.Gateway;
import io.voxgate.testkit.PopulatedTenant;
import io.voxgate.testkit.Reply;
import io.voxgate.testkit.Rows;
import io.voxgate.testkit.TenantFixtures;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** How each list of the contract gets one more item. Whoever adds a list adds a line. */
final class Fillings {
    /** Lists that do not grow while the service runs. */
    static final Set<String> FIXED = Set.of("listVendors", "listStarterTemplates");

    private final Gateway gateway;
    private final PopulatedTenant tenant;
    private final TenantFixtures furniture;

    Fillings(Gateway gateway, PopulatedTenant tenant, TenantFixtures furniture) {
        this.gateway = gateway;
        this.tenant = tenant;
        this.furniture = furniture;
    }

    Map<String, Runnable> all() {
        return Map.ofEntries(
                Map.entry(
                        "listTenants",
                        () -> made(gateway.operator(Call.of("POST", "/v1/tenants")
                                .json("{\"id\":\"%s\",\"name\":\"x\"}".formatted(name()))))),
                Map.entry(
                        "listKeys",
                        () -> made(gateway.operator(Call.of("POST", "/v1/tenants/" + tenant.id() + "/keys")
                                .json("{\"name\":\"x\",\"roles\":[\"viewer\"]}")))),
                Map.entry("listCredentials", this::credential),
                Map.entry(
                        "listConnections",
                        () -> put("/v1/connections/" + name(), """
                        {"vendor":"alibaba-rtc","endpoint":"sandbox","settings":{"appId":"app%s","templateId":"tpl1"},\
                        "credentials":{"accessKeyId":"LTAIlist1234567890",
                         "accessKeySecret":"accessKeySecretOfTests01","appKey":"appKeyOfTheTests01"}}""".formatted(
                                        tenant.id().replace("-", "")))),
                Map.entry("listTemplates", () -> template(name())),
                Map.entry(
                        "listRevisions",
                        () -> template(
                                tenant.ref("/v1/templates/{name}").orElseThrow().value())),
                Map.entry(
                        "listSessions",
                        () -> made(gateway.send(Call.of("POST", "/v1/sessions")
                                .key(tenant.key("runner"))
                                .header("Idempotency-Key", name())
                                .json("""
                        {"template":"%s","variables":{"customerName":"Li"},"connection":"%s","channel":{"type":"room",\
                        "roomId":"room-long-no-callbacks","userId":"u"}}""".formatted(
                                                tenant.ref("/v1/templates/{name}")
                                                        .orElseThrow()
                                                        .value(),
                                                tenant.ref("/v1/connections/{name}")
                                                        .orElseThrow()
                                                        .value()))))),
                Map.entry("listSessionEvents", this::event),
                Map.entry("listEvents", this::event),
                Map.entry("listAudit", this::credential),
                Map.entry("listCallingPolicies", () -> put("/v1/calling-policies/" + name(), "{\"countries\":[\"CN\"]}")),
                Map.entry("listSuppressions", () -> put("/v1/suppressions/" + number(), "{\"reason\":\"other\"}")),
                Map.entry("listStrays", () -> furniture.stray(tenant, name())),
                Map.entry(
                        "listDeliveries",
                        () -> made(gateway.send(Call.of(
                                        "POST",
                                        "/v1/webhooks/"
                                                + tenant.ref("/v1/webhooks/{name}")
                                                        .orElseThrow()
                                                        .value() + "/test")
                                .key(tenant.key("admin"))))),
                Map.entry(
                        "listWebhooks",
                        () -> put(
                                "/v1/webhooks/" + name(),
                                "{\"url\":\"http://127.0.0.1:9/x\",\"eventTypes\":[\"session.ended\"],\"enabled\":false}")));
    }

    private static String name() {
        return "l" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static String number() {
        return "+861" + ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L);
    }

    private void credential() {
        put("/v1/credentials/" + name(), "{\"fields\":{\"apiKey\":\"sk-of-a-list\"}}");
    }

    private void template(String name) {
        put("/v1/templates/" + name, """
                {"description":"%s","variables":{"customerName":{"type":"string","required":true}},
                 "agent":{"greeting":{"mode":"static","text":"Hello \
                {{customerName}}"},"llm":{"protocol":"openai","url":"https://api.openai.com/v1","model":"m",\
                "credentialRef":"%s"},
                  "tts":{"provider":"platform","voice":"v-female-R2s4N9qJ"}}}""".formatted(
                name(), tenant.ref("/v1/credentials/{name}").orElseThrow().value()));
    }

    /** Written to the end of the session's events, as the journal would. */
    private void event() {
        gatewayRows("""
                WITH next AS (UPDATE session SET last_sequence = last_sequence + 1 WHERE id = ? RETURNING *)
                INSERT INTO session_event (session_id, sequence, tenant_id, id, type, vendor, dedupe_key, \
                occurred_at, received_at, data, applied)
                SELECT id, last_sequence, tenant_id, 'evt_list_' || id || last_sequence, 'vendor.other', vendor, \
                'list ' || last_sequence, now(), now(), '{}', true FROM next""");
    }

    private void gatewayRows(String sql) {
        new Rows(gateway.owner())
                .change(sql, tenant.ref("/v1/sessions/{id}").orElseThrow().value());
    }

    private void put(String path, String body) {
        made(gateway.send(Call.of("PUT", path).key(tenant.key("admin")).json(body)));
    }

    private static void made(Reply reply) {
        if (!reply.ok()) {
            throw new AssertionError("An item could not be added: " + reply);
        }
    }
}
