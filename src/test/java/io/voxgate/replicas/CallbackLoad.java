package io.voxgate.replicas;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Vendors that call back at a steady rate, over all replicas in turn, and, as vendors do, send again whatever was not
 * answered 200 until it is. Each callback has a number of its own.
 */
public final class CallbackLoad implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Fleet fleet;
    private final List<Push> pushes;
    private final Duration gap;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Integer> stored = Collections.newSetFromMap(new ConcurrentHashMap<>());
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running = true;

    /** What one session's vendor sends. */
    public interface Push {
        /** @param number to be found again in the event that it becomes */
        Signed numbered(int number);
    }

    /** @param path with the query; header: its name, then its value */
    public record Signed(String path, List<String> header, String body) {}

    /** @param status 0: refused or broken off; retryAfter: whether the header was there */
    record Answer(long nanos, Duration took, int status, boolean retryAfter) {}

    private CallbackLoad(Fleet fleet, List<Push> pushes, Duration gap) {
        this.fleet = fleet;
        this.pushes = pushes;
        this.gap = gap;
    }

    /** @param perSecond over all senders together, if the replicas can take it */
    static CallbackLoad start(Fleet fleet, List<Push> pushes, int senders, int perSecond) {
        CallbackLoad load =
                new CallbackLoad(fleet, pushes, Duration.ofSeconds(senders).dividedBy(perSecond));
        for (int i = 0; i < senders; i++) {
            load.senders.submit(load::work);
        }
        return load;
    }

    private void work() {
        long due = System.nanoTime();
        while (running) {
            int number = next.getAndIncrement();
            deliver(number);
            due = Math.max(
                    due + gap.toNanos(),
                    System.nanoTime() - Duration.ofSeconds(1).toNanos());
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void deliver(int number) {
        Signed signed = pushes.get(number % pushes.size()).numbered(number);
        for (int i = number; send(fleet.replicas().get(i % fleet.replicas().size()), signed) != 200; i++) {
            LockSupport.parkNanos(AGAIN.toNanos());
        }
        stored.add(number);
    }

    private int send(Replica replica, Signed signed) {
        Answer answer = once(replica, signed);
        answers.add(answer);
        return answer.status();
    }

    /** Sends a callback, whatever is answered. */
    static Answer once(Replica replica, Signed signed) {
        long began = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(URI.create(replica.url() + signed.path()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .headers(signed.header().toArray(String[]::new))
                .POST(BodyPublishers.ofString(signed.body()))
                .build();
        return answer(began, request);
    }

    private static Answer answer(long began, HttpRequest request) {
        try {
            HttpResponse<Void> response = CLIENT.send(request, BodyHandlers.discarding());
            return new Answer(
                    began,
                    took(began),
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").isPresent());
        } catch (IOException _) {
            return new Answer(began, took(began), 0, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Duration took(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The numbers that were answered 200, so far. */
    Set<Integer> stored() {
        return Set.copyOf(stored);
    }

    /** Every answer so far, also those that made it be sent again. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** No new callbacks; waits until those that were begun are answered 200. */
    void finish() {
        running = false;
        senders.shutdown();
        try {
            if (!senders.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Some callbacks are never answered 200");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        running = false;
        senders.shutdownNow();
    }
}
