package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.voxgate.database.Database;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate before the dial, judged by what the vendor was asked: what is forbidden never gets there. */
@ServiceTest
class CallingPolicyServiceTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

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

    private int dialled() {
        return vendor.asked("CreateAICall").size();
    }

    private ValidatableResponse policy(String name, String json) {
        return tenant.request().body(json).put("/v1/calling-policies/{name}", name).then();
    }

    private ValidatableResponse call(Map<String, Object> channel) {
        return tenant.start("ccc", channel).post("/v1/sessions").then();
    }

    private static Map<String, Object> with(Map<String, Object> channel, String member, Object value) {
        Map<String, Object> more = new HashMap<>(channel);
        more.put(member, value);
        return more;
    }

    private static String closedToday() {
        LocalDate today = LocalDate.now(CHINA);
        return "{\"hours\":{\"holidays\":[\"%s\",\"%s\"]}}".formatted(today, today.plusDays(1));
    }

    @Test
    void aForbiddenCallIsNeitherStoredNorDialledAndTheSameRequestIsAllowedLater() {
        // Given
        policy("holidays", closedToday()).statusCode(201).body("hours.holidays", notNullValue());
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of(
                "agent", LiveTenant.agent("ccc"), "channel", LiveTenant.phone("+8613800000101"), "connection", "ccc");

        // When
        ValidatableResponse refused = tenant.request()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/sessions")
                .then();

        // Then
        refused.statusCode(422)
                .body("code", equalTo("NOT_ALLOWED_NOW"))
                .body("rule", equalTo("holiday"))
                .body("policy", equalTo("holidays"))
                .body("retryable", equalTo(true))
                .body(
                        "nextAllowedAt",
                        equalTo(LocalDate.now(CHINA)
                                .plusDays(2)
                                .atStartOfDay(CHINA)
                                .toInstant()
                                .toString()));
        assertThat(dialled()).isZero();
        tenant.request().get("/v1/sessions").then().body("items", equalTo(List.of()));
        tenant.request().delete("/v1/calling-policies/holidays").then().statusCode(204);
        tenant.request()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/sessions")
                .then()
                .statusCode(201);
        assertThat(dialled()).isOne();
    }

    @Test
    void aDryRunShowsItBeforehand() {
        policy("holidays", closedToday()).statusCode(201);
        Map<String, Object> body =
                Map.of("agent", LiveTenant.agent("ccc"), "vendors", List.of("tencent-ccc"), "channel", LiveTenant.phone("+8613800000101"));

        tenant.request()
                .body(body)
                .post("/v1/translations")
                .then()
                .statusCode(200)
                .body("call.allowed", equalTo(false))
                .body("call.rule", equalTo("holiday"))
                .body("call.policy", equalTo("holidays"))
                .body("call.nextAllowedAt", notNullValue());
        tenant.request().delete("/v1/calling-policies/holidays").then().statusCode(204);
        tenant.request()
                .body(body)
                .post("/v1/translations")
                .then()
                .body("call.allowed", equalTo(true))
                .body("call.rule", nullValue());
    }

    @Test
    void everyRuleIsAskedAndWhatIsGivenIsKeptWithTheSession() {
        policy("rules", """
                {"countries":["CN"],"callers":["+862000000000"],"consent":{"bases":["expressWritten"]}}""")
                .statusCode(201);
        Map<String, Object> consent =
                Map.of("basis", "expressWritten", "proof", "crm:1", "givenOn", LocalDate.now(CHINA).minusDays(3).toString());
        Map<String, Object> good = with(LiveTenant.phone("+8613800000101"), "consent", consent);

        call(LiveTenant.phone("+8613800000101")).statusCode(422).body("rule", equalTo("consent"));
        call(with(good, "to", "+12125550100")).statusCode(422).body("rule", equalTo("country"));
        call(with(good, "from", List.of("+862000000009"))).statusCode(422).body("rule", equalTo("caller"));
        call(with(good, "timeZone", "Mars/Olympus"))
                .statusCode(422)
                .body("code", equalTo("INVALID_REQUEST"))
                .body("errors[0].pointer", equalTo("/channel/timeZone"));
        assertThat(dialled()).isZero();
        call(good)
                .statusCode(201)
                .body("channel.consent.proof", equalTo("crm:1"))
                .body("channel.consent.basis", equalTo("expressWritten"));
        assertThat(dialled()).isOne();
        assertThat(vendor.asked("CreateAICall").getFirst().toString())
                .as("what the vendor need not know")
                .doesNotContain("crm:1")
                .doesNotContain("onsent");
    }

    /** A hundred at once, for a number that may be called three times a day: three calls get to the vendor. */
    @Test
    void noMoreCallsThanAllowedAreBegunAtOnce() {
        // Given
        policy("thrice", "{\"maxAttemptsPerDay\":3}").statusCode(201);

        // When
        List<CompletableFuture<Response>> starts = IntStream.range(0, 100)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> tenant.start("ccc", LiveTenant.phone("+8613800000102")).post("/v1/sessions"),
                        Thread::startVirtualThread))
                .toList();
        List<Response> answers = starts.stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(3);
        assertThat(dialled()).isEqualTo(3);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 422).map(answer -> answer.jsonPath()
                        .getString("rule")))
                .isNotEmpty()
                .containsOnly("attempts");
        call(LiveTenant.phone("+8613800000103")).statusCode(201);
    }

    @Test
    void aCallThatTheVendorThrottledIsNoAttempt() {
        policy("once", "{\"maxAttemptsPerDay\":1}").statusCode(201);
        vendor.does("CreateAICall", _ -> ScriptedVendor.error("RequestLimitExceeded"));
        call(LiveTenant.phone("+8613800000104")).statusCode(503).body("code", equalTo("VENDOR_THROTTLED"));
        vendor.does("CreateAICall", _ -> ScriptedVendor.says("\"SessionId\":\"call-" + UUID.randomUUID() + "\""));

        call(LiveTenant.phone("+8613800000104")).statusCode(201);
        call(LiveTenant.phone("+8613800000104")).statusCode(422).body("rule", equalTo("attempts"));
    }

    @Test
    void aSuppressedNumberIsNotCalledByAnyPolicyAndIsListedPageByPage() {
        for (int n = 0; n < 5; n++) {
            tenant.request()
                    .body("{\"reason\":\"complaint\",\"note\":\"n%d\"}".formatted(n))
                    .put("/v1/suppressions/{number}", "+861380000020" + n)
                    .then()
                    .statusCode(201);
        }

        call(LiveTenant.phone("+8613800000203"))
                .statusCode(422)
                .body("rule", equalTo("suppressed"))
                .body("policy", nullValue())
                .body("nextAllowedAt", nullValue())
                .body("retryable", equalTo(false));
        assertThat(dialled()).isZero();
        JsonAnswer first = tenant.request()
                .queryParam("pageSize", 3)
                .get("/v1/suppressions")
                .then()
                .statusCode(200)
                .extract()
                .as(JsonAnswer.class);
        assertThat(first.getList("items.note")).containsExactly("n0", "n1", "n2");
        tenant.request()
                .queryParam("pageToken", first.getString("nextPageToken"))
                .get("/v1/suppressions")
                .then()
                .body("items.number", containsInAnyOrder("+8613800000203", "+8613800000204"))
                .body("nextPageToken", nullValue());
        tenant.request()
                .delete("/v1/suppressions/{number}", "+8613800000203")
                .then()
                .statusCode(204);
        call(LiveTenant.phone("+8613800000203")).statusCode(201);
        tenant.request()
                .body("{\"reason\":\"other\"}")
                .put("/v1/suppressions/{number}", "13800000203")
                .then()
                .statusCode(422);
    }

    @Test
    void aPolicyThatCannotBeReadForbidsEveryCall() {
        policy("p", "{\"countries\":[\"CN\"]}").statusCode(201);
        database.system(tx -> tx.update(
                "UPDATE calling_policy SET body = '{\"ofALaterVersion\": 1}' WHERE tenant_id = ?", tenant.tenantId()));

        call(LiveTenant.phone("+8613800000105"))
                .statusCode(422)
                .body("code", equalTo("NOT_ALLOWED_NOW"))
                .body("rule", equalTo("unreadable"));
        assertThat(dialled()).isZero();
        tenant.request().delete("/v1/calling-policies/p").then().statusCode(204);
        call(LiveTenant.phone("+8613800000105")).statusCode(201);
    }

    @Test
    void aPolicyIsCheckedStoredAndReplaced() {
        policy("p", """
                {"hours":{"timeZone":"Nowhere","windows":[{"from":"20:00","to":"09:00"}]}}""")
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/hours/timeZone", "/hours/windows/0/to"));
        policy("p", "{\"hours\":{\"windows\":[{\"from\":\"9:00\",\"to\":\"20:00\"}]}}")
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/hours/windows/0/from")));
        String etag = policy("p", "{\"countries\":[\"CN\"]}").statusCode(201).extract().header("ETag");
        policy("p", "{\"countries\":[\"CN\"]}").statusCode(200).header("ETag", equalTo(etag));
        policy("p", "{\"countries\":[\"DE\"]}").statusCode(200).body("countries", equalTo(List.of("DE")));
        tenant.request()
                .header("If-Match", etag)
                .delete("/v1/calling-policies/p")
                .then()
                .statusCode(412);
        tenant.request().get("/v1/calling-policies").then().body("items.name", equalTo(List.of("p")));
    }

    /** The simulator finds each boolean to be true. */
    @Test
    void whoOptsOutInACallIsNotCalledAgainAlsoAfterTheirDataWereErased() {
        // Given
        LiveTenant own = LiveTenant.create();
        Map<String, Object> agent = new HashMap<>(LiveTenant.agent("ccc"));
        agent.put("tools", Map.of("extraction", List.of(Map.of("name", "optOut", "type", "boolean"))));
        Map<String, Object> body =
                Map.of("agent", agent, "channel", LiveTenant.phone("+8613800000019"), "connection", "ccc");

        // When
        String session = own.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");

        // Then
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> own.request()
                        .get("/v1/suppressions/{number}", "+8613800000019")
                        .then()
                        .statusCode(200)
                        .body(has("reason", equalTo("optOut")))
                        .body(has("sessionId", equalTo(session))));
        own.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/sessions")
                .then()
                .statusCode(422)
                .body("rule", equalTo("suppressed"));
        own.awaitStatus(session, "ended");
        own.request()
                .body("{\"phoneNumber\":\"+8613800000019\"}")
                .post("/v1/erasures")
                .then()
                .statusCode(200);
        own.request().get("/v1/suppressions").then().body("items[0].number", nullValue());
        own.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/sessions")
                .then()
                .statusCode(422)
                .body("rule", equalTo("suppressed"));
    }
}
