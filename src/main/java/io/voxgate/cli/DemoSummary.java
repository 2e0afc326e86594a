package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.cli.TerminalOutput.Style;
import io.voxgate.cli.TextTable.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** After the conversations: what was said, and one row a session. */
final class DemoSummary {
    private final TerminalOutput terminal;

    DemoSummary(TerminalOutput terminal) {
        this.terminal = terminal;
    }

    /** @return what went wrong, one sentence each */
    List<String> print(List<LiveSession> sessions) {
        List<String> faults = new ArrayList<>();
        for (LiveSession session : sessions) {
            session.fault().ifPresent(fault -> faults.add(session.vendor().name() + ": " + fault));
            if (session.refusal().isEmpty()) {
                transcript(session)
                        .ifPresent(fault -> faults.add(session.vendor().name() + ": " + fault));
            }
        }
        terminal.heading("6  In short");
        TextTable table = new TextTable(
                terminal,
                3,
                List.of(
                        new Column("vendor", 16, Style.BOLD),
                        new Column("went through", 46, Style.PLAIN),
                        new Column("took", 8, Style.PLAIN),
                        new Column("events", 6, Style.PLAIN),
                        new Column("ended", 0, Style.PLAIN)));
        sessions.forEach(session -> table.row(
                session.vendor().vendor(),
                String.join(" → ", session.statuses()),
                length(session),
                String.valueOf(session.events().size()),
                session.refusal().isPresent() ? "refused" : ended(session.latest())));
        table.print();
        return faults;
    }

    private Optional<String> transcript(LiveSession session) {
        JsonNode transcript = session.transcript();
        terminal.line("   " + terminal.paint(Style.BOLD, session.vendor().name()));
        TextTable table =
                new TextTable(terminal, 6, List.of(new Column("", 8, Style.DIM), new Column("", 0, Style.PLAIN)));
        for (JsonNode item : transcript.path("items")) {
            table.row(item.path("role").asText().equals("user") ? "person" : "agent", said(item));
        }
        table.print();
        String note = transcript.path("note").asText("");
        if (!note.isEmpty()) {
            terminal.text(Style.DIM, 6, note);
        }
        boolean anySaid = !transcript.path("items").isEmpty() || !note.isEmpty();
        return anySaid ? Optional.empty() : Optional.of("there is neither a transcript nor a word why.");
    }

    private static String said(JsonNode item) {
        boolean interrupted = item.path("interrupted").asBoolean();
        return item.path("text").asText()
                + (interrupted
                        ? "  [interrupted; heard: " + item.path("spokenText").asText("") + "]"
                        : "");
    }

    private static String ended(JsonNode latest) {
        return latest.has("endReason")
                ? latest.path("endReason").asText() + " by "
                        + latest.path("endedBy").asText()
                : latest.path("status").asText();
    }

    private static String length(LiveSession session) {
        JsonNode latest = session.latest();
        if (!latest.has("createdAt") || !latest.hasNonNull("endedAt")) {
            return "";
        }
        Duration length = Duration.between(
                Instant.parse(latest.path("createdAt").asText()),
                Instant.parse(latest.path("endedAt").asText()));
        return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
    }
}
