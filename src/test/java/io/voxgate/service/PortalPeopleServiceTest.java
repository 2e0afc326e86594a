package io.voxgate.service;

import static io.voxgate.service.PortalSignIn.COOKIE;
import static io.voxgate.service.PortalSignIn.api;
import static io.voxgate.service.PortalSignIn.lines;
import static io.voxgate.service.PortalSignIn.origin;
import static io.voxgate.service.PortalSignIn.page;
import static io.voxgate.service.TestIssuer.claims;
import static io.voxgate.service.TestIssuer.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.voxgate.secret.SecretCipher;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** People sign in to the portal over the issuer: the browser is sent there and comes back with a code. */
@Tag("long")
@ServiceTest
@TestProfile(PortalPeopleServiceTest.WithClient.class)
class PortalPeopleServiceTest {
    private static final String KEPT = "voxgate-sign-in";

    @Inject
    SecretCipher cipher;

    /** The service with an issuer, where it is a client. */
    public static final class WithClient implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestIssuer.class));
        }
    }

    @BeforeAll
    static void open() {
        TestIssuer.open();
    }

    /** A sign-in that a browser began. */
    private record Begun(URI issuer, String kept) {
        String state() {
            return TestIssuerCodes.members(issuer.getRawQuery()).get("state");
        }
    }

    private static Begun begin(String to) {
        Response answer = page().queryParam("to", to).get("/portal/sign-in");
        answer.then().statusCode(303).header("Cache-Control", equalTo("no-store"));
        return new Begun(URI.create(answer.header("Location")), answer.cookie(KEPT));
    }

    private static Response comeBack(Begun begun, Map<String, String> with) {
        // From the issuer, another site: neither our header nor our origin.
        return RestAssured.given()
                .redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "cross-site")
                .cookie(KEPT, begun.kept())
                .queryParams(with)
                .get("/portal/signed-in");
    }

    private static Response signIn(Begun begun, UnaryOperator<String> token) {
        String code = TestIssuer.codes().approve(begun.issuer(), token);
        return comeBack(begun, Map.of("code", code, "state", begun.state()));
    }

    private static UnaryOperator<String> person(String tenant, String... roles) {
        return nonce -> sign(claims(tenant, roles).claim("nonce", nonce));
    }

    private static void failed(Response answer, String reason) {
        answer.then().statusCode(303).header("Location", equalTo("/?signInFailed=" + reason));
        assertThat(lines(answer)).noneMatch(line -> line.startsWith(COOKIE + "="));
    }

    @Test
    void thePortalOffersIt() {
        page().get("/portal/session")
                .then()
                .statusCode(200)
                .body("signedIn", equalTo(false))
                .body("people", equalTo(true));
    }

    @Test
    void theBrowserIsSentThereWithWhatTheStandardWants() {
        Begun begun = begin("/");
        Map<String, String> query = TestIssuerCodes.members(begun.issuer().getRawQuery());

        assertThat(begun.issuer().toString()).startsWith(TestIssuer.url() + "/authorize?");
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", TestIssuer.AUDIENCE)
                .containsEntry("redirect_uri", origin() + "/portal/signed-in")
                .containsEntry("scope", "openid")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(begin("/").state()).isNotEqualTo(begun.state());
        assertThat(lines(page().get("/portal/sign-in"))).singleElement().satisfies(line -> assertThat(line)
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=600")
                .doesNotContain(begun.state()));
    }

    @Test
    void somebodyComesBackSignedIn() {
        TestTenant tenant = TestTenant.create();
        Instant before = Instant.now();
        Response answer = signIn(begin("/sessions?status=active"), person(tenant.id(), "editor", "operator"));

        answer.then().statusCode(303).header("Location", equalTo("/sessions?status=active"));
        assertThat(lines(answer))
                .anySatisfy(line -> assertThat(line).startsWith(KEPT + "=;").contains("; Max-Age=0"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(COOKIE + "=")
                        .contains("; HttpOnly", "; SameSite=Strict")
                        .doesNotContain("eyJ", "Max-Age"));
        String cookie = answer.cookie(COOKIE);
        String until = api(cookie)
                .get("/v1/caller")
                .then()
                .statusCode(200)
                .body("type", equalTo("person"))
                .body("id", equalTo("person:person-7"))
                .body("tenant", equalTo(tenant.id()))
                .body("roles", contains("editor"))
                .extract()
                .as(JsonAnswer.class)
                .get("until");
        assertThat(Instant.parse(until)).isBefore(before.plus(Duration.ofMinutes(61)));
        api(cookie).get("/v1/tenants").then().statusCode(403);
        api(cookie)
                .body(Map.of("agent", LiveTenant.agent("trtc")))
                .put("/v1/templates/by-a-person")
                .then()
                .statusCode(201);

        TestTenant.operator().delete("/v1/tenants/{id}", tenant.id()).then().statusCode(204);
        api(cookie).get("/v1/templates").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/portal/sign-in",
        "sessions",
        "'/a\r\nSet-Cookie: x=y'"
    })
    void nobodyIsLedElsewhere(String to) {
        signIn(begin(to), person(TestTenant.create().id(), "viewer"))
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));
    }

    @Test
    void whatTheIssuerSaysNoToComesBackInWords() {
        Begun begun = begin("/");
        failed(comeBack(begun, Map.of("error", "access_denied", "state", begun.state())), "refused");
    }

    @Test
    void onlyTheBrowserThatBeganItMayFinishIt() {
        TestTenant tenant = TestTenant.create();
        Begun mine = begin("/");
        Begun another = begin("/");
        String code = TestIssuer.codes().approve(mine.issuer(), person(tenant.id(), "admin"));

        failed(comeBack(another, Map.of("code", code, "state", mine.state())), "late");
        failed(comeBack(new Begun(mine.issuer(), "invented"), Map.of("code", code, "state", mine.state())), "late");
        failed(comeBack(mine, Map.of("code", code)), "late");
        // With its own state, but another's code: the verifier is not the right one.
        failed(comeBack(another, Map.of("code", code, "state", another.state())), "issuer");
    }

    @Test
    void aCodeIsGoodOnce() {
        TestTenant tenant = TestTenant.create();
        Begun begun = begin("/");
        String code = TestIssuer.codes().approve(begun.issuer(), person(tenant.id(), "viewer"));
        Map<String, String> with = Map.of("code", code, "state", begun.state());

        comeBack(begun, with).then().statusCode(303).header("Location", equalTo("/"));
        failed(comeBack(begun, with), "issuer");
    }

    @Test
    void aSignInIsOverAfterItsTime() {
        Begun begun = begin("/");
        String content = cipher.unseal("voxgate sign-in with the issuer", begun.kept()).orElseThrow();
        String over = content.replaceAll(
                "\"until\":\\d+", "\"until\":" + Instant.now().minusSeconds(1).getEpochSecond());
        Begun late = new Begun(begun.issuer(), cipher.seal("voxgate sign-in with the issuer", over));

        failed(signIn(late, person(TestTenant.create().id(), "viewer")), "late");
    }

    @Test
    void whoIsNobodyHereIsToldSo() {
        failed(signIn(begin("/"), person("nobody-of-ours", "admin")), "nobody");
        failed(signIn(begin("/"), person(TestTenant.create().id(), "uma_authorization")), "role");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("another sign-in's nonce", _ -> sign(claims("t", "admin").claim("nonce", "another"))),
                wrong("no nonce", _ -> sign(claims("t", "admin"))),
                wrong("another client", nonce -> sign(claims("t", "admin").claim("nonce", nonce).audience("another"))),
                wrong(
                        "another authorized party",
                        nonce -> sign(claims("t", "admin")
                                .claim("nonce", nonce)
                                .audience(Set.of("another", TestIssuer.AUDIENCE))
                                .claim("azp", "another"))),
                wrong(
                        "another issuer",
                        nonce -> sign(claims("t", "admin").claim("nonce", nonce).issuer("https://evil.example"))),
                wrong(
                        "expired",
                        nonce -> sign(claims("t", "admin")
                                .claim("nonce", nonce)
                                .issuedAt(Instant.now().minusSeconds(7200))
                                .expiresAt(Instant.now().minusSeconds(3600)))),
                wrong(
                        "a stranger's key",
                        nonce -> sign(claims("t", "admin").claim("nonce", nonce), TestIssuer.Key.make())),
                wrong("signed with the client's secret", nonce -> claims("t", "admin")
                        .claim("nonce", nonce)
                        .jws()
                        .algorithm(SignatureAlgorithm.HS256)
                        .keyId(TestIssuer.key().id())
                        .sign(new SecretKeySpec(
                                TestIssuer.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"))),
                wrong("nothing", _ -> "a.b.c"));
    }

    private static Arguments wrong(String what, UnaryOperator<String> token) {
        return arguments(Named.of(what, token));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aTokenThatProvesNothingSignsNobodyIn(UnaryOperator<String> token) {
        failed(signIn(begin("/"), token), "token");
    }
}
