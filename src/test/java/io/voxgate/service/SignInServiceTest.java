package io.voxgate.service;

import static io.voxgate.service.TestIssuer.claims;
import static io.voxgate.service.TestIssuer.sign;
import static io.voxgate.testkit.JsonAnswer.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.voxgate.database.Database;
import io.voxgate.testkit.JsonAnswer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People sign in with an issuer; keys work as ever. */
@Tag("long")
@ServiceTest
@TestProfile(SignInServiceTest.WithIssuer.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInServiceTest {
    private static final String TENANT = "people-of-tests";

    @Inject
    Database database;

    /** The service with an issuer. */
    public static final class WithIssuer implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestIssuer.class));
        }
    }

    private static RequestSpecification with(String token) {
        return Api.request().header("Authorization", "Bearer " + token);
    }

    private static TestTenant tenant() {
        if (TestTenant.operator().get("/v1/tenants/{id}", TENANT).statusCode() == 404) {
            TestTenant.operator()
                    .body(Map.of("id", TENANT, "name", "People"))
                    .post("/v1/tenants")
                    .then()
                    .statusCode(201);
        }
        return new TestTenant(TENANT);
    }

    /** The first of all: the service has started without a word from the issuer. */
    @Test
    @Order(1)
    void keysWorkWhileTheIssuerIsOutOfReach() {
        tenant().as("viewer").get("/v1/templates").then().statusCode(200);
        with(sign(claims(TENANT, "viewer")))
                .get("/v1/templates")
                .then()
                .statusCode(503)
                .body("code", equalTo("UNAVAILABLE"))
                .body("retryable", equalTo(true));
        with("a.b.c").get("/v1/templates").then().statusCode(503);
        TestIssuer.open();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> with(sign(claims(TENANT, "viewer")))
                                .get("/v1/templates")
                                .statusCode()
                        == 200);
    }

    @Test
    void rolesAndTenantComeFromTheToken() {
        tenant();
        String editor = sign(claims(TENANT, "editor", "uma_authorization", "operator"));
        with(editor)
                .body(Map.of("agent", LiveTenant.agent("trtc")))
                .put("/v1/templates/by-a-person")
                .then()
                .statusCode(201);
        with(editor).get("/v1/tenants/{id}", TENANT).then().statusCode(200).body("id", equalTo(TENANT));
        with(editor)
                .body(Map.of("fields", Map.of("apiKey", "sk-1")))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(403)
                .body("detail", containsString("you have editor"));
        with(editor).get("/v1/tenants").then().statusCode(403);
        with(editor).get("/v1/tenants/{id}", TestTenant.create().id()).then().statusCode(404);
        List<String> authors = database.system(tx -> tx.list(
                "SELECT created_by FROM template_revision WHERE tenant_id = ? AND name = 'by-a-person'",
                row -> row.getString(1),
                TENANT));
        assertThat(authors).containsExactly("person:person-7");
    }

    @Test
    void anAdminByTokenMakesKeysAndMayDeleteTheLast() {
        TestTenant mine = TestTenant.create();
        String admin = sign(claims(mine.id(), "admin"));
        String id = with(admin)
                .body(Map.of("name", "ci", "roles", List.of("admin")))
                .post("/v1/tenants/{id}/keys", mine.id())
                .then()
                .statusCode(201)
                .extract()
                .as(JsonAnswer.class)
                .get("id");
        with(admin).delete("/v1/tenants/{id}/keys/{key}", mine.id(), id).then().statusCode(204);
    }

    @Test
    void rolesMayBeWordsInOneText() {
        tenant();
        with(sign(claims(TENANT).claim("voxgate_roles", "offline_access runner")))
                .get("/v1/templates")
                .then()
                .statusCode(200);
        with(TestIssuer.signBare(bare("nothing"))).get("/v1/templates").then().statusCode(200);
        with(sign(claims(TENANT, "viewer").claim("voxgate_tenant", List.of(TENANT))))
                .get("/v1/templates")
                .then()
                .statusCode(200);
        with(sign(claims(TENANT, "viewer").audience(Set.of("another", TestIssuer.AUDIENCE))))
                .get("/v1/templates")
                .then()
                .statusCode(200);
    }

    /** No column can hold the character NUL: a name with it is nobody's. */
    @Test
    void aNameThatNoColumnHoldsIsNobodys() {
        tenant();
        with(sign(claims(TENANT + "\0", "viewer"))).get("/v1/templates").then().statusCode(401);
        with(sign(claims("\0", "viewer"))).get("/v1/templates").then().statusCode(401);
        with(sign(claims(TENANT, "viewer").subject("person\0")))
                .get("/v1/templates")
                .then()
                .statusCode(401);
    }

    @Test
    void somebodyWithoutARoleIsToldSo() {
        tenant();
        Stream.of(
                        claims(TENANT),
                        claims(TENANT, "operator"),
                        claims(TENANT, "Admin"),
                        claims(TENANT).claim("voxgate_roles", Map.of("admin", true)))
                .forEach(claims -> with(sign(claims))
                        .get("/v1/templates")
                        .then()
                        .statusCode(403)
                        .body(has("code", equalTo("FORBIDDEN")))
                        .body(has("detail", containsString("voxgate_roles"))));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("no tenant", () -> sign(claims(TENANT, "admin").remove("voxgate_tenant"))),
                wrong("a tenant that is not here", () -> sign(claims("nobody-of-ours", "admin"))),
                wrong(
                        "two tenants",
                        () -> sign(claims(TENANT, "admin").claim("voxgate_tenant", List.of(TENANT, "other")))),
                wrong(
                        "a tenant that is a number",
                        () -> sign(claims(TENANT, "admin").claim("voxgate_tenant", 7))),
                wrong("no subject", () -> sign(claims(TENANT, "admin").remove("sub"))),
                wrong(
                        "expired",
                        () -> sign(claims(TENANT, "admin")
                                .issuedAt(Instant.now().minusSeconds(7200))
                                .expiresAt(Instant.now().minusSeconds(3600)))),
                wrong("no end", () -> TestIssuer.signBare(bare("exp"))),
                wrong("no time of issue", () -> TestIssuer.signBare(bare("iat"))),
                wrong(
                        "not yet",
                        () -> sign(claims(TENANT, "admin")
                                .claim("nbf", Instant.now().plusSeconds(3600).getEpochSecond()))),
                wrong("another audience", () -> sign(claims(TENANT, "admin").audience("another"))),
                wrong("no audience", () -> sign(claims(TENANT, "admin").remove("aud"))),
                wrong("another issuer", () -> sign(claims(TENANT, "admin").issuer("http://127.0.0.1:1/realm"))),
                wrong("no issuer", () -> sign(claims(TENANT, "admin").remove("iss"))),
                wrong("a stranger's key", () -> sign(claims(TENANT, "admin"), TestIssuer.Key.make())),
                wrong(
                        "a stranger's key under our key's name",
                        () -> sign(
                                claims(TENANT, "admin"),
                                new TestIssuer.Key(
                                        TestIssuer.key().id(),
                                        TestIssuer.Key.make().pair()))),
                wrong(
                        "signed with the public key as a secret",
                        () -> claims(TENANT, "admin")
                                .jws()
                                .algorithm(SignatureAlgorithm.HS256)
                                .keyId(TestIssuer.key().id())
                                .sign(publicKeyAsSecret())),
                wrong("not signed", () -> unsigned(sign(claims(TENANT, "admin")))),
                wrong(
                        "the signature cut off",
                        () -> sign(claims(TENANT, "admin")).replaceAll("[^.]+$", "")),
                wrong(
                        "other claims under the signature",
                        () -> swapped(sign(claims(TENANT, "viewer")), sign(claims(TENANT, "admin")))),
                wrong("three parts of nothing", () -> ".."),
                wrong("three parts of something", () -> "a.b.c"),
                wrong("not JSON inside", () -> "e30.bm8.bm8"),
                wrong("an empty object", () -> "e30.e30.e30"),
                wrong("a list", () -> "W10.W10.W10"),
                wrong("an encrypted one", () -> "e30.e30.e30.e30.e30"));
    }

    private static Map<String, Object> bare(String without) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                TestIssuer.url(),
                "aud",
                TestIssuer.AUDIENCE,
                "sub",
                "person-7",
                "iat",
                now,
                "exp",
                now + 600,
                "voxgate_tenant",
                TENANT,
                "voxgate_roles",
                List.of("viewer")));
        claims.remove(without);
        return claims;
    }

    private static Arguments wrong(String what, Supplier<String> token) {
        return arguments(Named.of(what, token));
    }

    private static SecretKey publicKeyAsSecret() {
        return new SecretKeySpec(TestIssuer.key().pair().getPublic().getEncoded(), "HmacSHA256");
    }

    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"kid\":\"%s\"}"
                        .formatted(TestIssuer.key().id())
                        .getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.")[1] + ".";
    }

    private static String swapped(String signed, String wanted) {
        return signed.split("\\.")[0] + "." + wanted.split("\\.")[1] + "." + signed.split("\\.")[2];
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aTokenThatIsNotGoodOpensNothing(Supplier<String> token) {
        tenant();
        with(sign(claims(TENANT, "admin"))).get("/v1/templates").then().statusCode(200);
        with(token.get())
                .get("/v1/templates")
                .then()
                .statusCode(401)
                .body(has("code", equalTo("UNAUTHENTICATED")))
                .header("WWW-Authenticate", containsString("Bearer"));
    }

    @Test
    void aTokenInAnotherPlaceIsNone() {
        tenant();
        String token = sign(claims(TENANT, "admin"));
        Api.request().header("Authorization", token).get("/v1/templates").then().statusCode(401);
        Api.request()
                .header("Authorization", "Basic " + token)
                .get("/v1/templates")
                .then()
                .statusCode(401);
        Api.request().cookie("q_session", token).get("/v1/templates").then().statusCode(401);
        Api.request()
                .queryParam("access_token", token)
                .get("/v1/templates")
                .then()
                .statusCode(401);
    }

    @Test
    void aNewKeyOfTheIssuerIsPickedUp() {
        tenant();
        String before = sign(claims(TENANT, "viewer"));
        with(before).get("/v1/templates").then().statusCode(200);
        TestIssuer.rotate();
        int asked = TestIssuer.keysAsked();

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> with(sign(claims(TENANT, "viewer")))
                                .get("/v1/templates")
                                .statusCode()
                        == 200);

        assertThat(TestIssuer.keysAsked()).isEqualTo(asked + 1);
        with(before).get("/v1/templates").then().statusCode(401);
    }

    /** Anybody can send a token that names a key which nobody has; the issuer hangs just then. */
    @Test
    void aTokenOfAnUnknownKeyHarmsNoOther() throws Exception {
        tenant();
        String good = sign(claims(TENANT, "viewer"));
        with(good).get("/v1/templates").then().statusCode(200);
        int asked = TestIssuer.keysAsked();
        TestIssuer.hang();
        List<Future<Integer>> strangers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        strangers.add(threads.submit(() -> with(sign(claims(TENANT, "admin"), TestIssuer.Key.make()))
                                .get("/v1/templates")
                                .statusCode()));
                        return TestIssuer.keysAsked() > asked;
                    });
            for (int i = 0; i < 5; i++) {
                with(good).get("/v1/templates").then().statusCode(200);
            }
            for (Future<Integer> stranger : strangers) {
                assertThat(stranger.get()).isIn(401, 503);
                with(good).get("/v1/templates").then().statusCode(200);
            }
        } finally {
            TestIssuer.answerAgain();
        }
    }

    @Test
    void aTokenDiesWithItsTenant() {
        TestTenant mine = TestTenant.create();
        String token = sign(claims(mine.id(), "admin"));
        with(token).get("/v1/templates").then().statusCode(200);
        TestTenant.operator().delete("/v1/tenants/{id}", mine.id()).then().statusCode(204);
        with(token).get("/v1/templates").then().statusCode(401);
    }
}
