package io.voxgate.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxgate.limits.ConcurrencyLimiter.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static List<Permit> take(ConcurrencyLimiter limiter, String owner, int many) {
        return IntStream.range(0, many)
                .mapToObj(_ -> limiter.acquire(owner, Duration.ZERO).orElseThrow())
                .toList();
    }

    @Test
    void anOwnerHasItsShareAndNoMoreWhileOthersHaveTheirs() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(10, 3, 0);
        List<Permit> greedy = take(limiter, "greedy", 3);

        assertThat(limiter.acquire("greedy", LONG)).isEmpty();
        assertThat(limiter.acquire("other", Duration.ZERO)).isPresent();
        greedy.getFirst().close();
        greedy.getFirst().close();
        assertThat(limiter.inUse("greedy")).as("closing twice gives back once").isEqualTo(2);
        assertThat(limiter.acquire("greedy", Duration.ZERO)).isPresent();
    }

    @Test
    void allTogetherHaveTheTotal() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(4, 3, 5);
        take(limiter, "a", 3);
        Permit last = take(limiter, "b", 1).getFirst();

        assertThat(limiter.acquire("c", Duration.ofMillis(1))).isEmpty();
        last.close();
        assertThat(limiter.acquire("c", Duration.ZERO)).isPresent();
    }

    /** A hundred of one wait; one of another comes last and is second. */
    @Test
    void ownersGetTheirTurnsOneAfterTheOther() throws Exception {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 200);
        Permit held = take(limiter, "greedy", 1).getFirst();
        Queue<String> order = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100).forEach(_ -> threads.submit(() -> turn(limiter, "greedy", order)));
            await().until(() -> limiter.waiting() == 100);
            threads.submit(() -> turn(limiter, "modest", order));
            await().until(() -> limiter.waiting() == 101);
            held.close();
        }
        assertThat(order).hasSize(101);
        assertThat(List.copyOf(order).indexOf("modest")).isLessThanOrEqualTo(1);
        assertThat(limiter.inUse()).isZero();
        assertThat(limiter.known()).as("who is idle is forgotten").isZero();
    }

    private static void turn(ConcurrencyLimiter limiter, String owner, Queue<String> order) {
        try (Permit _ = limiter.acquire(owner, LONG).orElseThrow()) {
            order.add(owner);
        }
    }

    @Test
    void whoGivesUpOrIsInterruptedLeavesNothingBehind() throws Exception {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(1, 1, 10);
        Permit held = take(limiter, "a", 1).getFirst();
        assertThat(limiter.acquire("a", Duration.ofMillis(1))).isEmpty();
        Thread waiting =
                Thread.ofVirtual().start(() -> limiter.acquire("b", LONG).ifPresent(Permit::close));
        await().until(() -> limiter.waiting() == 1);
        waiting.interrupt();
        waiting.join();

        assertThat(limiter.waiting()).isZero();
        held.close();
        assertThat(limiter.known()).isZero();
        assertThat(limiter.acquire("b", Duration.ZERO)).isPresent();
    }

    @Test
    void neitherBoundIsEverBrokenAndEverybodyGetsThrough() throws Exception {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(5, 2, 1_000);
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        AtomicInteger all = new AtomicInteger();
        Queue<String> broken = new ConcurrentLinkedQueue<>();
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                String owner = "tenant-" + i % 7;
                sent.add(threads.submit(() -> {
                    try (Permit _ = limiter.acquire(owner, LONG).orElseThrow()) {
                        AtomicInteger own = running.computeIfAbsent(owner, _ -> new AtomicInteger());
                        if (own.incrementAndGet() > 2 || all.incrementAndGet() > 5) {
                            broken.add(owner);
                        }
                        Thread.yield();
                        own.decrementAndGet();
                        all.decrementAndGet();
                    }
                }));
            }
        }
        for (Future<?> one : sent) {
            one.get();
        }
        assertThat(broken).isEmpty();
        assertThat(limiter.known()).isZero();
    }
}
