package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The process with exactly the image's flags and the manifest's memory, under large bodies, large answers and two
 * hundred callers: what it takes stays below the limit at which the kernel would end it. {@code -Dmemory.rounds=200}
 * for the long form.
 */
@ExtendWith(SharedFleet.class)
class MemoryIT {
    private static final int ROUNDS = Integer.getInteger("memory.rounds", 6);
    private static final int CALLERS = 200;
    private static final long LIMIT = 768L << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    /** As a container of that size; the test's machine has more. */
    private static List<String> flags() throws IOException {
        Matcher options =
                Pattern.compile("JAVA_TOOL_OPTIONS=\"([^\"]+)\"").matcher(Files.readString(Path.of("Dockerfile")));
        assertThat(options.find()).isTrue();
        List<String> flags = new ArrayList<>(Arrays.asList(options.group(1).split(" ")));
        flags.add("-XX:MaxRAM=" + LIMIT);
        return flags;
    }

    @Test
    void whatItTakesStaysBelowTheLimit(Fleet fleet) throws Exception {
        try (Replica replica = fleet.separate("as-in-the-image", flags())) {
            measure(replica);
        }
    }

    private static void measure(Replica replica) throws Exception {
        FleetTenant tenant = FleetTenant.create(replica);
        long idle = resident(replica, "VmRSS");
        Map<Integer, Integer> answers = new TreeMap<>();
        String large = agent(1_000_000);
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<Integer>> sent = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    HttpRequest request = request(replica, tenant, i, large);
                    sent.add(callers.submit(() ->
                            client.send(request, BodyHandlers.discarding()).statusCode()));
                }
                for (Future<Integer> one : sent) {
                    answers.merge(one.get(), 1, Integer::sum);
                }
            }
        }
        long most = resident(replica, "VmHWM");
        System.out.printf(
                "Resident memory with the image's flags: idle %d MiB, at most %d MiB of %d MiB; answers by status %s%n",
                idle >> 20, most >> 20, LIMIT >> 20, answers);
        assertThat(replica.up("/q/health/live")).isTrue();
        assertThat(most).isLessThan(LIMIT);
    }

    /** Bodies at the limit, large answers, and small reads, mixed. */
    private static HttpRequest request(Replica replica, FleetTenant tenant, int number, String large) {
        String path = List.of(
                        "/v1/translations", "/openapi.json", "/v1/templates", "/v1/audit?pageSize=200", "/v1/vendors")
                .get(number % 5);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(replica.url() + path))
                .timeout(TIMEOUT)
                .header("Authorization", tenant.key().bearer())
                .header("Content-Type", "application/json");
        return (path.equals("/v1/translations") ? request.POST(BodyPublishers.ofString(large)) : request.GET()).build();
    }

    private static String agent(int bytes) {
        return Json.write(Json.tree(
                Map.of("agent", Map.of("instructions", "x".repeat(bytes)), "vendors", List.of("tencent-trtc"))));
    }

    private static long resident(Replica replica, String what) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + replica.pid() + "/status")).stream()
                .filter(line -> line.startsWith(what + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}
