package io.voxgate.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.voxgate.database.RowChange;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept, for how long, and above all what is not. */
class InvalidatingCacheTest {
    private static final CacheLimits BOUNDS = new CacheLimits(100, 10_000, Duration.ofSeconds(4));

    private final AtomicLong now = new AtomicLong(1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CacheRegistry caches = new CacheRegistry(meters, now::get);
    private final InvalidatingCache<String, String> cache = caches.open(
            "test", BOUNDS, String::length, (change, key, _) -> change.name().equals(key));
    private final AtomicReference<Optional<String>> database = new AtomicReference<>(Optional.of("old"));
    private final AtomicInteger reads = new AtomicInteger();

    @BeforeEach
    void listen() {
        caches.validUntil(now.get() + Duration.ofHours(1).toNanos());
    }

    private Optional<String> find(String key) {
        return cache.find(key, () -> {
            reads.incrementAndGet();
            return database.get();
        });
    }

    private void change(String key) {
        caches.changed(Set.of(new RowChange("table", "tenant", key)));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aChangeIsSeenAndAnotherCostsNothing() {
        find("a");
        database.set(Optional.of("new"));
        change("b");
        assertThat(find("a")).contains("old");
        change("a");
        assertThat(find("a")).contains("new");
        assertThat(reads).hasValue(2);
        assertThat(meters.get("voxgate.cache.invalidations")
                        .tag("cache", "test")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    /** The load has read the old row; before it can keep it, the change is heard. */
    @Test
    void aLoadThatBeganBeforeAChangeIsNotKept() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Optional<String>> slow = CompletableFuture.supplyAsync(
                    () -> cache.find("a", () -> {
                        read.countDown();
                        await(told);
                        return Optional.of("old");
                    }),
                    threads);
            await(read);
            database.set(Optional.of("new"));
            change("a");
            assertThat(find("a")).contains("new");
            told.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS)).contains("old");
        }
        assertThat(find("a")).as("kept after the change").contains("new");
        assertThat(reads).hasValue(1);
    }

    /** The same race against the loss of the connection, which tells nothing about what changed. */
    @Test
    void aLoadThatBeganBeforeChangesWereLostIsNotKept() {
        assertThat(cache.find("a", () -> {
                    caches.lost();
                    listen();
                    return Optional.of("old");
                }))
                .contains("old");
        database.set(Optional.of("new"));
        assertThat(find("a")).contains("new");
    }

    /** A writer and readers at full speed: once a change is told, nobody may read what was before it. */
    @Test
    void noReaderSeesWhatWasBeforeAToldChange() throws Exception {
        AtomicLong stored = new AtomicLong();
        AtomicLong told = new AtomicLong();
        AtomicInteger stale = new AtomicInteger();
        InvalidatingCache<String, Long> numbers = caches.open(
                "numbers", BOUNDS, _ -> 8, (change, key, _) -> change.name().equals(key));
        // Threads of the platform: virtual ones that never wait would leave no processor to one that holds a lock.
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            IntStream.range(0, 4)
                    .forEach(_ -> threads.submit(() -> {
                        while (told.get() < 20_000) {
                            long least = told.get();
                            long seen = numbers.find("n", () -> Optional.of(stored.get()))
                                    .orElseThrow();
                            if (seen < least) {
                                stale.incrementAndGet();
                            }
                        }
                    }));
            for (long i = 1; i <= 20_000; i++) {
                stored.set(i);
                change("n");
                told.set(i);
            }
        }
        assertThat(stale).hasValue(0);
    }

    @Test
    void nothingIsKeptWhileChangesAreNotHeard() {
        find("a");
        caches.lost();
        database.set(Optional.of("new"));
        assertThat(find("a")).contains("new");
        find("a");
        assertThat(reads).hasValue(3);
        assertThat(meters.get("voxgate.changes.received").gauge().value()).isZero();
        assertThat(meters.get("voxgate.changes.lost").counter().count()).isEqualTo(1);
    }

    /** The listener hangs: nobody says that it is lost, and nobody says that it is not. */
    @Test
    void trustEndsByItself() {
        caches.validUntil(now.get() + Duration.ofSeconds(3).toNanos());
        find("a");
        pass(Duration.ofMillis(2999));
        find("a");
        assertThat(reads).hasValue(1);
        pass(Duration.ofMillis(1));
        database.set(Optional.of("new"));
        assertThat(find("a")).contains("new");
        caches.validUntil(now.get() + Duration.ofSeconds(3).toNanos());
        assertThat(find("a")).as("nothing was changed, says who listens again").contains("old");
    }

    @Test
    void anEntryIsReadAgainAfterItsTime() {
        find("a");
        pass(Duration.ofMillis(3999));
        find("a");
        assertThat(reads).hasValue(1);
        pass(Duration.ofMillis(1));
        find("a");
        assertThat(reads).hasValue(2);
    }

    /** Guessed prefixes of keys: neither room nor anybody's place. */
    @Test
    void whatDoesNotExistTakesNoRoom() {
        find("a");
        database.set(Optional.empty());
        IntStream.range(0, 10_000).forEach(i -> assertThat(find("guess-" + i)).isEmpty());
        assertThat(cache.entries().asMap()).containsOnlyKeys("a");
        assertThat(reads).hasValue(10_001);
    }

    @Test
    void entriesAndBytesAreBounded() {
        IntStream.range(0, 1000).forEach(i -> find("key-" + i));
        assertThat(cache.entries().asMap()).hasSizeLessThanOrEqualTo(100);
        database.set(Optional.of("x".repeat(3000)));
        IntStream.range(0, 1000).forEach(i -> find("large-" + i));
        assertThat(cache.entries().asMap().values().stream()
                        .mapToInt(String::length)
                        .sum())
                .isLessThanOrEqualTo(10_000);
        database.set(Optional.of("x".repeat(20_000)));
        find("too-large");
        assertThat(cache.entries().asMap()).doesNotContainKey("too-large");
        assertThat(meters.get("cache.evictions")
                        .tag("cache", "test")
                        .functionCounter()
                        .count())
                .isGreaterThan(900);
    }

    @Test
    void manyAreReadAtOnceAndOnlyTheMissing() {
        find("a");
        Map<String, String> found = cache.findAll(Set.of("a", "b", "c", "gone"), missing -> {
            assertThat(missing).containsExactlyInAnyOrder("b", "c", "gone");
            return missing.stream()
                    .filter(key -> !key.equals("gone"))
                    .collect(Collectors.toMap(key -> key, key -> key));
        });
        assertThat(found).isEqualTo(Map.of("a", "old", "b", "b", "c", "c"));
        assertThat(cache.entries().asMap()).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void aNameIsTakenOnce() {
        assertThatThrownBy(() -> caches.open("test", BOUNDS, String::length, (_, _, _) -> true))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
