package io.voxgate.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A run's figures as people and as programs read them: {@code report.md} and {@code report.json} in
 * {@code target/bench/}.
 */
final class BenchmarkReport {
    static final Path HOME = Path.of("target/bench");

    private final List<ReportTable> tables = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** @param rows texts and numbers, as many in each row as there are columns */
    record ReportTable(String title, List<String> columns, List<List<Object>> rows) {
        ReportTable {
            rows = rows.stream().map(List::copyOf).toList();
            for (List<Object> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(title + ": " + row + " does not fit " + columns);
                }
            }
        }
    }

    void add(ReportTable table) {
        tables.add(table);
    }

    /** The goals stand before everything else. */
    void goals(List<PerformanceGoal> goals) {
        tables.addFirst(new ReportTable(
                "Goals",
                List.of("what", "measured", "must", "aim", "so"),
                goals.stream()
                        .map(goal -> List.<Object>of(
                                goal.name(),
                                goal.value(),
                                goal.must(),
                                goal.aim(),
                                goal.verdict().toString()))
                        .toList()));
    }

    /** What a reader has to know of the run: the machine, the settings. */
    void fact(String text) {
        facts.add(text);
    }

    /** What was not measured, and why. */
    void missing(String what, String why) {
        missing.add(what + ": " + why);
    }

    /** What was wrong: an answer without its row, an error. Figures of a run with faults count for nothing. */
    void faults(String where, List<String> found) {
        found.forEach(fault -> faults.add(where + ": " + fault));
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    String text() {
        StringBuilder text = new StringBuilder("# Performance\n\n");
        text.append(lines(facts)).append('\n');
        if (faults.isEmpty()) {
            text.append("No wrong answers: every answer had its row, and every row its answer.\n");
        } else {
            text.append("**The figures below count for nothing; faults: ")
                    .append(faults.size())
                    .append("**\n\n")
                    .append(lines(faults));
        }
        if (!missing.isEmpty()) {
            text.append("\nNot measured:\n\n").append(lines(missing));
        }
        tables.forEach(table -> text.append(text(table)));
        return text.toString();
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
    }

    private static String text(ReportTable table) {
        return "\n## " + table.title() + "\n\n" + row(table.columns())
                + row(table.columns().stream()
                        .map(column -> table.columns().indexOf(column) == 0 ? "---" : "---:")
                        .toList())
                + table.rows().stream().map(BenchmarkReport::row).collect(Collectors.joining());
    }

    private static String row(List<?> cells) {
        return cells.stream().map(BenchmarkReport::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Three digits that count; a number that was not measured is a dash. */
    static String cell(Object value) {
        if (!(value instanceof Number number)) {
            return value.toString();
        }
        double plain = number.doubleValue();
        if (!Double.isFinite(plain)) {
            return "–";
        }
        double size = Math.abs(plain);
        if (size >= 100 || plain == Math.rint(plain)) {
            return String.format(Locale.ROOT, "%,d", Math.round(plain));
        }
        String format = "%.3f";
        if (size >= 1) {
            format = size >= 10 ? "%.1f" : "%.2f";
        }
        return String.format(Locale.ROOT, format, plain);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.set("facts", Json.node(facts));
        json.set("notMeasured", Json.node(missing));
        json.set("faults", Json.node(faults));
        ObjectNode sections = json.putObject("tables");
        tables.forEach(table -> {
            ArrayNode rows = sections.putArray(table.title());
            table.rows().forEach(row -> rows.add(json(table.columns(), row)));
        });
        return json;
    }

    private static ObjectNode json(List<String> columns, List<Object> row) {
        ObjectNode json = Json.object();
        for (int i = 0; i < columns.size(); i++) {
            if (!(row.get(i) instanceof Number number)) {
                json.put(columns.get(i), row.get(i).toString());
            } else if (Double.isFinite(number.doubleValue())) {
                json.put(columns.get(i), number.doubleValue());
            } else {
                json.putNull(columns.get(i));
            }
        }
        return json;
    }

    /** Writes both, and gives the text back. */
    String write() {
        String text = text();
        try {
            Files.createDirectories(HOME);
            Files.writeString(HOME.resolve("report.md"), text);
            Files.writeString(HOME.resolve("report.json"), json().toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text;
    }
}
