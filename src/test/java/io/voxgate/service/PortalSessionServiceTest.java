package io.voxgate.service;

import static io.restassured.RestAssured.given;
import static io.voxgate.service.PortalSignIn.COOKIE;
import static io.voxgate.service.PortalSignIn.api;
import static io.voxgate.service.PortalSignIn.cookie;
import static io.voxgate.service.PortalSignIn.lines;
import static io.voxgate.service.PortalSignIn.origin;
import static io.voxgate.service.PortalSignIn.page;
import static io.voxgate.service.PortalSignIn.withKey;
import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.voxgate.secret.SecretCipher;
import io.voxgate.testkit.JsonAnswer;
import io.voxgate.testkit.SseClient;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The portal's sign-in with a key: a cookie that no script can read, and that counts for the portal's own pages alone. */
@ServiceTest
class PortalSessionServiceTest {
    @Inject
    SecretCipher cipher;

    @Inject
    MeterRegistry meters;

    @Test
    void aKeyBecomesACookieThatNoScriptCanRead() {
        String key = TestTenant.create().key("runner");
        Response answer = withKey(key);

        answer.then().statusCode(204).header("Cache-Control", equalTo("no-store"));
        assertThat(lines(answer)).singleElement().satisfies(line -> {
            assertThat(line).startsWith(COOKIE + "=").contains("; HttpOnly", "; SameSite=Strict", "; Path=/");
            // It ends with the browser's own session; and over http a browser would not keep a secure one.
            assertThat(line).doesNotContain("Max-Age", "Expires", "Domain", "Secure", key);
        });
    }

    @Test
    void overHttpsItIsOfThisHostAlone() {
        String key = TestTenant.create().key("viewer");
        Response answer = page().header("X-Forwarded-Proto", "https")
                .header("Authorization", "Bearer " + key)
                .post("/portal/session");

        answer.then().statusCode(204);
        assertThat(lines(answer)).singleElement().satisfies(line -> assertThat(line)
                .startsWith("__Host-" + COOKIE + "=")
                .contains("; Secure", "; HttpOnly", "; Path=/"));
        String value = answer.cookie("__Host-" + COOKIE);
        RequestSpecification https =
                Api.request().header("Sec-Fetch-Site", "same-origin").header("X-Forwarded-Proto", "https");
        https.cookie("__Host-" + COOKIE, value).get("/v1/caller").then().statusCode(200);
        // One that came by http may be of somebody in between.
        api(value).header("X-Forwarded-Proto", "https").get("/v1/caller").then().statusCode(401);
    }

    @Test
    void theCookieStandsForItsKey() {
        TestTenant tenant = TestTenant.create();
        String cookie = cookie(tenant.key("runner"));

        api(cookie)
                .get("/v1/caller")
                .then()
                .statusCode(200)
                .body("type", equalTo("key"))
                .body("id", startsWith("key_"))
                .body("tenant", equalTo(tenant.id()))
                .body("roles", contains("runner"));
        api(cookie)
                .body(Map.of("agent", LiveTenant.agent("trtc")))
                .put("/v1/templates/of-a-runner")
                .then()
                .statusCode(403);
        api(cookie(PostgresResource.OPERATOR_KEY))
                .get("/v1/caller")
                .then()
                .statusCode(200)
                .body("type", equalTo("operator"));
    }

    @Test
    void whoAsksIsToldWhetherItIsSignedIn() {
        String cookie = cookie(TestTenant.create().key("viewer"));
        Instant before = Instant.now();

        String until = page().cookie(COOKIE, cookie)
                .get("/portal/session")
                .then()
                .statusCode(200)
                .body("signedIn", equalTo(true))
                .body("people", equalTo(false))
                .extract()
                .path("until");

        assertThat(Instant.parse(until)).isBetween(before.plus(Duration.ofHours(11)), before.plus(Duration.ofHours(12)));
        page().get("/portal/session")
                .then()
                .statusCode(200)
                .body("signedIn", equalTo(false))
                .body("until", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "nothing says so, '', '', ''",
        "another site, cross-site, '', ''",
        "another host of the site, same-site, '', ''",
        "an address that was typed, none, '', ''",
        "another site with our header, cross-site, 1, ''",
        "an origin that is not ours, same-origin, '', https://evil.example",
        "an origin that hides itself, '', 1, null",
        "our host at another port, same-origin, 1, http://localhost:1"
    })
    void theCookieCountsForOurOwnPagesAlone(String who, String site, String header, String origin) {
        String key = TestTenant.create().key("admin");
        String cookie = cookie(key);

        asking(site, header, origin)
                .cookie(COOKIE, cookie)
                .get("/v1/templates")
                .then()
                .statusCode(401)
                .body(has("code", equalTo("UNAUTHENTICATED")));
        asking(site, header, origin)
                .cookie(COOKIE, cookie)
                .body(Map.of("fields", Map.of("apiKey", "sk-of-another-site")))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(401);
        RequestSpecification signIn = given().header("Authorization", "Bearer " + key);
        Response refused = with(signIn, site, header, origin).post("/portal/session");
        refused.then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        assertThat(lines(refused)).isEmpty();
        with(given(), site, header, origin).delete("/portal/session").then().statusCode(403);
    }

    private static RequestSpecification asking(String site, String header, String origin) {
        return with(Api.request(), site, header, origin);
    }

    private static RequestSpecification with(
            RequestSpecification request, String site, String header, String origin) {
        Map.of("Sec-Fetch-Site", site, "X-Voxgate-Portal", header, "Origin", origin)
                .forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        request.header(name, value);
                    }
                });
        return request;
    }

    /** Over http, by another name than localhost, a browser does not say from where a request comes. */
    @Test
    void whereTheBrowserSaysNothingOurOwnHeaderDoes() {
        String cookie = cookie(TestTenant.create().key("viewer"));
        RequestSpecification own = Api.request().cookie(COOKIE, cookie).header("X-Voxgate-Portal", "1");
        own.get("/v1/templates").then().statusCode(200);
        own.header("Origin", origin()).get("/v1/templates").then().statusCode(200);
    }

    /** Nothing changes for programs: a key that is sent counts, and a wrong one is not mended by a cookie. */
    @Test
    void aKeyThatIsSentCountsAndNoCookieBesideIt() {
        TestTenant mine = TestTenant.create();
        TestTenant other = TestTenant.create();
        String cookie = cookie(mine.key("admin"));

        api(cookie)
                .header("Authorization", "Bearer " + other.key("viewer"))
                .get("/v1/caller")
                .then()
                .statusCode(200)
                .body("tenant", equalTo(other.id()));
        for (String wrong : List.of("Bearer vxg_wrong", "Basic eDp5", "")) {
            api(cookie).header("Authorization", wrong).get("/v1/caller").then().statusCode(401);
        }
    }

    @Test
    void aWrongKeyIsRefusedAndCounted() {
        double before = refusals();
        Response answer = withKey("vxg_0123456789abcdef_" + "0".repeat(52));
        answer.then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
        assertThat(lines(answer)).isEmpty();
        page().post("/portal/session").then().statusCode(401);
        assertThat(refusals()).isGreaterThan(before);
    }

    private double refusals() {
        return meters.counter("voxgate.signin.refused", "what", "keys").count();
    }

    @Test
    void aDeletedKeyEndsItsSessionsAtOnce() {
        TestTenant tenant = TestTenant.create();
        JsonAnswer made = TestTenant.operator()
                .body(Map.of("name", "lost", "roles", List.of("admin")))
                .post("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class);
        String cookie = cookie(made.get("key"));
        api(cookie).get("/v1/templates").then().statusCode(200);

        TestTenant.operator()
                .delete("/v1/tenants/{id}/keys/{key}", tenant.id(), made.<String>get("id"))
                .then()
                .statusCode(204);

        double before = refusals();
        api(cookie)
                .get("/v1/templates")
                .then()
                .statusCode(401)
                .body(has("code", equalTo("UNAUTHENTICATED")));
        assertThat(refusals()).isGreaterThan(before);
        page().cookie(COOKIE, cookie)
                .get("/portal/session")
                .then()
                .statusCode(200)
                .body("signedIn", equalTo(false));
    }

    @Test
    void aSessionIsOverAfterItsTime() {
        String cookie = cookie(TestTenant.create().key("viewer"));
        String content = cipher.unseal("voxgate portal session", cookie).orElseThrow();
        String over = content.replaceAll(
                "\"until\":\\d+", "\"until\":" + Instant.now().minusSeconds(1).getEpochSecond());
        String young = content.replaceAll(
                "\"until\":\\d+", "\"until\":" + Instant.now().plusSeconds(60).getEpochSecond());

        api(cipher.seal("voxgate portal session", young)).get("/v1/templates").then().statusCode(200);
        api(cipher.seal("voxgate portal session", over)).get("/v1/templates").then().statusCode(401);
    }

    @Test
    void whatWasNotMadeForItIsNoSession() {
        String cookie = cookie(TestTenant.create().key("viewer"));
        String content = cipher.unseal("voxgate portal session", cookie).orElseThrow();
        char first = cookie.charAt(0);

        api((first == 'A' ? 'B' : 'A') + cookie.substring(1))
                .get("/v1/templates")
                .then()
                .statusCode(401);
        api(cookie.substring(0, cookie.length() - 4)).get("/v1/templates").then().statusCode(401);
        api(cipher.seal("another purpose", content)).get("/v1/templates").then().statusCode(401);
        api("not.base64").get("/v1/templates").then().statusCode(401);
        assertThat(content).contains("sha256").doesNotContain("vxg_");
    }

    @Test
    void signingOutTakesTheCookieBack() {
        String cookie = cookie(TestTenant.create().key("viewer"));
        Response answer = page().cookie(COOKIE, cookie).delete("/portal/session");

        answer.then().statusCode(204);
        assertThat(lines(answer)).singleElement().satisfies(line -> assertThat(line)
                .startsWith(COOKIE + "=;")
                .contains("; Max-Age=0", "; Path=/", "; HttpOnly"));
    }

    /** A browser's EventSource sends no header of ours: the stream has a token of its own, made with the cookie. */
    @Test
    void aLiveStreamIsOpenedWithATokenThatTheCookieMade() throws Exception {
        String cookie = cookie(TestTenant.create().key("viewer"));
        String url = api(cookie)
                .body(Map.of())
                .post("/v1/stream-tokens")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("url");

        try (SseClient browser = SseClient.open(
                RestAssured.port,
                url,
                Map.of("Sec-Fetch-Site", "same-origin", "Cookie", COOKIE + "=" + cookie),
                0)) {
            browser.until(() -> browser.status() != 0, Duration.ofSeconds(10));
            assertThat(browser.status()).isEqualTo(200);
        }
    }
}
