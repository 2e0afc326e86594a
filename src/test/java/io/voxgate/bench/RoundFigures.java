package io.voxgate.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Figures by name and round. What is compared was measured in the same round, because the machine's noise meets a whole
 * round rather than one of its parts; the median over the rounds is what is told.
 */
final class RoundFigures {
    private final Map<String, Map<Integer, Double>> byName = new LinkedHashMap<>();

    void add(int round, String name, double value) {
        byName.computeIfAbsent(name, _ -> new TreeMap<>()).put(round, value);
    }

    /** The median over the rounds; not a number where it was never measured. */
    double median(String name) {
        return median(of(name).values());
    }

    /** The median of the quotients of each round in which both were measured; not a number when there is none. */
    double ratio(String numerator, String denominator) {
        return ratio(List.of(numerator), List.of(denominator));
    }

    /** The same of sums: the service's and the database's time, for example. */
    double ratio(List<String> numerators, List<String> denominators) {
        List<String> all =
                Stream.concat(numerators.stream(), denominators.stream()).toList();
        return median(of(all.getFirst()).keySet().stream()
                .filter(round -> all.stream().allMatch(name -> of(name).containsKey(round)))
                .map(round -> sum(numerators, round) / sum(denominators, round))
                .toList());
    }

    /** Names with the value of each round, in the order in which they were first measured. */
    Map<String, List<Double>> all() {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        byName.forEach((name, values) -> all.put(name, List.copyOf(values.values())));
        return all;
    }

    private double sum(List<String> names, int round) {
        return names.stream()
                .mapToDouble(name -> Optional.ofNullable(of(name).get(round)).orElse(Double.NaN))
                .sum();
    }

    private Map<Integer, Double> of(String name) {
        return byName.getOrDefault(name, Map.of());
    }

    /** Of an even number the mean of the two in the middle. */
    static double median(Collection<Double> values) {
        double[] sorted = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }
}
