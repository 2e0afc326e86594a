package io.voxgate.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant, for "Did you mean". */
public final class NearestName {
    private NearestName() {}

    /**
     * The nearest known name, whatever its case; near is a name in which a third of the letters have to be changed at
     * most, and three of a long one.
     */
    public static Optional<String> of(String name, Collection<String> known) {
        int most = Math.clamp(name.length() / 3, 1, 3);
        return known.stream()
                .filter(other -> Math.abs(name.length() - other.length()) <= most && distance(name, other) <= most)
                .min(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The question at the end of a message, with a space before it; empty when nothing is near. */
    public static String question(String name, Collection<String> known) {
        return of(name, known).map(near -> " Did you mean " + near + "?").orElse("");
    }

    private static int distance(String one, String other) {
        return steps(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }

    /**
     * Letters to put in, take out, replace or swap with their neighbour (Damerau and Levenshtein, each letter moved
     * once at most).
     */
    public static int steps(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, one, other, i, j);
            }
        }
        return steps[one.length()][other.length()];
    }

    private static int step(int[][] steps, String one, String other, int i, int j) {
        int replaced = steps[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(fewest, steps[i - 2][j - 2] + 1) : fewest;
    }
}
