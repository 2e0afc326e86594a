package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.voxgate.database.Database;
import io.voxgate.json.Json;
import io.voxgate.testkit.SseClient;
import io.voxgate.testkit.SseParser.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Connections that break at any byte, again and again, while events are written: what was received in the end is what
 * is stored.
 */
@ServiceTest
class StreamDropServiceTest {
    private static final int DROPS = Integer.getInteger("sse.drops", 75);
    private static final long SEED = Long.getLong("sse.seed", System.nanoTime());
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration AFTERWARDS = Duration.ofMillis(300);
    private static final int AHEAD = 60;
    private static final int MOST_BYTES = 4_000;

    @Inject
    Database database;

    private final Random random = new Random(SEED);
    private final Semaphore room = new Semaphore(AHEAD);
    private final AtomicInteger drops = new AtomicInteger();

    @Test
    void aSessionsStreamResumesExactly() throws IOException, InterruptedException {
        LiveTenant live = LiveTenant.create();
        String session = live.started("trtc", "-long-no-callbacks");
        EventFeed feed = new EventFeed(database, live.tenantId());
        List<Thread> writers = List.of(writer(feed, List.of(session), SEED + 1));

        List<String> received =
                read(live, "/v1/sessions/" + session + "/events", writers, () -> feed.ofSession(session));

        assertIsWhole(received, feed.ofSession(session));
    }

    @Test
    void aTenantsStreamResumesExactlyAlsoWithLateCommits() throws IOException, InterruptedException {
        LiveTenant live = LiveTenant.create();
        List<String> sessions = List.of(
                live.started("trtc", "-long-no-callbacks"),
                live.started("trtc", "-long-no-callbacks"),
                live.started("trtc", "-long-no-callbacks"));
        EventFeed feed = new EventFeed(database, live.tenantId());
        List<Thread> writers =
                List.of(writer(feed, sessions.subList(0, 1), SEED + 2), writer(feed, sessions.subList(1, 3), SEED + 3));

        List<String> received = read(live, "/v1/events?after=0", writers, feed::ofTenant);

        assertIsWhole(received, feed.ofTenant());
    }

    /** A session goes on by itself after the reader has left; what the writers wrote was all there before that. */
    private static void assertIsWhole(List<String> received, List<String> stored) {
        assertThat(received).as("seed %d", SEED).isEqualTo(stored.subList(0, Math.min(received.size(), stored.size())));
        assertThat(stored.subList(received.size(), stored.size()))
                .as("seed %d", SEED)
                .noneMatch(EventFeed::wrote);
    }

    /** Writes until enough connections have dropped; some transactions stay open for a while. */
    private Thread writer(EventFeed feed, List<String> sessions, long seed) {
        Random chance = new Random(seed);
        return Thread.ofPlatform().daemon().unstarted(() -> {
            while (drops.get() < DROPS) {
                int count = 1 + chance.nextInt(5);
                if (acquired(count)) {
                    feed.add(
                            sessions.get(chance.nextInt(sessions.size())),
                            count,
                            chance.nextInt(1_500),
                            Duration.ofMillis(chance.nextInt(5) == 0 ? 30 : 0));
                }
            }
        });
    }

    private boolean acquired(int count) {
        try {
            return room.tryAcquire(count, 50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> read(LiveTenant live, String path, List<Thread> writers, Supplier<List<String>> stored)
            throws IOException, InterruptedException {
        System.out.printf("-Dsse.drops=%d -Dsse.seed=%d%n", DROPS, SEED);
        long begun = System.nanoTime();
        List<Event> received = new ArrayList<>();
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", live.bearer()));
        writers.forEach(Thread::start);
        while (drops.get() < DROPS) {
            try (SseClient client = SseClient.open(RestAssured.port, path, headers, 0)) {
                int left = 1 + random.nextInt(MOST_BYTES);
                long end = System.nanoTime() + TIMEOUT.toNanos();
                while (left > 0 && System.nanoTime() < end) {
                    left -= Math.max(0, client.read(left, Duration.ofMillis(50)));
                    assertThat(client.ended())
                            .as("the server ends nothing: %d %s, seed %d", client.status(), received.size(), SEED)
                            .isFalse();
                }
                take(client, received, headers);
                if (random.nextBoolean()) {
                    client.reset();
                }
                drops.incrementAndGet();
            }
        }
        for (Thread writer : writers) {
            writer.join();
        }
        rest(path, headers, received, written(stored.get()));
        System.out.printf(
                "%d drops, %d events, %d ms%n", drops.get(), received.size(), (System.nanoTime() - begun) / 1_000_000);
        return ids(received);
    }

    private static List<String> ids(List<Event> events) {
        return events.stream()
                .map(event -> Json.parse(event.data()).orElseThrow().get("id").asText())
                .toList();
    }

    private static long written(List<String> ids) {
        return ids.stream().filter(EventFeed::wrote).count();
    }

    /** @param written how many events the writers wrote; what comes after all of them, or once more, comes at once */
    private void rest(String path, Map<String, String> headers, List<Event> received, long written) throws IOException {
        long left = written - written(ids(received));
        try (SseClient client = SseClient.open(RestAssured.port, path, headers, 0)) {
            client.until(() -> written(ids(client.parser().events())) >= left, TIMEOUT);
            client.until(() -> false, AFTERWARDS);
            take(client, received, headers);
        }
    }

    private void take(SseClient client, List<Event> received, Map<String, String> headers) {
        List<Event> events = client.parser().events();
        assertThat(events).as("seed %d", SEED).noneMatch(event -> event.type().equals("reset"));
        room.release(events.size());
        received.addAll(events);
        if (!client.parser().lastEventId().isEmpty()) {
            headers.put("Last-Event-ID", client.parser().lastEventId());
        }
    }
}
