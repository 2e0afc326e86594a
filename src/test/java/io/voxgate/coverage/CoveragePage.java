package io.voxgate.coverage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.coverage.CoverageRow.RowState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/coverage.md}, made of the table. */
final class CoveragePage {
    private static final Set<String> WORDS = Set.of("says", "test");
    private static final String TABLE =
            "| source | item | today | where, or why not | shown by |\n| --- | --- | --- | --- | --- |\n";
    private static final String HEAD = """
            # What of the vendors' documents Voxgate reaches

            Written by `CoverageTest` from `src/test/resources/coverage/`: do not edit this page. To write it anew:
            `./voxgate test -Dtest=CoverageTest -Dcoverage.update=true`.

            An audit of November 2026 went through the vendors' documents, their SDKs and their newest pages, and made a row of each field,
            value, code, operation and rule; what the vendors have had since then has its rows too.
            A source is S0 to S4 for the documents that Voxgate was built from (l.: the line), SDK for the
            newest classes of an SDK, D for a page by its number, NOTES for the specification's own pages, API for the contract, MODEL for
            the settings of an agent. Each row says what the item is in Voxgate today:

            | word | meaning |
            | --- | --- |
            | reached | a setting, a command, an event or a part of a connection does it, or `vendorOptions` carry it |
            | not reached | Voxgate leaves it out, for the reason that stands there |
            | not for Voxgate | it concerns the person's client, the vendor's console, or nobody |
            | on its way | it is written and comes with the next change; its checks are there already |
            | missing | nobody has decided on it, or nobody has done it yet |

            The last column says how a test knows: it asks the adapter for what it sends, reads, answers and reports. *In words* and *by the
            test* mean that this table's own test only sees that the sentence or the other test is there.

            """;

    private CoveragePage() {}

    static String of(List<CoverageRow> rows) {
        Map<String, List<CoverageRow>> sections = rows.stream()
                .collect(Collectors.groupingBy(row -> row.place().section(), LinkedHashMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder(HEAD)
                .append(counts(sections))
                .append("\nOf these, %d are shown in words only, and %d by another test only.%n"
                        .formatted(only("says", rows), only("test", rows)));
        sections.forEach((section, inside) -> {
            page.append("\n## ").append(section).append("\n\n").append(TABLE);
            inside.forEach(row -> page.append(line(row)));
        });
        return page.toString();
    }

    /** How many rows have checks of one kind alone. */
    private static long only(String kind, List<CoverageRow> rows) {
        return rows.stream()
                .filter(row -> row.state() != RowState.WAITING && !row.checks().isEmpty())
                .filter(row -> row.checks().stream()
                        .allMatch(check -> RowChecks.kind(check).equals(kind)))
                .count();
    }

    private static String counts(Map<String, List<CoverageRow>> sections) {
        StringBuilder table = new StringBuilder("| section | rows |");
        for (RowState state : RowState.values()) {
            table.append(' ').append(state.words()).append(" |");
        }
        table.append("\n| --- | ---: |")
                .append(" ---: |".repeat(RowState.values().length))
                .append('\n');
        sections.forEach((section, rows) -> table.append(counts(section, rows)));
        List<CoverageRow> all = sections.values().stream().flatMap(List::stream).toList();
        return table.append(counts("all", all)).toString();
    }

    private static String counts(String name, List<CoverageRow> rows) {
        String counts = Stream.of(RowState.values())
                .map(state -> rows.stream().filter(row -> row.state() == state).count() + " |")
                .collect(Collectors.joining(" "));
        return "| %s | %d | %s%n".formatted(name, rows.size(), counts);
    }

    private static String line(CoverageRow row) {
        String shown = row.checks().stream().map(CoveragePage::shown).distinct().collect(Collectors.joining("; "));
        return "| %s | %s | %s | %s | %s |%n"
                .formatted(
                        cell(row.place().source()),
                        cell(row.item()),
                        row.state().words(),
                        cell(row.text()),
                        cell(shown));
    }

    private static String shown(ObjectNode check) {
        String kind = RowChecks.kind(check);
        String name = check.path(kind).asText();
        if (WORDS.contains(kind)) {
            return kind.equals("says") ? "in words: `" + name + "`" : "by the test `" + name + "`";
        }
        return switch (kind) {
            case "sends" -> "sent: `" + name + "`";
            case "names" -> "carried: `" + name + "`";
            case "reads" -> "read: `" + name + "`";
            case "operation" -> "called: `" + name + "`";
            case "absent" -> "not there: `" + name + "`";
            case "unused" -> "listed by the drift watch: `" + name + "`";
            case "code" -> "`" + name + "` means " + check.path("means").asText();
            case "agent" -> "report on an agent";
            case "imports" -> "import of a request";
            case "callback" -> "a callback";
            case "status" -> "an answer";
            case "contract", "contractLacks" -> "the contract";
            default -> kind + " `" + name + "`";
        };
    }

    /** Nothing in it ends the cell or begins a link. */
    private static String cell(String text) {
        return text.replace("|", "\\|")
                .replace("[", "&#91;")
                .replace("<", "&lt;")
                .replace("\n", " ");
    }
}
