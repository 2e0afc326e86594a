package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.cli.Manifest.Complaint;
import io.voxgate.cli.PlannedChange.ChangeAction;
import io.voxgate.cli.TerminalOutput.Style;
import io.voxgate.cli.TextTable.Column;
import io.voxgate.template.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plan, for people: what would be done to what, setting by setting, and what each vendor would make of it. */
final class PlanView {
    private static final int MOST_CHANGES = 12;

    private final TerminalOutput terminal;

    PlanView(TerminalOutput terminal) {
        this.terminal = terminal;
    }

    /** @param others what the gateway has and the folder has not, one line a kind */
    void print(List<PlannedChange> steps, List<String> others) {
        for (ChangeAction action : ChangeAction.values()) {
            List<PlannedChange> wanted =
                    steps.stream().filter(step -> step.action() == action).toList();
            if (!wanted.isEmpty()) {
                print(action, wanted);
            }
        }
        if (!others.isEmpty()) {
            terminal.line("  " + terminal.paint(Style.DIM, "not in the folder, stays as it is"));
            others.forEach(line -> terminal.text(Style.DIM, 4, line));
        }
        portability(steps);
    }

    private void print(ChangeAction action, List<PlannedChange> steps) {
        terminal.line("  " + terminal.paint(style(action), action.word()));
        TextTable table = new TextTable(
                terminal,
                4,
                List.of(new Column("", 10, Style.DIM), new Column("", 40, Style.BOLD), new Column("", 0, Style.PLAIN)));
        for (PlannedChange step : steps) {
            List<String> lines = lines(step);
            table.row(step.declared().kind().word(), step.declared().name(), lines.getFirst());
            lines.stream().skip(1).forEach(line -> table.row("", "", line));
        }
        table.print();
    }

    private static Style style(ChangeAction action) {
        return switch (action) {
            case CREATE -> Style.GREEN;
            case CHANGE, PUBLISH -> Style.YELLOW;
            case UNCHANGED -> Style.DIM;
            case REFUSED -> Style.RED;
        };
    }

    private static List<String> lines(PlannedChange step) {
        return switch (step.action()) {
            case CREATE -> List.of("from " + step.declared().file());
            case PUBLISH -> List.of("the draft is published as it is");
            case UNCHANGED -> List.of("");
            case REFUSED -> List.of(step.declared().file());
            case CHANGE -> changes(step.changes());
        };
    }

    private static List<String> changes(List<Difference> changes) {
        List<String> lines = new ArrayList<>(
                changes.stream().limit(MOST_CHANGES).map(PlanView::line).toList());
        if (changes.size() > MOST_CHANGES) {
            lines.add("and " + (changes.size() - MOST_CHANGES) + " more");
        }
        return lines;
    }

    private static String line(Difference change) {
        String path = change.path().substring(1).replace('/', '.');
        return switch (change.change()) {
            case ADDED -> path + "  + " + value(change.after());
            case REMOVED -> path + "  - " + value(change.before());
            case CHANGED -> path + "  " + value(change.before()) + " → " + value(change.after());
        };
    }

    private static String value(@Nullable JsonNode value) {
        return value == null
                ? ""
                : DisplayWidth.fit(DisplayWidth.plain(value.isTextual() ? value.asText() : value.toString()), 44);
    }

    /** Templates that would change: what each vendor changes or loses. */
    private void portability(List<PlannedChange> steps) {
        TextTable table = new TextTable(
                terminal,
                4,
                List.of(
                        new Column("", 24, Style.BOLD),
                        new Column("", 14, Style.PLAIN),
                        new Column("", 0, Style.PLAIN)));
        steps.stream()
                .filter(PlannedChange::isDue)
                .forEach(step -> step.validateOnly().ifPresent(answer -> {
                    String name = step.declared().name();
                    for (JsonNode vendor : answer.body().path("portability")) {
                        table.row(name, vendor.path("vendor").asText(), portability(vendor));
                        name = "";
                    }
                }));
        if (!table.isEmpty()) {
            terminal.blank();
            terminal.line("  What each vendor makes of it "
                    + terminal.paint(Style.DIM, "(the whole report: POST /v1/translations)"));
            table.print();
        }
    }

    private static String portability(JsonNode vendor) {
        JsonNode summary = vendor.path("summary");
        int all = summary.valueStream().mapToInt(JsonNode::asInt).sum();
        int kept = summary.path("exact").asInt()
                + summary.path("converted").asInt()
                + summary.path("emulated").asInt();
        List<String> rejected = paths(vendor, "rejected");
        List<String> changed = Stream.of("clamped", "approximated")
                .flatMap(outcome -> paths(vendor, outcome).stream())
                .toList();
        List<String> lost = paths(vendor, "unsupported");
        List<String> words = new ArrayList<>();
        add(words, "cannot start: ", rejected);
        add(words, "loses ", lost);
        add(words, "changes ", changed);
        return (kept == all ? "takes everything over" : "takes " + kept + " of " + all + " over")
                + words.stream().map("; "::concat).collect(Collectors.joining());
    }

    private static void add(List<String> words, String verb, List<String> paths) {
        if (!paths.isEmpty()) {
            words.add(verb + String.join(", ", paths));
        }
    }

    private static List<String> paths(JsonNode vendor, String outcome) {
        List<String> paths = new ArrayList<>();
        vendor.path("fields").forEach(field -> {
            if (field.path("outcome").asText().equals(outcome)) {
                paths.add(field.path("path").asText().substring(1).replace('/', '.'));
            }
        });
        return paths;
    }

    /** What is the same in several places is printed once. */
    void complaints(Style style, String title, List<Complaint> complaints) {
        if (complaints.isEmpty()) {
            return;
        }
        terminal.blank();
        terminal.line("  " + terminal.paint(style, title));
        TextTable table =
                new TextTable(terminal, 4, List.of(new Column("", 44, Style.BOLD), new Column("", 0, Style.PLAIN)));
        Map<String, List<String>> places = new LinkedHashMap<>();
        complaints.forEach(complaint -> places.computeIfAbsent(complaint.what(), any -> new ArrayList<>())
                .add(complaint.where()));
        places.forEach((what, where) -> table.row(String.join(", ", where), what));
        table.print();
    }
}
