package io.voxgate.canary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for canaries in what came out of a service. */
final class CanarySearch {
    private final List<Canary> canaries;
    private final SecretScanner sieve;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Long> searched = new LinkedHashMap<>();
    private final Map<String, Integer> texts = new LinkedHashMap<>();

    CanarySearch(List<Canary> canaries) {
        this.canaries = List.copyOf(canaries);
        this.sieve = new SecretScanner(canaries);
    }

    /**
     * Searches one text, which is read to its end.
     *
     * @param place of which kind it is
     * @param what which one it is
     * @param allowed names of the canaries that may be here
     */
    void in(String place, String what, InputStream text, List<String> allowed) {
        long before = sieve.searched();
        try {
            sieve.in(text).stream()
                    .filter(found -> !allowed.contains(found.canary().name()))
                    .forEach(found -> findings.add(place + ", " + what + ": " + found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        searched.merge(place, sieve.searched() - before, Long::sum);
        texts.merge(place, 1, Integer::sum);
    }

    List<String> findings() {
        return findings;
    }

    /** What was done, in figures. */
    String counts() {
        int forms = canaries.isEmpty() ? 0 : canaries.getFirst().forms().size();
        return "canaries: %d × %d forms, looked for in %s; found: %d"
                .formatted(
                        canaries.size(),
                        forms,
                        String.join(
                                ", ",
                                searched.entrySet().stream()
                                        .map(e -> "%s (%d texts, %,d bytes)"
                                                .formatted(e.getKey(), texts.get(e.getKey()), e.getValue()))
                                        .toList()),
                        findings.size());
    }
}
