package io.voxgate.persistence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list that is ordered by a key.
 *
 * @param next the key of the last item here when there are more; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
    /** Makes a page of rows of which there are more than wanted when there is a next page. */
    public static <T> Page<T> of(List<T> rows, int size, Function<T, String> key) {
        if (rows.size() <= size) {
            return new Page<>(List.copyOf(rows), Optional.empty());
        }
        List<T> items = List.copyOf(rows.subList(0, size));
        return new Page<>(items, Optional.of(key.apply(items.getLast())));
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }

    /**
     * Which part is wanted.
     *
     * @param after the key before the first item; {@code ""}: from the beginning
     * @param size at least 1
     */
    public record Request(String after, int size) {
        int oneMore() {
            return size + 1;
        }
    }
}
