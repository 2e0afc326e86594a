package io.voxgate.property;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs a check over many seeds with growing size. Each failure names its seed; {@code -Dproperty.seed=N} runs that seed
 * alone, and {@code -Dproperty.runs=N} more of them. A failing value is made again ever smaller, and the smallest that
 * still fails is told.
 */
public final class Property {
    private static final int RUNS = Integer.getInteger("property.runs", 200);

    private Property() {}

    /** One test for each property, not for each seed, so that reports stay readable. */
    public static <T> DynamicTest holds(String name, Gen<T> gen, Consumer<T> check) {
        return DynamicTest.dynamicTest(name, () -> check(gen, check));
    }

    public static <T> void check(Gen<T> gen, Consumer<T> check) {
        seeds().forEach(seed -> {
            failure(gen, check, seed, size(seed)).ifPresent(failure -> {
                throw smallest(gen, check, seed, failure);
            });
        });
    }

    /** The values of all seeds. */
    public static <T> Stream<T> values(Gen<T> gen) {
        return seeds().mapToObj(seed -> gen.at(seed, size(seed)));
    }

    private static LongStream seeds() {
        Long one = Long.getLong("property.seed");
        return one == null ? LongStream.range(0, RUNS) : LongStream.of(one);
    }

    private static int size(long seed) {
        return (int) (seed % 100) + 1;
    }

    private static <T> AssertionError smallest(Gen<T> gen, Consumer<T> check, long seed, Throwable first) {
        int smaller = IntStream.range(1, size(seed))
                .filter(size -> failure(gen, check, seed, size).isPresent())
                .findFirst()
                .orElse(size(seed));
        Throwable failure = failure(gen, check, seed, smaller).orElse(first);
        return new AssertionError(
                "Fails with -Dproperty.seed=" + seed + " (size " + smaller + ") for " + gen.at(seed, smaller) + ": "
                        + failure.getMessage(),
                failure);
    }

    /** What a check threw, if it threw. */
    private static <T> Optional<Throwable> failure(Gen<T> gen, Consumer<T> check, long seed, int size) {
        try {
            check.accept(gen.at(seed, size));
            return Optional.empty();
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(e);
        }
    }
}
