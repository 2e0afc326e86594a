package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.voxgate.database.Database;
import io.voxgate.secret.EncryptedSecretTable;
import io.voxgate.testkit.Management;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Master keys come and go while the service works. */
@Tag("long")
@ServiceTest
class KeyRotationServiceTest {
    private static final String SECOND =
            Base64.getEncoder().encodeToString("the second master key, 32 bytes.".getBytes(StandardCharsets.US_ASCII));
    private static final String THIRD =
            Base64.getEncoder().encodeToString("the third master key, 32 bytes..".getBytes(StandardCharsets.US_ASCII));
    private static final String STRANGE =
            Base64.getEncoder().encodeToString("a master key of somebody else's.".getBytes(StandardCharsets.US_ASCII));
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    @Inject
    Database database;

    /** In one move, as a mounted secret changes. */
    private static void keys(String... keys) {
        try {
            Path next = PostgresResource.MASTER_KEY_FILE.resolveSibling("next-master-key");
            Files.writeString(next, "# the first seals\n" + String.join("\n", keys) + "\n");
            Files.move(
                    next,
                    PostgresResource.MASTER_KEY_FILE,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void everyKeyAgain() {
        keys(SECOND, THIRD, PostgresResource.MASTER_KEY, STRANGE);
        await().atMost(SOON).untilAsserted(() -> assertThat(sealers()).containsExactly(sealer(SECOND)));
    }

    private Set<String> sealers() {
        String union = String.join(
                " UNION ",
                EncryptedSecretTable.PLACES.stream()
                        .map(place -> "SELECT master_key_ids FROM " + place.table() + " WHERE master_key_ids <> ''")
                        .toList());
        return database.system(tx -> new TreeSet<>(tx.list(union, row -> row.getString(1))));
    }

    @Test
    void everyTableWithSealedSecretsTakesPart() {
        List<String> tables = database.system(tx -> tx.list(
                "SELECT table_name FROM information_schema.columns WHERE column_name = 'master_key_ids'",
                row -> row.getString(1)));
        assertThat(tables)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(EncryptedSecretTable.PLACES.stream()
                        .map(EncryptedSecretTable.SecretColumn::table)
                        .toList());
    }

    /** How the service names a key: the first digits of a digest, as the column shows it. */
    private static String sealer(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("voxgate master key".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(Base64.getDecoder().decode(key)), 0, 4);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keysRotateUnderLoad() {
        LiveTenant tenant = LiveTenant.create();
        IntStream.range(0, 120).forEach(i -> credential(tenant, "c" + i).then().statusCode(201));
        tenant.request()
                .body(Map.of("url", "https://hooks.example.com/in", "eventTypes", List.of("session.ended")))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(201);
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService load = Executors.newFixedThreadPool(6)) {
            IntStream.range(0, 6)
                    .forEach(worker -> load.submit(() -> {
                        for (int i = 0; !over.get(); i++) {
                            Response answer = work(tenant, worker, i);
                            done.incrementAndGet();
                            LockSupport.parkNanos(PAUSE.toNanos());
                            if (answer.statusCode() >= 300) {
                                failures.add(answer.statusCode() + " " + answer.asString());
                            }
                        }
                    }));
            keys(THIRD, SECOND, PostgresResource.MASTER_KEY);
            try {
                await().atMost(SOON).untilAsserted(() -> assertThat(sealers()).containsExactly(sealer(THIRD)));
                keys(THIRD);
                await().atMost(SOON).until(() -> metric("voxgate_secrets_waiting") == 0);
                int before = done.get();
                await().atMost(SOON).until(() -> done.get() > before + 60);
            } finally {
                over.set(true);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(done.get()).isGreaterThan(100);
        assertThat(metric("voxgate_secrets_unreadable")).isZero();
        assertThat(metric("voxgate_secrets_reencrypted_total")).isGreaterThanOrEqualTo(120);
    }

    private static Response credential(LiveTenant tenant, String name) {
        return tenant.request()
                .body(Map.of("fields", Map.of("apiKey", "sk-canary-of-" + name)))
                .put("/v1/credentials/" + name);
    }

    /** Starts that open secrets, checks of connections, and writes that seal new ones. */
    private static Response work(LiveTenant tenant, int worker, int i) {
        return switch (worker) {
            case 0, 1 ->
                tenant.start("trtc", LiveTenant.channel("trtc", "-short")).post("/v1/sessions");
            case 2 ->
                tenant.request()
                        .body(Map.of("fields", Map.of("apiKey", "sk-canary-again-" + i)))
                        .put("/v1/credentials/c" + i % 120);
            case 3 ->
                tenant.request()
                        .body(Map.of("agent", LiveTenant.agent("ali"), "connections", List.of("ali")))
                        .post("/v1/translations");
            case 4 -> tenant.request().get("/v1/credentials/c" + i % 120);
            default -> tenant.start("ali", LiveTenant.channel("ali", "-short")).post("/v1/sessions");
        };
    }

    @Test
    void aLostKeyStopsOnlyWhatItSealed() {
        LiveTenant tenant = LiveTenant.create();
        Map<String, Object> channel = LiveTenant.channel("trtc", "-short");
        tenant.request()
                .body(Map.of("url", "http://127.0.0.1:9/hook", "eventTypes", List.of("session.ended")))
                .put("/v1/webhooks/crm")
                .then()
                .statusCode(201);
        keys(STRANGE);
        await().atMost(SOON).until(() -> metric("voxgate_secrets_unreadable") > 0);
        tenant.start("trtc", channel)
                .post("/v1/sessions")
                .then()
                .statusCode(503)
                .body("code", equalTo("SECRETS_UNREADABLE"))
                .body("retryable", equalTo(false))
                .body(
                        "detail",
                        containsString(
                                "The secrets of the connection trtc cannot be opened: they were sealed with the master key"));
        tenant.request()
                .post("/v1/connections/trtc/verify")
                .then()
                .statusCode(503)
                .body("code", equalTo("SECRETS_UNREADABLE"));
        tenant.request()
                .get("/v1/connections/trtc")
                .then()
                .statusCode(200)
                .body("credentials.secretKey.lastFour", equalTo("0001"));
        await().atMost(SOON)
                .untilAsserted(() -> RestAssured.get(Management.url("/q/health/ready"))
                        .then()
                        .statusCode(503)
                        .body(containsString("The master keys here open few or none")));
        RestAssured.get(Management.url("/q/health/live")).then().statusCode(200);
        credential(tenant, "fresh").then().statusCode(201);
        tenant.request()
                .body(Map.of("fields", Map.of("apiKey", "sk-stored-again-1")))
                .put("/v1/credentials/llm")
                .then()
                .statusCode(200);
        tenant.request()
                .post("/v1/webhooks/crm/test")
                .then()
                .statusCode(503)
                .body("code", equalTo("SECRETS_UNREADABLE"));
        tenant.request()
                .post("/v1/webhooks/crm/rotate-secret")
                .then()
                .statusCode(200)
                .body("secret", startsWith("whsec_"))
                .body("previousSecretUntil", nullValue());
        tenant.request().post("/v1/webhooks/crm/test").then().statusCode(200).body("status", equalTo("failed"));
        keys("no key at all");
        credential(tenant, "fresh-2").then().statusCode(201);
        keys(STRANGE, SECOND, PostgresResource.MASTER_KEY);
        await().atMost(SOON)
                .until(() -> tenant.start("trtc", channel).post("/v1/sessions").statusCode() == 201);
        await().atMost(SOON).until(() -> metric("voxgate_secrets_unreadable") == 0);
        await().atMost(SOON)
                .until(() -> RestAssured.get(Management.url("/q/health/ready")).statusCode() == 200);
    }

    private static double metric(String name) {
        return RestAssured.get(Management.url("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }
}
