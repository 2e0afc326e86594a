package io.voxgate.service;

import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServiceTest
class ConnectionServiceTest {
    private static final String TRTC = """
            {"vendor":"tencent-trtc","region":"ap-singapore","endpoint":"sandbox","settings":{"sdkAppId":%d},
             "credentials":{"secretId":"AKIDxxxxxxxxxxxxxxxxxxxxxxxxxxxx0001","secretKey":"canary-secret-key-0001",\
            "sdkSecretKey":"canary-sdk-secret-0001","callbackKey":"canarycallback0001"}}""";

    private static String trtc(int app) {
        return TRTC.formatted(app);
    }

    @Test
    void credentialShowsNothingButItsLastFour() {
        TestTenant tenant = TestTenant.create();
        tenant.admin()
                .body("{\"fields\":{\"apiKey\":\"sk-canary-1234567890abcd\"},\"hosts\":[\"api.openai.com\"]}")
                .put("/v1/credentials/llm")
                .then()
                .statusCode(201)
                .body("fields.apiKey.lastFour", equalTo("abcd"))
                .body("hosts", contains("api.openai.com"))
                .body("usedBy.size()", equalTo(0));
        String read = tenant.as("viewer")
                .get("/v1/credentials/llm")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(read).doesNotContain("canary");
        tenant.admin()
                .body("{\"fields\":{\"apiKey\":\"sk-canary-0000000000zzzz\"}}")
                .put("/v1/credentials/llm")
                .then()
                .statusCode(200)
                .body("fields.apiKey.lastFour", equalTo("zzzz"))
                .body("hosts", nullValue());
        tenant.admin().get("/v1/credentials").then().statusCode(200).body("items.name", contains("llm"));
        tenant.as("editor")
                .body("{\"fields\":{\"apiKey\":\"x\"}}")
                .put("/v1/credentials/llm")
                .then()
                .statusCode(403);
        TestTenant.create().admin().get("/v1/credentials/llm").then().statusCode(404);
        tenant.admin().delete("/v1/credentials/llm").then().statusCode(204);
        tenant.admin().get("/v1/credentials/llm").then().statusCode(404);
    }

    @Test
    void badCredentialsAreRefusedWithoutTheirText() {
        TestTenant tenant = TestTenant.create();
        String refused = tenant.admin()
                .body("{\"fields\":{\"apiKey\":\"canary \"}}")
                .put("/v1/credentials/llm")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/fields/apiKey"))
                .extract()
                .asString();
        assertThat(refused).doesNotContain("canary");
        tenant.admin()
                .body("{\"fields\":{}}")
                .put("/v1/credentials/llm")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/fields"));
        tenant.admin()
                .body("{\"fields\":{\"apiKey\":5}}")
                .put("/v1/credentials/llm")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/fields/apiKey"));
        tenant.admin()
                .body("{\"fields\":{\"apiKey\":\"k\"},\"hosts\":[\"https://a.b\"]}")
                .put("/v1/credentials/llm")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/hosts/0"));
        tenant.admin()
                .body("{\"fields\":{\"apiKey\":\"k\"}}")
                .put("/v1/credentials/Not_A_Name")
                .then()
                .statusCode(422);
        tenant.admin()
                .header("If-None-Match", "*")
                .body("{\"fields\":{\"apiKey\":\"k\"}}")
                .put("/v1/credentials/one")
                .then()
                .statusCode(201);
        tenant.admin()
                .header("If-None-Match", "*")
                .body("{\"fields\":{\"apiKey\":\"k\"}}")
                .put("/v1/credentials/one")
                .then()
                .statusCode(412);
    }

    @Test
    void connectionsToOneAppShareTheirCallbackUrl() {
        TestTenant tenant = TestTenant.create();
        Response first = tenant.admin().body(trtc(1400100001)).put("/v1/connections/main");
        first.then()
                .statusCode(201)
                .body("vendor", equalTo("tencent-trtc"))
                .body("endpoint", equalTo("sandbox"))
                .body("settings.sdkAppId", equalTo(1400100001))
                .body("callbackUrl", matchesPattern("http://localhost:[0-9]+/callbacks/tencent-trtc/[0-9a-z]{52}"));
        assertThat(first.asString()).doesNotContain("canary");
        String url = first.path("callbackUrl");
        tenant.admin()
                .body(trtc(1400100001))
                .put("/v1/connections/second")
                .then()
                .statusCode(201)
                .body("callbackUrl", equalTo(url));
        tenant.admin()
                .body(trtc(1400100002))
                .put("/v1/connections/other")
                .then()
                .statusCode(201)
                .body("callbackUrl", not(equalTo(url)));

        tenant.admin()
                .post("/v1/connections/main/verify")
                .then()
                .statusCode(200)
                .body("state", equalTo("healthy"));
        TestTenant stranger = TestTenant.create();
        stranger.admin()
                .body(trtc(1400100001))
                .put("/v1/connections/mine")
                .then()
                .statusCode(409)
                .body("code", equalTo("CONFLICT"));
        tenant.admin().delete("/v1/connections/main").then().statusCode(204);
        stranger.admin()
                .body(trtc(1400100001))
                .put("/v1/connections/mine")
                .then()
                .statusCode(409);
        tenant.admin().delete("/v1/connections/second").then().statusCode(204);
        stranger.admin()
                .body(trtc(1400100001))
                .put("/v1/connections/mine")
                .then()
                .statusCode(201);
        tenant.as("viewer").get("/v1/connections").then().statusCode(200).body("items.name", contains("other"));
    }

    @Test
    void badConnectionsAreToldWhatIsWrong() {
        TestTenant tenant = TestTenant.create();
        tenant.admin()
                .body("{\"vendor\":\"nobody\",\"settings\":{},\"credentials\":{}}")
                .put("/v1/connections/x")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/vendor"))
                .body("errors[0].detail", containsString("tencent-trtc"));
        tenant.admin()
                .body("{\"vendor\":\"tencent-trtc\",\"endpoint\":\"ftp://x\","
                        + "\"settings\":{\"sdkAppId\":\"1\",\"more\":1},"
                        + "\"credentials\":{\"secretId\":\"a\"}}")
                .put("/v1/connections/x")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/region",
                                "/endpoint",
                                "/settings/more",
                                "/settings/sdkAppId",
                                "/credentials/secretKey",
                                "/credentials/sdkSecretKey"))
                .body("errors.pointer", not(hasItem("/credentials/callbackKey")));
        tenant.admin().body(trtc(1400100009)).put("/v1/connections/x").then().statusCode(201);
        tenant.admin()
                .body("{\"vendor\":\"tencent-ccc\",\"endpoint\":\"sandbox\","
                        + "\"settings\":{\"sdkAppId\":1500100009},"
                        + "\"credentials\":{\"secretId\":\"AKIDxxxxxxxxxxxxxxxxxxxxxxxxxxxx0001\","
                        + "\"secretKey\":\"k\"}}")
                .put("/v1/connections/x")
                .then()
                .statusCode(409);
    }

    @Test
    void etagGuardsAConnection() {
        TestTenant tenant = TestTenant.create();
        String etag = tenant.admin()
                .body(trtc(1400100010))
                .put("/v1/connections/main")
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
        tenant.admin()
                .header("If-Match", "\"0\"")
                .delete("/v1/connections/main")
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
        tenant.admin()
                .header("If-None-Match", etag)
                .get("/v1/connections/main")
                .then()
                .statusCode(304);
        tenant.admin()
                .header("If-Match", etag)
                .delete("/v1/connections/main")
                .then()
                .statusCode(204);
    }

    @Test
    void theSameConnectionAgainChangesNothing() {
        TestTenant tenant = TestTenant.create();
        String etag = tenant.admin()
                .body(trtc(1400100020))
                .put("/v1/connections/main")
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
        assertThat(tenant.admin()
                        .body(trtc(1400100020))
                        .put("/v1/connections/main")
                        .then()
                        .statusCode(200)
                        .extract()
                        .header("ETag"))
                .isEqualTo(etag);
        assertThat(tenant.admin()
                        .body(withoutSecrets(1400100020, ""))
                        .put("/v1/connections/main")
                        .then()
                        .statusCode(200)
                        .extract()
                        .header("ETag"))
                .isEqualTo(etag);
        assertThat(tenant.admin()
                        .body(withoutSecrets(1400100021, ""))
                        .put("/v1/connections/main")
                        .then()
                        .statusCode(200)
                        .body("settings.sdkAppId", equalTo(1400100021))
                        .extract()
                        .header("ETag"))
                .isNotEqualTo(etag);
    }

    private static String withoutSecrets(int app, String more) {
        return "{\"vendor\":\"tencent-trtc\",\"region\":\"ap-singapore\",\"endpoint\":\"sandbox\",\"settings\":{\"sdkAppId\":%d}%s}"
                .formatted(app, more);
    }

    @Test
    void validateOnlyAnswersAndStoresNothing() {
        TestTenant tenant = TestTenant.create();
        tenant.admin()
                .queryParam("validateOnly", true)
                .body(trtc(1400100025))
                .put("/v1/connections/main")
                .then()
                .statusCode(200)
                .body("settings.sdkAppId", equalTo(1400100025));
        tenant.admin().get("/v1/connections/main").then().statusCode(404);
        TestTenant.create()
                .admin()
                .body(trtc(1400100025))
                .put("/v1/connections/main")
                .then()
                .statusCode(201);
        tenant.admin()
                .queryParam("validateOnly", true)
                .body(trtc(1400100025))
                .put("/v1/connections/main")
                .then()
                .statusCode(200);
        String etag = tenant.admin()
                .body(trtc(1400100026))
                .put("/v1/connections/main")
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
        tenant.admin()
                .queryParam("validateOnly", true)
                .header("If-Match", etag)
                .body(withoutSecrets(1400100027, ""))
                .put("/v1/connections/main")
                .then()
                .statusCode(200)
                .body("settings.sdkAppId", equalTo(1400100027));
        tenant.admin()
                .queryParam("validateOnly", true)
                .header("If-Match", "\"0\"")
                .body(withoutSecrets(1400100027, ""))
                .put("/v1/connections/main")
                .then()
                .statusCode(412);
        tenant.admin()
                .queryParam("validateOnly", true)
                .body(withoutSecrets(0, ""))
                .put("/v1/connections/main")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/settings/sdkAppId"));
        tenant.admin()
                .queryParam("validateOnly", "perhaps")
                .body(withoutSecrets(1400100027, ""))
                .put("/v1/connections/main")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/validateOnly"));
        tenant.admin()
                .get("/v1/connections/main")
                .then()
                .header("ETag", equalTo(etag))
                .body("settings.sdkAppId", equalTo(1400100026));
    }

    @Test
    void secretsThatAreNotNamedStay() {
        TestTenant tenant = TestTenant.create();
        tenant.admin()
                .body(withoutSecrets(1400100030, ""))
                .put("/v1/connections/main")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains("/credentials/secretId", "/credentials/secretKey", "/credentials/sdkSecretKey"));
        tenant.admin().body(trtc(1400100030)).put("/v1/connections/main").then().statusCode(201);
        tenant.admin()
                .body(withoutSecrets(1400100030, ",\"credentials\":{\"secretKey\":\"another-secret-key-9999\"}"))
                .put("/v1/connections/main")
                .then()
                .statusCode(200)
                .body("credentials.secretKey.lastFour", equalTo("9999"))
                .body("credentials.callbackKey.lastFour", equalTo("0001"))
                .body("credentials.secretId.lastFour", equalTo("0001"));
        tenant.admin()
                .post("/v1/connections/main/verify")
                .then()
                .statusCode(200)
                .body("state", equalTo("healthy"));
        tenant.admin()
                .body(withoutSecrets(1400100030, ",\"credentials\":{\"callbackKey\":null}"))
                .put("/v1/connections/main")
                .then()
                .statusCode(200)
                .body("credentials.callbackKey", nullValue())
                .body("credentials.secretKey.lastFour", equalTo("9999"));
        tenant.admin()
                .body(withoutSecrets(1400100030, ",\"credentials\":{\"secretKey\":null,\"more\":\"x\"}"))
                .put("/v1/connections/main")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/credentials/more", "/credentials/secretKey"));
    }

    @Test
    void metadataAddressesAreNoEndpoints() {
        TestTenant tenant = TestTenant.create();
        for (String endpoint : List.of(
                "https://169.254.169.254",
                "http://metadata.google.internal",
                "https://[fd00:ec2::254]",
                "https://[::ffff:169.254.169.254]")) {
            tenant.admin()
                    .body(trtc(1400100040).replace("\"sandbox\"", '"' + endpoint + '"'))
                    .put("/v1/connections/main")
                    .then()
                    .statusCode(422)
                    .body(has("errors.pointer", contains("/endpoint")))
                    .body(has("errors.code", contains("ADDRESS_NOT_ALLOWED")));
        }
    }

    @Test
    void aConnectionStaysWhileSessionsRunOnIt() {
        LiveTenant tenant = LiveTenant.create();
        String session = tenant.started("trtc", "-long");
        tenant.started("trtc", "-long");
        tenant.request()
                .delete("/v1/connections/trtc")
                .then()
                .statusCode(409)
                .body("code", equalTo("IN_USE"))
                .body("runningSessions", equalTo(2))
                .body("detail", containsString("2 sessions run on the connection trtc"));
        tenant.request()
                .body(withoutSecrets(tenant.app() + 7, ""))
                .put("/v1/connections/trtc")
                .then()
                .statusCode(409)
                .body("code", equalTo("IN_USE"));
        tenant.request()
                .body(withoutSecrets(tenant.app(), ",\"credentials\":{\"secretKey\":\"rotated-secret-key-0001\"}"))
                .put("/v1/connections/trtc")
                .then()
                .statusCode(200);
        tenant.request().post("/v1/sessions/{id}/stop", session).then().statusCode(202);
        tenant.awaitStatus(session, "ended");
        tenant.request().delete("/v1/connections/trtc").then().statusCode(409).body("runningSessions", equalTo(1));
        tenant.request().delete("/v1/connections/ali").then().statusCode(204);
    }

    @Test
    void operatorManagesTenantsOnly() {
        TestTenant.operator().get("/v1/connections").then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        TestTenant.operator()
                .body(Map.of("template", "x", "vendors", List.of()))
                .post("/v1/translations")
                .then()
                .statusCode(403);
    }
}
