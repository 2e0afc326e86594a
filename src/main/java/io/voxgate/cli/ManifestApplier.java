package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.cli.ApiClient.ApiReply;
import io.voxgate.cli.Manifest.Complaint;
import io.voxgate.cli.PlannedChange.ChangeAction;
import io.voxgate.cli.TerminalOutput.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Configuration as code: puts a folder to a running gateway. Every file is read, compared and checked by the gateway
 * before the first change; a change that someone else made since the plan is not overwritten; nothing is ever deleted.
 */
final class ManifestApplier {
    private final TerminalOutput terminal;
    private final ApplyRequest request;
    private final ApiClient api;
    private final PlanView view;

    ManifestApplier(TerminalOutput terminal, ApplyRequest request) {
        this.terminal = terminal;
        this.request = request;
        this.api = new ApiClient(request.url(), request.key().reveal());
        this.view = new PlanView(terminal);
    }

    /** @return the exit code: 0 when all is as the folder says, or could be */
    int run() throws IOException {
        ManifestDirectory directory = ManifestDirectory.read(request.folder());
        terminal.line(terminal.paint(Style.BOLD, "Plan") + "  " + request.shown() + " → " + request.url());
        if (!directory.skipped().isEmpty()) {
            terminal.text(Style.DIM, 2, "skipped: " + String.join(", ", directory.skipped()));
        }
        if (!directory.faults().isEmpty()) {
            view.complaints(Style.RED, "These files are invalid", directory.faults());
            return refused();
        }
        if (directory.declared().isEmpty()) {
            terminal.line("There is nothing to apply in " + request.shown() + ".");
            return 0;
        }
        return plan(directory.declared());
    }

    private int plan(List<Manifest> declared) {
        ChangePlanner planner = new ChangePlanner(api);
        List<PlannedChange> steps = declared.stream().map(planner::step).toList();
        view.print(steps, others(planner, declared));
        view.complaints(Style.YELLOW, "Perhaps not meant", warnings(steps));
        List<Complaint> faults =
                steps.stream().flatMap(step -> step.faults().stream()).toList();
        if (!faults.isEmpty()) {
            view.complaints(Style.RED, "Refused", faults);
            return refused();
        }
        terminal.blank();
        if (steps.stream().noneMatch(PlannedChange::isDue)) {
            String all = steps.size() == 1 ? "it is" : "all " + steps.size() + " are";
            terminal.line(terminal.paint(Style.GREEN, "Nothing to change") + ": " + all + " as the folder says.");
            return 0;
        }
        if (request.dryRun()) {
            terminal.line("A dry run: nothing was changed.");
            return 0;
        }
        return change(steps);
    }

    /** What the gateway has of the folder's kinds and the folder has not, one line a kind. */
    private static List<String> others(ChangePlanner planner, List<Manifest> declared) {
        List<String> others = new ArrayList<>();
        declared.stream().map(Manifest::kind).distinct().forEach(kind -> {
            Set<String> own = declared.stream()
                    .filter(one -> one.kind() == kind)
                    .map(Manifest::name)
                    .collect(Collectors.toSet());
            List<String> rest = planner.names(kind).stream()
                    .filter(name -> !own.contains(name))
                    .toList();
            if (!rest.isEmpty()) {
                others.add(kind.folder() + " " + String.join(", ", rest));
            }
        });
        return others;
    }

    private static List<Complaint> warnings(List<PlannedChange> steps) {
        List<Complaint> warnings = new ArrayList<>();
        steps.forEach(step -> step.validateOnly()
                .ifPresent(answer -> answer.body()
                        .path("warnings")
                        .forEach(warning -> warnings.add(step.declared()
                                .complaint(
                                        warning.path("pointer").asText(),
                                        warning.path("detail").asText())))));
        return warnings;
    }

    private int change(List<PlannedChange> steps) {
        terminal.line(terminal.paint(Style.BOLD, "Changes"));
        List<Complaint> faults = new ArrayList<>();
        int done = 0;
        int width = steps.stream()
                .mapToInt(step -> DisplayWidth.of(step.declared().name()))
                .max()
                .orElse(0);
        for (PlannedChange step : steps.stream().filter(PlannedChange::isDue).toList()) {
            ApiReply answer = api.put(
                    step.declared().kind().path(step.declared().name()),
                    step.declared().body(),
                    step.etag());
            print(step, width, answer);
            done += answer.refused() ? 0 : 1;
            faults.addAll(answer.refused() ? ChangePlanner.complaints(step.declared(), answer) : List.of());
        }
        view.complaints(Style.RED, "Refused", faults);
        terminal.blank();
        long unchanged = steps.stream()
                .filter(step -> step.action() == ChangeAction.UNCHANGED)
                .count();
        String summary = ": " + done + " changed, " + unchanged + " unchanged";
        if (faults.isEmpty()) {
            terminal.line(terminal.paint(Style.GREEN, "All is as the folder says") + summary + ".");
            return 0;
        }
        terminal.line(terminal.paint(Style.RED, "Not all was done") + summary + ", " + (steps.size() - done - unchanged)
                + " refused.");
        return 1;
    }

    private void print(PlannedChange step, int width, ApiReply answer) {
        String name = DisplayWidth.pad(step.declared().kind().word(), 12)
                + DisplayWidth.pad(step.declared().name(), width);
        if (answer.refused()) {
            terminal.line("  " + terminal.paint(Style.RED, "refused  ") + name);
            return;
        }
        JsonNode revision = answer.body().path("revision");
        String done = DisplayWidth.pad(step.action() == ChangeAction.CREATE ? "created" : "changed", 9);
        terminal.line("  " + terminal.paint(Style.GREEN, done) + name
                + (revision.isMissingNode() ? "" : terminal.paint(Style.DIM, "  revision " + revision.asText())));
        JsonNode secret = answer.body().path("secret");
        if (secret.isTextual()) {
            terminal.line("           its secret, shown this once: "
                    + terminal.paint(Style.BOLD, DisplayWidth.plain(secret.asText())));
        }
    }

    private int refused() {
        terminal.blank();
        terminal.line(terminal.paint(Style.RED, "Nothing was changed."));
        return 1;
    }
}
