package io.voxgate.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Makes values from a source of randomness; the larger {@code size} (0 to 100), the richer the value.
 *
 * @param <T> what is made
 */
@FunctionalInterface
public interface Gen<T> {

    T next(RandomGenerator random, int size);

    static <T> Gen<T> of(T value) {
        return (_, _) -> value;
    }

    @SafeVarargs
    static <T> Gen<T> oneOf(T... values) {
        return (random, _) -> values[random.nextInt(values.length)];
    }

    static <T> Gen<T> oneOf(List<T> values) {
        return (random, _) -> values.get(random.nextInt(values.size()));
    }

    static Gen<Integer> between(int min, int max) {
        return (random, _) -> (int) random.nextLong(min, max + 1L);
    }

    /** The ends of a range more often than what is between them. */
    static Gen<Integer> edgy(int min, int max) {
        return (random, size) -> switch (random.nextInt(6)) {
            case 0 -> min;
            case 1 -> max;
            case 2 -> Math.min(min + 1, max);
            case 3 -> Math.max(max - 1, min);
            default -> between(min, max).next(random, size);
        };
    }

    default <R> Gen<R> map(Function<T, R> function) {
        return (random, size) -> function.apply(next(random, size));
    }

    static <T> Gen<List<T>> listOf(Gen<T> item, int min, int max) {
        return (random, size) -> {
            int length =
                    between(min, Math.clamp(Math.max(min, size / 10), min, max)).next(random, size);
            List<T> list = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                list.add(item.next(random, size));
            }
            return list;
        };
    }

    /** The value of one seed: the same in every run. */
    default T at(long seed, int size) {
        return next(new Random(seed), size);
    }
}
