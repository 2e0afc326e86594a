package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the portal is served. What it does is judged in a browser, by {@code PortalIT}. */
@ServiceTest
class PortalServiceTest {
    private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/index.html", "/templates", "/templates/support", "/sessions/ses_1?peek=x", "/webhooks/crm"
            })
    void eachOfItsAddressesIsThePage(String address) {
        RestAssured.get(address)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/html;charset=UTF-8"))
                .header("Cache-Control", equalTo("no-cache"))
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body(containsString("<div id=\"root\">"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/assets/nothing.js",
                "/assets/",
                "/assets/..%2findex.html",
                "/portal/index.html",
                "/templatesx"
            })
    void whatItDoesNotHaveIsNotThere(String path) {
        RestAssured.given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @Test
    void thePageIsSentOnce() {
        String etag = RestAssured.get("/").header("ETag");
        RestAssured.given()
                .header("If-None-Match", etag)
                .get("/sessions")
                .then()
                .statusCode(304);
    }

    @Test
    void whatThePageLoadsIsCompressedAndKeptForGood() {
        String script = script();
        Response compressed = plainly().header("Accept-Encoding", "gzip, br").get(script);
        Response whole = plainly().header("Accept-Encoding", "gzip;q=0").get(script);

        compressed
                .then()
                .statusCode(200)
                .header("Content-Encoding", equalTo("gzip"))
                .header("Vary", equalTo("accept-encoding"))
                .header("Content-Type", equalTo("text/javascript;charset=UTF-8"))
                .header("Cache-Control", equalTo("public, max-age=31536000, immutable"));
        whole.then().statusCode(200).header("Content-Encoding", nullValue());
        assertThat(compressed.asByteArray()).hasSizeLessThan(whole.asByteArray().length / 2);
        assertThat(compressed.header("ETag")).isNotEqualTo(whole.header("ETag"));
    }

    @Test
    void theReferenceIsBesideIt() {
        RestAssured.given()
                .redirects()
                .follow(false)
                .get("/reference")
                .then()
                .statusCode(302)
                .header("Location", equalTo("/reference/"));
        RestAssured.get("/reference/").then().statusCode(200).body(containsString("Voxgate API reference"));
    }

    @Test
    void aCallerIsToldWhoItIs() {
        TestTenant tenant = TestTenant.create();
        tenant.as("runner")
                .get("/v1/caller")
                .then()
                .statusCode(200)
                .body("type", equalTo("key"))
                .body("tenant", equalTo(tenant.id()))
                .body("roles", contains("runner"))
                .body("until", nullValue());
        TestTenant.operator()
                .get("/v1/caller")
                .then()
                .statusCode(200)
                .body("type", equalTo("operator"))
                .body("tenant", nullValue())
                .body("roles", contains("operator"));
    }

    private static String script() {
        Matcher found = SCRIPT.matcher(RestAssured.get("/").asString());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** Without a decoder, so that what came is what is seen. */
    private static RequestSpecification plainly() {
        return RestAssured.given()
                .config(RestAssuredConfig.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
    }
}
