package io.voxgate.database;

import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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

    /** The same with each item changed; one that cannot be is left out and counted. */
    public <R> Page<R> readable(String where, Function<T, R> change) {
        List<R> changed = new ArrayList<>();
        for (T item : items) {
            try {
                changed.add(change.apply(item));
            } catch (RuntimeException e) {
                SkippedRows.count(where, e.getClass().getSimpleName(), "it is not what it should be");
            }
        }
        return new Page<>(List.copyOf(changed), next);
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
    public record PageRequest(String after, int size) {
        public int oneMore() {
            return size + 1;
        }

        /** As a page of every list; {@code list} is its name where a row is left out and counted. */
        public Transaction.StatementBounds bounds(String list) {
            return new Transaction.StatementBounds(list, size, Limit.PAGE_BYTES);
        }

        /**
         * Where a list that is ordered by a number goes on; from the beginning it is {@code first}. The text in a token
         * is the caller's: it may be anything.
         */
        public int number(int first) {
            if (!after.isEmpty() && !after.matches("[0-9]{1,9}")) {
                throw foreign();
            }
            return after.isEmpty() ? first : Integer.parseInt(after);
        }
    }

    /** What a page starts after, as the caller's token. */
    public static String token(String list, String after) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + "\n" + after).getBytes(StandardCharsets.UTF_8));
    }

    /** What a list goes on after; empty when the token is none of this list. */
    public static Optional<String> after(String list, String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Optional.of(text)
                    .filter(t -> t.indexOf('\0') < 0 && t.startsWith(list + "\n"))
                    .map(t -> t.substring(list.length() + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The problem of a token that this list has not given. */
    public static Problem foreign() {
        String detail = "pageToken must be the nextPageToken of this very list.";
        return Problem.of(
                ProblemCode.INVALID_PARAMETER, detail, List.of(new Fault("/pageToken", "INVALID_PARAMETER", detail)));
    }
}
