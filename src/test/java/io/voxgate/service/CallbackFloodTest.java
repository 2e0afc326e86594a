package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.voxgate.testkit.JsonAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * TRTC's callbacks as a bad network brings them: each ten times, shuffled, many at once.
 * {@code -Dcallbacks.distinct=10000} for the long form, {@code -Dcallbacks.sessions=1} for all of them on one session.
 */
@Tag("long")
@ServiceTest
class CallbackFloodTest {
    private static final int TIMES = 10;
    private static final int AT_ONCE = 64;
    private static final int DISTINCT = Integer.getInteger("callbacks.distinct", 300);
    private static final int SESSIONS = Integer.getInteger("callbacks.sessions", Math.max(2, DISTINCT / 500));
    private static final long SEED = Long.getLong("callbacks.seed", 20260801L);

    /** One callback of the vendor's: what is sent, and what it should have become. */
    private record Callback(String body, String sign) {}

    private LiveTenant tenant;

    @Test
    void tenTimesEachStoresEachOnce() throws Exception {
        tenant = LiveTenant.create();
        List<String> sessions = IntStream.range(0, SESSIONS)
                .mapToObj(_ -> tenant.started("trtc", "-long-no-callbacks"))
                .toList();
        List<String> tasks = sessions.stream()
                .map(id -> tenant.get(id).extract().as(JsonAnswer.class).<String>get("vendorSessionId"))
                .toList();
        sessions.forEach(id -> tenant.awaitStatus(id, "active"));
        List<Integer> before = sessions.stream().map(id -> types(id).size()).toList();
        List<Callback> distinct = IntStream.range(0, DISTINCT)
                .mapToObj(i -> callback(tasks.get(i % SESSIONS), i))
                .toList();

        Instant began = Instant.now();
        assertThat(send(repeated(distinct))).as("callbacks.seed=%d", SEED).isEmpty();
        Duration took = Duration.between(began, Instant.now());

        for (int i = 0; i < SESSIONS; i++) {
            String task = tasks.get(i);
            List<Integer> sequence = events(sessions.get(i), "sequence");
            List<String> texts = events(sessions.get(i), "data.text").stream()
                    .map(String.class::cast)
                    .filter(text -> text != null && text.startsWith("sentence "))
                    .toList();
            List<String> wanted = distinct.stream()
                    .filter(callback -> callback.body().contains(task))
                    .map(callback -> callback.body().replaceFirst("(?s).*\"Text\":\"(.*?)\".*", "$1"))
                    .toList();
            assertThat(texts).as("callbacks.seed=%d", SEED).containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(sequence)
                    .isEqualTo(IntStream.rangeClosed(1, sequence.size()).boxed().toList());
            assertThat(sequence.size())
                    .as("Nothing but each callback and what Voxgate itself found out")
                    .isBetween(before.get(i) + wanted.size(), before.get(i) + wanted.size() + 1);
        }
        System.out.printf(
                "callbacks: %d distinct x %d on %d sessions in %d ms (%d a second), seed %d%n",
                DISTINCT,
                TIMES,
                SESSIONS,
                took.toMillis(),
                DISTINCT * TIMES * 1000L / Math.max(1, took.toMillis()),
                SEED);
    }

    /** The check can fail: bytes that the vendor did not sign are not counted as taken. */
    @Test
    void aForgedOneIsNotTaken() throws Exception {
        tenant = LiveTenant.create();
        Callback genuine = callback("task-1", 1);

        assertThat(send(List.of(new Callback(genuine.body().replace("sentence", "forgery"), genuine.sign()))))
                .containsExactly("401");
    }

    /** A day's traffic once more, after it was over: nothing is new, and the session is as it was. */
    @Test
    void aReplayOfEverythingStoresNothing() throws Exception {
        tenant = LiveTenant.create();
        String id = tenant.started("trtc", "-long-no-callbacks");
        String task = tenant.get(id).extract().as(JsonAnswer.class).get("vendorSessionId");
        List<Callback> day = new ArrayList<>(
                IntStream.range(0, 40).mapToObj(i -> callback(task, i)).toList());
        day.add(signed(("{\"EventGroupId\":9,\"EventType\":901,\"CallbackTs\":1,"
                        + "\"EventInfo\":{\"EventMsTs\":1700000000000,\"TaskId\":\"%s\",\"Payload\":{\"Status\":0}}}")
                .formatted(task)));
        day.add(signed(("{\"EventGroupId\":9,\"EventType\":977,\"New\":true,\"CallbackTs\":1,"
                        + "\"EventInfo\":{\"EventMsTs\":1700000000500,\"TaskId\":\"%s\",\"Payload\":[7]}}")
                .formatted(task)));
        day.add(signed(("{\"EventGroupId\":9,\"EventType\":902,\"CallbackTs\":1,"
                        + "\"EventInfo\":{\"EventMsTs\":1700000009000,\"TaskId\":\"%s\","
                        + "\"Payload\":{\"LeaveCode\":99}}}")
                .formatted(task)));
        assertThat(send(day)).isEmpty();
        tenant.get(id).body("status", equalTo("ended")).body("endReason", equalTo("hangUp"));
        List<Object> stored = events(id, "id");
        String etag = tenant.request().get("/v1/sessions/{id}", id).header("ETag");

        assertThat(send(repeated(day))).isEmpty();

        assertThat(events(id, "id")).isEqualTo(stored);
        assertThat(tenant.request().get("/v1/sessions/{id}", id).header("ETag")).isEqualTo(etag);
        assertThat(types(id)).contains("vendor.other");
    }

    private Callback callback(String task, int number) {
        return signed(("{\"EventGroupId\":9,\"EventType\":903,\"CallbackTs\":%d,\"EventInfo\":{\"EventMsTs\":%d,"
                        + "\"TaskId\":\"%s\",\"RoomId\":\"r\",\"RoomIdType\":1,\"Payload\":{\"UserId\":\"user_1\","
                        + "\"Text\":\"sentence %d.\",\"StartTimeMs\":%d,\"EndTimeMs\":%d,\"RoundId\":\"%d\"}}}")
                .formatted(
                        1_700_000_000_000L + number,
                        1_700_000_000_000L + number / 3,
                        task,
                        number,
                        number,
                        number + 1,
                        number / 2));
    }

    private Callback signed(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(tenant.callbackKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new Callback(
                    body, Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Callback> repeated(List<Callback> distinct) {
        List<Callback> all = new ArrayList<>(IntStream.range(0, TIMES)
                .boxed()
                .flatMap(_ -> distinct.stream())
                .toList());
        Collections.shuffle(all, new Random(SEED));
        return all;
    }

    /** Sends all, many at once; what was not answered 200. */
    private List<String> send(List<Callback> all) throws InterruptedException {
        URI to = URI.create("http://localhost:" + RestAssured.port
                + URI.create(tenant.request()
                                .get("/v1/connections/trtc")
                                .then()
                                .extract()
                                .as(JsonAnswer.class)
                                .<String>get("callbackUrl"))
                        .getPath());
        ConcurrentLinkedQueue<String> bad = new ConcurrentLinkedQueue<>();
        Semaphore hands = new Semaphore(AT_ONCE);
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callback callback : all) {
                hands.acquire();
                threads.submit(() -> {
                    try {
                        int status = client.send(
                                        HttpRequest.newBuilder(to)
                                                .header("Content-Type", "application/json")
                                                .header("Sign", callback.sign())
                                                .header("SdkAppId", Integer.toString(tenant.app()))
                                                .POST(BodyPublishers.ofString(callback.body()))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode();
                        if (status != 200) {
                            bad.add(Integer.toString(status));
                        }
                    } catch (IOException | InterruptedException e) {
                        bad.add(e.toString());
                    } finally {
                        hands.release();
                    }
                });
            }
        }
        return bad.stream().collect(Collectors.toList());
    }

    private List<String> types(String session) {
        return events(session, "type");
    }

    private <T> List<T> events(String session, String part) {
        List<T> all = new ArrayList<>();
        String token = null;
        do {
            var request = tenant.request().queryParam("pageSize", 200);
            var page = (token == null ? request : request.queryParam("pageToken", token))
                    .get("/v1/sessions/{id}/events", session)
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(JsonAnswer.class);
            all.addAll(page.getList("items." + part));
            token = page.getString("nextPageToken");
        } while (token != null);
        return all;
    }
}
