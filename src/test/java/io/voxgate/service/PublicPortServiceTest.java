package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.voxgate.service.RawSocket.Heard;
import io.voxgate.testkit.Management;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the port that everybody reaches shows, and what it does not. */
@ServiceTest
class PublicPortServiceTest {
    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private static Heard get(String target, String... headers) {
        try (RawSocket socket = RawSocket.open()) {
            String more = headers.length == 0 ? "Host: x\r\n" : String.join("\r\n", headers) + "\r\n";
            return socket.send("GET " + target + " HTTP/1.1\r\n" + more + "Connection: close\r\n\r\n")
                    .hear(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/%71/metrics",
                "/q%2fmetrics",
                "//q/metrics",
                "/Q/metrics",
                "/q/health",
                "/q/health/live",
                "/q/openapi",
                "/v1/../q/metrics",
                "/q;a/metrics",
                "/q/dev",
                "/q"
            })
    void whatIsForTheOperatorIsNotThere(String target) {
        assertThat(get(target).statuses()).containsExactly(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/openapi"
            })
    void theManagementPortHasIt(String path) {
        RestAssured.get(Management.url(path)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/vendors", "/openapi.yaml", "/llms.txt", "/"})
    void theManagementPortHasNothingElse(String path) {
        RestAssured.get(Management.url(path)).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi.yaml, application/yaml",
        "/openapi.json, application/json",
        "/llms.txt, text/plain;charset=UTF-8"
    })
    void theContractIsForEverybodyAndIsSentOnce(String path, String type) {
        Response first = RestAssured.get(path);
        String etag = first.header("ETag");

        first.then().statusCode(200).header("Content-Type", equalTo(type)).header("Cache-Control", equalTo("no-cache"));
        assertThat(first.asString())
                .contains("Voxgate")
                .contains("listSessions")
                .as("aligned columns become inline styles, which the page's policy forbids")
                .doesNotContain("---:", ":--");
        RestAssured.given()
                .header("If-None-Match", "\"other\", " + etag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(etag));
        RestAssured.given()
                .header("If-None-Match", "\"other\"")
                .get(path)
                .then()
                .statusCode(200);
        RestAssured.head(path)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(etag))
                .header("Content-Length", equalTo(String.valueOf(first.asByteArray().length)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/templates/support",
                "/reference/",
                "/reference/reference.js",
                "/openapi.json",
                "/llms.txt",
                "/v1/vendors",
                "/v1/nothing",
                "/nothing",
                "/v1//x",
                "/webjars/swagger-ui/5.34.1/swagger-ui.css"
            })
    void everyAnswerTellsABrowserWhatItMayDo(String path) {
        Headers headers =
                RestAssured.given().urlEncodingEnabled(false).get(path).headers();

        ALWAYS.forEach(
                (name, value) -> assertThat(headers.getValues(name)).as(name).containsExactly(value));
        assertThat(headers.getValue("Permissions-Policy")).contains("microphone=()");
        assertThat(headers.getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe")
                .doesNotContain("*");
        assertThat(headers.getValue("Strict-Transport-Security"))
                .as("without a public https address")
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/templates/support",
                "/reference/",
                "/reference/reference.js",
                "/reference/reference.css",
                "/favicon.svg"
            })
    void aPageIsAskedForAgainAfterAnUpgrade(String path) {
        RestAssured.get(path).then().statusCode(200).header("Cache-Control", equalTo("no-cache"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webjars/swagger-ui/5.34.1/index.html",
                "/webjars/swagger-ui/5.34.1/",
                "/web%6aars/swagger-ui/5.34.1/index.html",
                "/webjars/swagger-ui/5.34.1/swagger-initializer.js",
                "/webjars/swagger-ui/5.34.1/oauth2-redirect.html",
                "/webjars/swagger-ui/5.34.1/swagger-ui-bundle.js.map",
                "/webjars/swagger-ui/5.34.1/swagger-ui.css%00.html"
            })
    void theLibrarysOwnPagesAreNotServed(String target) {
        assertThat(get(target).statuses())
                .allMatch(status -> status == 404 || status == 400)
                .hasSize(1);
    }

    @Test
    void whatThePageLoadsFromTheLibraryIsServed() {
        RestAssured.get("/webjars/swagger-ui/5.34.1/swagger-ui.css").then().statusCode(200);
        RestAssured.get("/webjars/swagger-ui/5.34.1/swagger-ui-bundle.js")
                .then()
                .statusCode(200);
    }

    @Test
    void locationNeverRepeatsTheHost() {
        TestTenant tenant = TestTenant.create();
        tenant.admin()
                .header("Host", "evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "gopher")
                .header("Forwarded", "host=evil.example")
                .body(Map.of("name", "other", "roles", List.of("viewer")))
                .post("/v1/tenants/{id}/keys", tenant.id())
                .then()
                .statusCode(201)
                .header("Location", startsWith("/v1/tenants/" + tenant.id() + "/keys/"));
        TestTenant.operator()
                .header("Host", "evil.example")
                .body(Map.of("id", tenant.id() + "-2", "name", "x"))
                .post("/v1/tenants")
                .then()
                .statusCode(201)
                .header("Location", equalTo("/v1/tenants/" + tenant.id() + "-2"))
                .header("Location", not(startsWith("http")));
    }
}
