package io.voxgate.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A run's figures and violations, each with its history, in {@code target/chaos/}. */
final class ChaosReport {
    static final Path HOME = Path.of("target/chaos");

    private ChaosReport() {}

    /**
     * Writes {@code report-SEED.md} and {@code report.md}, which is the last one's, the whole history, and one file for
     * each violation.
     */
    static String write(ChaosRun.Result result, List<Violation> violations) {
        String text = text(result, violations);
        long seed = result.schedule().seed();
        try {
            Files.createDirectories(HOME);
            Files.writeString(HOME.resolve("report-" + seed + ".md"), text);
            Files.writeString(HOME.resolve("report.md"), text);
            result.history().write(HOME.resolve("history-" + seed + ".json"));
            Files.write(HOME.resolve("faults-" + seed + ".txt"), result.tally().log());
            for (int i = 0; i < violations.size(); i++) {
                Violation violation = violations.get(i);
                List<String> lines = new ArrayList<>(
                        List.of(violation.property() + " " + violation.subject() + ": " + violation.what(), ""));
                lines.addAll(HistoryExcerpt.of(
                        result.history(), violation.subject(), result.tally().log()));
                Files.write(
                        HOME.resolve("violation-%d-%03d-%s.txt".formatted(seed, i + 1, violation.property())), lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text;
    }

    static String text(ChaosRun.Result result, List<Violation> violations) {
        ChaosFigures figures = ChaosFigures.of(result.history());
        ChaosFigures.UnknownFigures unknown = figures.unknown();
        return """
                # Chaos, seed %d, %d s: %s

                | what | how many |
                | --- | --- |
                | orders, and requests to start them | %d, %d |
                | tasks that the vendors began | %d |
                | answers to callers, by status (0: none) | %s |
                | callbacks, and those answered 200 | %d, %d |
                | events, and webhooks that were received | %d, %d |
                | sessions that were unknown; of calls that never began | %d; %d |
                | unknown: 95 of 100 (without those) within, the longest, at the end | %.1f s, %.1f s, %d |
                | faults of processes, database and line | %d: %s%s |
                | replicas that did not end in time after SIGTERM | %d |
                | pairs of calls to one number that nobody can tell apart, exchanged | %d |

                | fault of a vendor | at starts | at other requests |
                | --- | --- | --- |
                %s
                ## Violations

                %s
                """.formatted(
                        result.schedule().seed(),
                        result.schedule().time().toSeconds(),
                        violations.isEmpty() ? "everything held" : violations.size() + " violations",
                        figures.orders(),
                        figures.startRequests(),
                        figures.begun(),
                        figures.answers(),
                        figures.callbacks(),
                        figures.acknowledged(),
                        figures.events(),
                        figures.messages(),
                        unknown.sessions(),
                        unknown.callsNeverBegun(),
                        unknown.percentile95Ms() / 1000.0,
                        unknown.longestMs() / 1000.0,
                        unknown.atTheEnd(),
                        result.tally().counts().values().stream()
                                .mapToLong(count -> count)
                                .sum(),
                        result.tally().counts(),
                        result.tally().skipped() == 0
                                ? ""
                                : "; " + result.tally().skipped()
                                        + " clocks were not shifted, because libfaketime is not installed",
                        result.tally().killedAfterTerminate(),
                        CallExchanges.undo(result.history()).many(),
                        faults(figures),
                        violations(violations));
    }

    private static String faults(ChaosFigures figures) {
        return java.util.Arrays.stream(VendorFault.values())
                .map(fault -> "| %s | %d | %d |\n"
                        .formatted(
                                fault,
                                figures.startFaults().getOrDefault(fault, 0L),
                                figures.otherFaults().getOrDefault(fault, 0L)))
                .collect(Collectors.joining());
    }

    private static String violations(List<Violation> violations) {
        Map<ChaosProperty, Long> counts =
                violations.stream().collect(Collectors.groupingBy(Violation::property, Collectors.counting()));
        String summary = java.util.Arrays.stream(ChaosProperty.values())
                .map(property ->
                        "- %s: %d (%s)\n".formatted(property, counts.getOrDefault(property, 0L), property.promise()))
                .collect(Collectors.joining());
        StringBuilder text = new StringBuilder(summary).append('\n');
        for (int i = 0; i < violations.size(); i++) {
            Violation violation = violations.get(i);
            text.append(
                    "%d. %s %s: %s%n".formatted(i + 1, violation.property(), violation.subject(), violation.what()));
        }
        return text.toString();
    }
}
