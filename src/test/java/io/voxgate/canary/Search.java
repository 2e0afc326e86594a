package io.voxgate.canary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for canaries in what came out of a service. */
final class Search {
    private static final int AROUND = 60;

    private final List<Canary> canaries;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Long> searched = new LinkedHashMap<>();
    private final Map<String, Integer> texts = new LinkedHashMap<>();

    Search(List<Canary> canaries) {
        this.canaries = List.copyOf(canaries);
    }

    /**
     * Searches one text.
     *
     * @param place of which kind it is
     * @param what which one it is
     * @param text one character a byte
     * @param allowed names of the canaries that may be here
     */
    void in(String place, String what, String text, List<String> allowed) {
        searched.merge(place, (long) text.length(), Long::sum);
        texts.merge(place, 1, Integer::sum);
        canaries.stream().filter(canary -> !allowed.contains(canary.name())).forEach(canary -> canary.forms().forEach((form, needle) -> {
            int at = text.indexOf(needle);
            if (at >= 0) {
                findings.add("%s: %s as %s in %s: …%s…".formatted(place, canary.name(), form, what,
                        text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + needle.length() + AROUND)).replaceAll("\\s+", " ")));
            }
        }));
    }

    List<String> findings() {
        return findings;
    }

    /** What was done, in figures. */
    String counts() {
        int forms = canaries.isEmpty() ? 0 : canaries.getFirst().forms().size();
        return "canaries: %d × %d forms, looked for in %s; found: %d".formatted(canaries.size(), forms,
                String.join(", ", searched.entrySet().stream().map(e -> "%s (%d texts, %,d bytes)".formatted(e.getKey(), texts.get(e.getKey()), e.getValue())).toList()), findings.size());
    }
}
