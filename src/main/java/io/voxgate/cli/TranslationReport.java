package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.cli.TerminalOutput.Style;
import io.voxgate.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One vendor's translation, for people: what is taken over as it is, what changes on the way, what is lost and why. */
final class TranslationReport {
    private static final Map<String, Style> STYLES = styles();
    private static final List<String> CHANGED = List.of("exact", "converted", "emulated", "clamped", "approximated");

    private final TerminalOutput terminal;
    private final boolean full;

    TranslationReport(TerminalOutput terminal, boolean full) {
        this.terminal = terminal;
        this.full = full;
    }

    private static Map<String, Style> styles() {
        Map<String, Style> styles = new LinkedHashMap<>();
        styles.put("rejected", Style.RED);
        styles.put("exact", Style.GREEN);
        styles.put("converted", Style.GREEN);
        styles.put("emulated", Style.CYAN);
        styles.put("clamped", Style.YELLOW);
        styles.put("approximated", Style.YELLOW);
        styles.put("unsupported", Style.RED);
        return styles;
    }

    void print(String vendor, JsonNode translation) {
        boolean accepted = translation.path("accepted").asBoolean();
        terminal.blank();
        terminal.line("   " + terminal.paint(Style.BOLD, vendor) + "  "
                + translation.path("operation").asText() + "  "
                + (accepted ? terminal.paint(Style.GREEN, "can start") : terminal.paint(Style.RED, "cannot start")));
        terminal.line("   " + counts(translation.path("summary")));
        lost("rejected", fields(translation, "rejected"));
        if (!full) {
            exact(fields(translation, "exact"));
        }
        changed(translation);
        lost("unsupported", fields(translation, "unsupported"));
        defaults(translation.path("defaults"));
    }

    private String counts(JsonNode summary) {
        return STYLES.entrySet().stream()
                .filter(entry -> summary.path(entry.getKey()).asInt() > 0)
                .map(entry -> terminal.paint(
                        entry.getValue(),
                        entry.getKey() + " " + summary.path(entry.getKey()).asInt()))
                .collect(Collectors.joining("  "));
    }

    private static List<JsonNode> fields(JsonNode translation, String outcome) {
        List<JsonNode> found = new ArrayList<>();
        translation.path("fields").forEach(field -> {
            if (field.path("outcome").asText().equals(outcome)) {
                found.add(field);
            }
        });
        return found;
    }

    private void exact(List<JsonNode> fields) {
        if (!fields.isEmpty()) {
            title("exact", Style.GREEN);
            terminal.text(
                    Style.PLAIN, 6, fields.stream().map(TranslationReport::path).collect(Collectors.joining(", ")));
        }
    }

    /** What arrives in other words, in one table. */
    private void changed(JsonNode translation) {
        TextTable table = new TextTable(
                terminal,
                6,
                List.of(
                        new Column("in the agent", 27, Style.PLAIN),
                        new Column("value", 18, Style.PLAIN),
                        new Column("at the vendor", 38, Style.PLAIN),
                        new Column("value", 22, Style.CYAN),
                        new Column("", 0, Style.DIM)));
        CHANGED.stream().filter(outcome -> full || !outcome.equals("exact")).forEach(outcome -> {
            List<JsonNode> fields = fields(translation, outcome);
            if (!fields.isEmpty()) {
                table.section(outcome, STYLES.getOrDefault(outcome, Style.PLAIN));
            }
            fields.forEach(field -> table.row(
                    path(field),
                    value(field.path("value")),
                    field.path("vendorPath").asText("–"),
                    value(field.path("vendorValue")),
                    field.path("note").asText("")));
        });
        table.print();
    }

    /** Fields that are lost for one reason share a row. */
    private void lost(String outcome, List<JsonNode> fields) {
        if (fields.isEmpty()) {
            return;
        }
        title(outcome, STYLES.getOrDefault(outcome, Style.PLAIN));
        Map<String, String> byReason = fields.stream()
                .collect(Collectors.groupingBy(
                        field -> field.path("note").asText("The vendor has no such setting."),
                        LinkedHashMap::new,
                        Collectors.mapping(TranslationReport::path, Collectors.joining(", "))));
        TextTable table = new TextTable(
                terminal,
                6,
                List.of(
                        new Column("", Math.max(30, terminal.width() * 2 / 5), Style.PLAIN),
                        new Column("", 0, Style.DIM)));
        byReason.forEach((reason, paths) -> table.row(paths, reason));
        table.print();
    }

    private void defaults(JsonNode defaults) {
        if (defaults.isEmpty()) {
            return;
        }
        title("left out, so what holds", Style.DIM);
        List<String> held = new ArrayList<>();
        defaults.forEach(entry -> held.add(path(entry) + " " + value(entry.path("value"))
                + (entry.path("source").asText().equals("voxgate") ? " (sent by Voxgate)" : "")));
        terminal.text(Style.DIM, 6, String.join(", ", held));
    }

    private void title(String text, Style style) {
        terminal.line("     " + terminal.paint(style, text));
    }

    private static String path(JsonNode field) {
        return field.path("path").asText().substring(1).replace('/', '.');
    }

    /** Short: a list of things is only counted. */
    private static String value(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray() && !value.isEmpty() && value.get(0).isValueNode()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        if (value.isContainerNode()) {
            return value.size() == 1 ? "1 entry" : value.size() + " entries";
        }
        return DisplayWidth.fit(DisplayWidth.plain(value.asText()), 44);
    }
}
