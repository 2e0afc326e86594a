package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxgate.service.PostgresResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The master key changes in the file that both replicas read, step by step as docs/security.md says, while both start
 * sessions and seal secrets.
 */
class MasterKeyIT {
    private static final String FRESH =
            Base64.getEncoder().encodeToString("a fresh master key for two, 32b.".getBytes(StandardCharsets.US_ASCII));
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int STORED = 40;
    private static final Path KEYS = Path.of("target/master-key-of-two").toAbsolutePath();

    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    /** In one move, as a mounted secret changes. */
    private static void keys(String... keys) {
        try {
            Path next = KEYS.resolveSibling("next-" + KEYS.getFileName());
            Files.writeString(next, String.join("\n", keys) + "\n");
            Files.move(next, KEYS, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theMasterKeyRotatesUnderLoad() {
        keys(PostgresResource.MASTER_KEY);
        // An empty VOXGATE_MASTER_KEY counts as none, so that the file counts.
        try (Fleet fleet = Fleet.start(
                "master-key",
                2,
                Map.of(
                        "VOXGATE_MASTER_KEY",
                        "",
                        "VOXGATE_MASTER_KEY_FILE",
                        KEYS.toString(),
                        "VOXGATE_MASTER_KEYS_INTERVAL",
                        "1s"))) {
            FleetTenant tenant = FleetTenant.create(fleet.a());
            tenant.connect(fleet.a(), "sandbox", "AKID" + tenant.id()).then().statusCode(201);
            tenant.publish(fleet.b(), "Hello, how can I help you?").then().statusCode(201);
            IntStream.range(0, STORED)
                    .forEach(i -> assertThat(credential(fleet.replica(i % 2), tenant, "c" + i))
                            .isEqualTo(201));
            String before = sealers(fleet);
            long began = System.nanoTime();
            try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
                try {
                    IntStream.range(0, 6)
                            .forEach(worker -> load.submit(() -> work(fleet.replica(worker % 2), tenant, worker)));
                    rotate(fleet, before);
                } finally {
                    over.set(true);
                }
            }
            Map<Integer, Long> statuses = answers.stream()
                    .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));
            System.out.printf(
                    "Master key rotation over two replicas: %d ms, answers by status %s, sealed by %s, then by %s%n",
                    (System.nanoTime() - began) / 1_000_000, statuses, before, sealers(fleet));
            assertThat(failures).isEmpty();
            assertThat(statuses.keySet()).isSubsetOf(200, 201);
            assertThat(answers).hasSizeGreaterThan(100);
        }
    }

    /** The new key beside the old one, then before it; when nothing waits any more, the old one goes. */
    private void rotate(Fleet fleet, String before) {
        keys(PostgresResource.MASTER_KEY, FRESH);
        fleet.replicas().forEach(replica -> awaitRead(replica, 2));
        keys(FRESH, PostgresResource.MASTER_KEY);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sealers(fleet))
                        .isNotEqualTo(before)
                        .doesNotContain(before)
                        .doesNotContain(","));
        keys(FRESH);
        fleet.replicas().forEach(replica -> awaitRead(replica, 1));
        int done = answers.size();
        await().atMost(SOON).until(() -> answers.size() > done + 60);
        fleet.replicas()
                .forEach(replica -> assertThat(Web.metrics(replica))
                        .containsEntry("voxgate_secrets_waiting", 0.0)
                        .containsEntry("voxgate_secrets_unreadable", 0.0));
    }

    private static void awaitRead(Replica replica, int keys) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(Web.metrics(replica)).containsEntry("voxgate_master_keys", (double) keys));
    }

    /** The names of the keys that sealed what is stored, by commas. */
    private static String sealers(Fleet fleet) {
        List<String> found = fleet.postgres()
                .column("SELECT DISTINCT master_key_ids FROM (SELECT master_key_ids FROM credential UNION "
                        + "ALL SELECT master_key_ids FROM connection) s WHERE master_key_ids <> ''");
        return String.join(",", found);
    }

    private static int credential(Replica replica, FleetTenant tenant, String name) {
        return tenant.at(replica)
                .body(Map.of("fields", Map.of("apiKey", "sk-" + UUID.randomUUID())))
                .put("/v1/credentials/" + name)
                .statusCode();
    }

    /** Starts that open secrets at either replica, credentials that are sealed, and reads. */
    private void work(Replica replica, FleetTenant tenant, int worker) {
        for (int i = 0; !over.get(); i++) {
            int number = i;
            Supplier<Integer> one = switch (worker) {
                case 0, 1 ->
                    () -> Web.start(
                                    replica,
                                    tenant.key(),
                                    UUID.randomUUID().toString(),
                                    FleetTenant.start("room-" + UUID.randomUUID() + "-short"))
                            .status();
                case 2, 3 -> () -> credential(replica, tenant, "c" + number % STORED);
                default ->
                    () -> Web.get(replica, "/v1/credentials/llm", tenant.key()).status();
            };
            int status = one.get();
            answers.add(status);
            if (status != 200 && status != 201) {
                failures.add("worker " + worker + ": " + status);
            }
        }
    }
}
