package io.voxgate.chaos;

import io.voxgate.chaos.ChaosHistory.Callback;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.chaos.ChaosOrder.CallbackMode;
import io.voxgate.replicas.Replica;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the replicas what happens to tasks, as the schedule says: at once, twice, shuffled, late, or not; and again
 * until it is answered 200.
 */
final class CallbackSender implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(1500);
    private static final Duration GIVE_UP = Duration.ofSeconds(75);

    private final ChaosSchedule schedule;
    private final TaskLedger ledger;
    private final ChaosTenants tenants;
    private final List<Replica> replicas;
    private final Random random;
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Whose callbacks they are, and how the next is called. */
    interface Names {
        String next();

        int app();
    }

    CallbackSender(ChaosSchedule schedule, TaskLedger ledger, ChaosTenants tenants, List<Replica> replicas) {
        this.schedule = schedule;
        this.ledger = ledger;
        this.tenants = tenants;
        this.replicas = replicas;
        this.random = new Random(schedule.seed() + 1);
    }

    void begun(Task task) {
        schedule.named(task.marker()).ifPresent(order -> send(order, task, VendorCallback.begun(task, names(order))));
    }

    void ended(Task task) {
        schedule.named(task.marker()).ifPresent(order -> send(order, task, VendorCallback.ended(task, names(order))));
    }

    private Names names(ChaosOrder order) {
        int app = tenants.of(order).app();
        return new Names() {
            @Override
            public String next() {
                return "cb-" + ids.incrementAndGet();
            }

            @Override
            public int app() {
                return app;
            }
        };
    }

    /** How many are on their way. */
    int pending() {
        return pending.get();
    }

    private void send(ChaosOrder order, Task task, List<VendorCallback> callbacks) {
        if (order.callbacks() == CallbackMode.LOST) {
            return;
        }
        String path = tenants.callbackPath(order);
        for (VendorCallback callback : callbacks) {
            Duration wait = wait(order.callbacks());
            pending.incrementAndGet();
            threads.submit(() -> deliver(callback, task, path, wait));
            if (order.callbacks() == CallbackMode.TWICE) {
                pending.incrementAndGet();
                threads.submit(() -> deliver(callback, task, path, wait.plusMillis(5)));
            }
        }
    }

    private Duration wait(CallbackMode mode) {
        synchronized (random) {
            return Duration.ofMillis(
                    switch (mode) {
                        case IN_ORDER, TWICE, LOST -> 0;
                        case SHUFFLED -> random.nextInt(4_000);
                        case LATE -> 8_000 + random.nextInt(12_000);
                    });
        }
    }

    private void deliver(VendorCallback callback, Task task, String path, Duration wait) {
        try {
            Thread.sleep(wait);
            ledger.sent(new Callback(callback.id(), task.handle(), callback.what(), System.currentTimeMillis(), 0));
            long end = System.nanoTime() + GIVE_UP.toNanos();
            for (int turn = callback.id().hashCode(); System.nanoTime() < end; turn++) {
                if (send(replicas.get(Math.floorMod(turn, replicas.size())), callback, path) == 200) {
                    ledger.acknowledged(callback.id(), System.currentTimeMillis());
                    return;
                }
                Thread.sleep(AGAIN);
            }
        } catch (InterruptedException _) {
            // The run is over.
        } finally {
            pending.decrementAndGet();
        }
    }

    private int send(Replica replica, VendorCallback callback, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(replica.url() + path + callback.query()))
                .timeout(TIMEOUT)
                .headers(callback.allHeaders())
                .POST(BodyPublishers.ofString(callback.body()))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
