package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.voxgate.database.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quotas of a tenant, judged by how often its vendor was asked to start. */
@ServiceTest
class QuotaServiceTest {
    @Inject
    Database database;

    private final ScriptedVendor vendor = ScriptedVendor.open();
    private LiveTenant tenant;

    @BeforeEach
    void furnish() {
        tenant = LiveTenant.create();
        tenant.request()
                .body("""
                {"vendor":"tencent-ccc","endpoint":"%s","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKID%s","secretKey":"secretKeyOfTheTests0002","pushUser":"push",\
                "pushPassword":"push-password-1"}}""".formatted(vendor.url(), tenant.app() + 1, tenant.id()))
                .put("/v1/connections/ccc")
                .then()
                .statusCode(200);
        vendor.does("CreateAICall", _ -> ScriptedVendor.says("\"SessionId\":\"call-" + UUID.randomUUID() + "\""));
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    private ValidatableResponse quotas(String json) {
        return TestTenant.operator()
                .body(json)
                .put("/v1/tenants/{id}/quotas", tenant.tenantId())
                .then();
    }

    private Response start(int n) {
        return tenant.start("ccc", LiveTenant.phone("+86138000%05d".formatted(1000 + n))).post("/v1/sessions");
    }

    private List<Response> aHundredAtOnce() {
        return IntStream.range(0, 100)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> start(n), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private ValidatableResponse limits() {
        return tenant.request().get("/v1/usage/limits").then().statusCode(200);
    }

    private static void onlyRefusedBy(List<Response> answers, String code) {
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 201))
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(429);
                    assertThat(answer.jsonPath().getString("code")).isIn(code, "RATE_LIMITED");
                    assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
                })
                .anySatisfy(answer -> assertThat(answer.jsonPath().getString("code"))
                        .isEqualTo(code));
    }

    @Test
    void aHundredStartsAtOnceNeverExceedTheSessionsAtOnce() {
        quotas("{\"runningSessions\":5}").statusCode(200).body("runningSessions", equalTo(5));

        List<Response> answers = aHundredAtOnce();

        assertThat(vendor.asked("CreateAICall")).hasSize(5);
        onlyRefusedBy(answers, "CONCURRENCY_QUOTA_EXCEEDED");
        limits().body("runningSessions.limit", equalTo(5))
                .body("runningSessions.used", equalTo(5))
                .body("startsPerMinute.limit", nullValue())
                .body("startsPerMinute.used", equalTo(5));
    }

    @Test
    void aHundredStartsAtOnceNeverExceedTheStartsAMinute() {
        quotas("{\"startsPerMinute\":7}").statusCode(200);

        List<Response> answers = aHundredAtOnce();

        assertThat(vendor.asked("CreateAICall")).hasSize(7);
        onlyRefusedBy(answers, "RATE_QUOTA_EXCEEDED");
        database.system(tx -> tx.update(
                "UPDATE session SET created_at = created_at - interval '61 s' WHERE tenant_id = ?", tenant.tenantId()));
        start(200).then().statusCode(201);
    }

    @Test
    void whenTheMinutesAreUsedUpNothingMoreIsStartedUntilTheNextDay() {
        quotas("{\"minutesPerDay\":10,\"minutesPerMonth\":1000}").statusCode(200);
        String session = start(1).then().statusCode(201).extract().path("id");
        Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        talked(session, "9 min 58 s");
        limits().body("minutesPerDay.used", equalTo(9));
        start(2).then().statusCode(201);
        talked(session, "10 min 1 s");

        start(3).then()
                .statusCode(429)
                .body("code", equalTo("MINUTES_QUOTA_EXCEEDED"))
                .body("quota.name", equalTo("minutesPerDay"))
                .body("quota.max", equalTo(10));
        limits().body("minutesPerDay.used", equalTo(10))
                .body("minutesPerMonth.used", equalTo(10))
                .body("minutesPerDay.resetsAt", equalTo(midnight.toString()));
        assertThat(Long.parseLong(start(4).header("Retry-After")))
                .isBetween(1L, Duration.ofDays(1).toSeconds());
        assertThat(vendor.asked("CreateAICall")).hasSize(2);
        quotas("{}").statusCode(200);
        start(5).then().statusCode(201);
    }

    /** As if the conversation had gone on for so long, and not be asked about by anybody. */
    private void talked(String session, String time) {
        database.system(tx -> tx.update(
                "UPDATE session SET status = 'active', next_lookup_at = NULL, started_at = now() - ?::interval WHERE id = ?",
                time,
                session));
    }

    @Test
    void onlyTheOperatorSetsQuotas() {
        tenant.request()
                .body("{\"runningSessions\":5000}")
                .put("/v1/tenants/{id}/quotas", tenant.tenantId())
                .then()
                .statusCode(403);
        quotas("{\"runningSessions\":0}").statusCode(422);
        String etag = quotas("{\"runningSessions\":5}").statusCode(200).extract().header("ETag");
        quotas("{\"runningSessions\":5}").header("ETag", equalTo(etag));
        tenant.request()
                .get("/v1/tenants/{id}/quotas", tenant.tenantId())
                .then()
                .statusCode(200)
                .body("runningSessions", equalTo(5));
        TestTenant.operator()
                .body("{}")
                .put("/v1/tenants/{id}/quotas", "no-such-tenant")
                .then()
                .statusCode(404);
    }
}
