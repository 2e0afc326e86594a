package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.voxgate.testkit.JsonAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start answers, and that it happens at most once. */
@ServiceTest
class SessionStartServiceTest {

    @Test
    void aHundredAtOnceWithOneKeyStartOneSession() throws Exception {
        LiveTenant tenant = LiveTenant.create();
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of(
                "agent",
                LiveTenant.agent("ccc"),
                "channel",
                LiveTenant.channel("ccc", "0019"),
                "connection",
                "ccc",
                "metadata",
                Map.of("batch", key));
        List<Response> answers;
        try (ExecutorService pool = Executors.newFixedThreadPool(25)) {
            List<Future<Response>> sent = IntStream.range(0, 100)
                    .mapToObj(_ -> pool.submit(() -> tenant.request()
                            .header("Idempotency-Key", key)
                            .body(body)
                            .post("/v1/sessions")))
                    .toList();
            answers = sent.stream().map(SessionStartServiceTest::get).toList();
        }
        assertThat(answers).extracting(Response::statusCode).isSubsetOf(201, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).allSatisfy(answer -> {
            assertThat(answer.<String>path("code")).isEqualTo("IDEMPOTENCY_IN_PROGRESS");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
        List<Response> begun =
                answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertThat(begun)
                .extracting(answer -> answer.<String>path("id"))
                .hasSizeGreaterThanOrEqualTo(1)
                .containsOnly(begun.getFirst().<String>path("id"));
        assertThat(begun)
                .filteredOn(answer -> answer.header("Idempotent-Replayed") == null)
                .hasSize(1);
        tenant.request()
                .queryParam("metadata.batch", key)
                .get("/v1/sessions")
                .then()
                .body("items.size()", equalTo(1));
    }

    private static Response get(Future<Response> sent) {
        try {
            return sent.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSameKeyGivesTheSameAnswerAgain() {
        LiveTenant tenant = LiveTenant.create();
        String key = UUID.randomUUID().toString();
        Map<String, Object> channel = LiveTenant.channel("trtc", "-short");
        Map<String, Object> body = Map.of("agent", LiveTenant.agent("trtc"), "channel", channel, "connection", "trtc");
        Response first =
                tenant.request().header("Idempotency-Key", key).body(body).post("/v1/sessions");
        first.then().statusCode(201).header("Idempotent-Replayed", nullValue());
        tenant.awaitStatus(first.path("id"), "active");
        Response again = tenant.request()
                .header("Idempotency-Key", '"' + key + '"')
                .body(body)
                .post("/v1/sessions");
        again.then().statusCode(201).header("Idempotent-Replayed", "true");
        assertThat(again.<Map<String, Object>>path("$")).isEqualTo(first.<Map<String, Object>>path("$"));

        Map<String, Object> other = Map.of(
                "agent",
                LiveTenant.agent("trtc"),
                "channel",
                channel,
                "connection",
                "trtc",
                "metadata",
                Map.of("a", "b"));
        tenant.request()
                .header("Idempotency-Key", key)
                .body(other)
                .post("/v1/sessions")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        LiveTenant stranger = LiveTenant.create();
        stranger.request()
                .header("Idempotency-Key", key)
                .body(other)
                .post("/v1/sessions")
                .then()
                .statusCode(201);
    }

    @Test
    void aRefusedBodyBurnsNoKeyAndStoresNothing() {
        LiveTenant tenant = LiveTenant.create();
        String key = UUID.randomUUID().toString();
        Map<String, Object> channel = LiveTenant.channel("trtc", "-short");
        tenant.request()
                .header("Idempotency-Key", key)
                .body(Map.of("agent", Map.of(), "channel", channel, "connection", "trtc"))
                .post("/v1/sessions")
                .then()
                .statusCode(422);
        tenant.request().get("/v1/sessions").then().body("items.size()", equalTo(0));
        tenant.request()
                .header("Idempotency-Key", key)
                .body(Map.of("agent", LiveTenant.agent("trtc"), "channel", channel, "connection", "trtc"))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", nullValue());
    }

    @Test
    void aPhoneCallNeedsAKey() {
        LiveTenant tenant = LiveTenant.create();
        tenant.request()
                .body(Map.of(
                        "agent",
                        LiveTenant.agent("ccc"),
                        "channel",
                        LiveTenant.channel("ccc", "0019"),
                        "connection",
                        "ccc"))
                .post("/v1/sessions")
                .then()
                .statusCode(400)
                .body("code", equalTo("IDEMPOTENCY_KEY_REQUIRED"));
        tenant.request()
                .header("Idempotency-Key", "two words")
                .body(Map.of(
                        "agent",
                        LiveTenant.agent("ccc"),
                        "channel",
                        LiveTenant.channel("ccc", "0019"),
                        "connection",
                        "ccc"))
                .post("/v1/sessions")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_PARAMETER"));
    }

    @Test
    void faultsOfTheRequestAreToldWithTheirPlace() {
        LiveTenant tenant = LiveTenant.create();
        Map<String, Object> room = LiveTenant.channel("trtc", "");
        start(tenant, Map.of("channel", room))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/template", "/connection"));
        start(
                        tenant,
                        Map.of(
                                "agent",
                                LiveTenant.agent("trtc"),
                                "channel",
                                room,
                                "connection",
                                "trtc",
                                "route",
                                List.of("ali")))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/route"));
        start(tenant, Map.of("agent", LiveTenant.agent("trtc"), "channel", room, "connection", "none"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/connection"));
        start(tenant, Map.of("agent", LiveTenant.agent("trtc"), "channel", room, "route", List.of("trtc", "none")))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/route/1"));
        start(
                        tenant,
                        Map.of(
                                "agent",
                                LiveTenant.agent("trtc"),
                                "channel",
                                LiveTenant.phone("+8613800000000"),
                                "connection",
                                "trtc"))
                .then()
                .statusCode(422)
                .body("code", equalTo("TRANSLATION_REJECTED"));
        Map<String, Object> stranger = Map.of(
                "llm",
                Map.of(
                        "protocol",
                        "openai",
                        "url",
                        "https://api.openai.com/v1",
                        "model",
                        "m",
                        "credentialRef",
                        "nobody"),
                "tts",
                Map.of("provider", "platform", "voice", "v-female-R2s4N9qJ"));
        start(tenant, Map.of("agent", stranger, "channel", room, "connection", "trtc"))
                .then()
                .log()
                .ifValidationFails()
                .statusCode(422)
                .body("errors.pointer", hasItem("/agent/llm/credentialRef"));
        start(
                        tenant,
                        Map.of(
                                "agent",
                                LiveTenant.agent("trtc"),
                                "channel",
                                room,
                                "connection",
                                "trtc",
                                "metadata",
                                Map.of("n", "nul\u0000")))
                .then()
                .statusCode(422);
        start(
                        tenant,
                        Map.of(
                                "agent",
                                LiveTenant.agent("trtc"),
                                "channel",
                                room,
                                "connection",
                                "trtc",
                                "metadata",
                                Map.of("n", 5)))
                .then()
                .statusCode(422);
        tenant.request().get("/v1/sessions").then().body("items.size()", equalTo(0));
    }

    private static Response start(LiveTenant tenant, Map<String, Object> body) {
        return tenant.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/sessions");
    }

    @Test
    void strictHandlingRefusesLosses() {
        LiveTenant tenant = LiveTenant.create();
        Map<String, Object> agent = new HashMap<>(LiveTenant.agent("ali"));
        agent.put("vad", Map.of("farFieldSuppression", "low"));
        Map<String, Object> body =
                Map.of("agent", agent, "channel", LiveTenant.channel("ali", "-short"), "connection", "ali");
        tenant.request()
                .header("Prefer", "handling=strict")
                .body(body)
                .post("/v1/sessions")
                .then()
                .statusCode(422)
                .body("code", equalTo("TRANSLATION_LOSSY"))
                .body("errors.pointer", hasItem("/agent/vad/farFieldSuppression"));
        tenant.request()
                .header("Prefer", "handling=lenient")
                .body(body)
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .header("Preference-Applied", equalTo("handling=lenient"))
                .body("translation.fields.path", hasItem("/vad/farFieldSuppression"));
    }

    @ParameterizedTest
    @CsvSource({
        "trtc, -throttled, 503, VENDOR_THROTTLED, true", "ccc, 0006, 503, VENDOR_THROTTLED, true",
                "ali, -throttled, 503, VENDOR_THROTTLED, true",
        "trtc, -refused, 422, VENDOR_REFUSED, false", "ccc, 0013, 422, VENDOR_REFUSED, false",
                "ali, -refused, 422, VENDOR_REFUSED, false"
    })
    void aRefusedStartIsAStoredFailedSession(
            String connection, String plot, int status, String code, boolean retryable) {
        LiveTenant tenant = LiveTenant.create();
        Response refused =
                tenant.start(connection, LiveTenant.channel(connection, plot)).post("/v1/sessions");
        refused.then()
                .log()
                .ifValidationFails()
                .statusCode(status)
                .contentType("application/problem+json")
                .body(has("code", equalTo(code)))
                .body(has("sessionId", startsWith("ses_")))
                .body(has("vendorError.vendor", startsWith(connection.equals("ali") ? "alibaba" : "tencent")))
                .body(has("retryable", equalTo(retryable)));
        assertThat(refused.header("Retry-After") != null).isEqualTo(status == 503);
        tenant.get(refused.path("sessionId"))
                .body(has("status", equalTo("failed")))
                .body(has("vendorError.code", equalTo(refused.<String>path("vendorError.code"))));
    }

    @Test
    void aWrongKeyIsTheConnectionsFaultAndAnotherConnectionIsTried() {
        LiveTenant tenant = LiveTenant.create();
        tenant.connection("wrong", "https://127.0.0.1:1/", "anotherSecretKey000001");
        Map<String, Object> channel = LiveTenant.channel("ali", "-short");
        Response nobody = tenant.start("trtc", LiveTenant.channel("trtc", ""))
                .body(Map.of("agent", LiveTenant.agent("trtc"), "channel", channel, "connection", "wrong"))
                .post("/v1/sessions");
        nobody.then()
                .statusCode(503)
                .body("code", equalTo("VENDOR_UNAVAILABLE"))
                .body("retryable", equalTo(true))
                .header("Retry-After", "1");
        tenant.get(nobody.path("sessionId")).body("status", equalTo("failed")).body("connection", equalTo("wrong"));

        Map<String, Object> agent = new HashMap<>(LiveTenant.agent("ali"));
        tenant.request()
                .body(Map.of("agent", agent, "channel", channel, "route", List.of("wrong", "ali")))
                .post("/v1/sessions")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .body("connection", equalTo("ali"))
                .body("vendor", equalTo("alibaba-rtc"));
    }

    @Test
    void aKeyThatTheVendorRejectsIsAFailedDependency() {
        LiveTenant tenant = LiveTenant.create();
        LiveTenant other = LiveTenant.create();
        tenant.request()
                .body("""
                {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"%s","settings":{"sdkAppId":%d},
                 "credentials":{"secretId":"AKID%s","secretKey":"wrongSecretKey00000001",\
                "sdkSecretKey":"sdkSecretKeyTests0001","callbackKey":"k0000001"}}\
                """.formatted("http://127.0.0.1:" + RestAssured.port + "/", tenant.app(), other.id()))
                .put("/v1/connections/stolen")
                .then()
                .statusCode(201);
        tenant.start("stolen", LiveTenant.channel("trtc", ""))
                .post("/v1/sessions")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(424)
                .body("code", equalTo("CREDENTIAL_REJECTED"))
                .body("vendorError.code", startsWith("AuthFailure"));
    }

    @Test
    void listsAreNarrowedAndPaged() {
        LiveTenant tenant = LiveTenant.create();
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(i -> tenant.request()
                        .body(Map.of(
                                "agent",
                                LiveTenant.agent("trtc"),
                                "channel",
                                LiveTenant.channel("trtc", "-short"),
                                "connection",
                                "trtc",
                                "metadata",
                                Map.of("n", "" + i)))
                        .post("/v1/sessions")
                        .then()
                        .statusCode(201)
                        .extract()
                        .as(JsonAnswer.class)
                        .<String>get("id"))
                .toList();
        Response first = tenant.request().queryParam("pageSize", 2).get("/v1/sessions");
        first.then().statusCode(200).body("items.id", contains(ids.get(2), ids.get(1)));
        tenant.request()
                .queryParam("pageSize", 2)
                .queryParam("pageToken", first.<String>path("nextPageToken"))
                .get("/v1/sessions")
                .then()
                .body("items.id", contains(ids.get(0)));
        tenant.request()
                .queryParam("metadata.n", "1")
                .get("/v1/sessions")
                .then()
                .body("items.id", contains(ids.get(1)));
        tenant.request()
                .queryParam("vendor", "alibaba-rtc")
                .get("/v1/sessions")
                .then()
                .body("items.size()", equalTo(0));
        tenant.request()
                .queryParam("connection", "trtc")
                .queryParam("createdAfter", "2020-01-01T00:00:00Z")
                .get("/v1/sessions")
                .then()
                .body("items.size()", equalTo(3));
        tenant.request()
                .queryParam("createdBefore", "2020-01-01T00:00:00+08:00")
                .get("/v1/sessions")
                .then()
                .body("items.size()", equalTo(0));
        tenant.request()
                .queryParam("status", "nonsense")
                .get("/v1/sessions")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/status"));
        tenant.request()
                .queryParam("createdAfter", "yesterday")
                .get("/v1/sessions")
                .then()
                .statusCode(400);
        for (String list :
                List.of("events of " + ids.getFirst() + "\nx", "events of " + ids.getFirst() + "\n99999999999")) {
            String token =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(list.getBytes(StandardCharsets.UTF_8));
            tenant.request()
                    .queryParam("pageToken", token)
                    .get("/v1/sessions/{id}/events", ids.getFirst())
                    .then()
                    .statusCode(400)
                    .body(has("code", equalTo("INVALID_PARAMETER")));
        }
        String etag = tenant.get(ids.getFirst()).extract().header("ETag");
        assertThat(etag).startsWith("\"");
    }
}
