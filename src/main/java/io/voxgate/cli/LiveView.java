package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.cli.TerminalOutput.Style;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Events as they come, one line each; the measurements of one moment share a line. */
final class LiveView {
    private static final int NAME = 12;
    private static final List<Style> COLOURS = List.of(Style.BLUE, Style.MAGENTA, Style.CYAN);

    private final TerminalOutput terminal;
    private final Map<String, Style> colours;
    private final long begin = System.nanoTime();

    LiveView(TerminalOutput terminal, List<LiveSession> sessions) {
        this.terminal = terminal;
        this.colours = sessions.stream()
                .collect(Collectors.toMap(
                        session -> session.vendor().vendor(),
                        session -> COLOURS.get(sessions.indexOf(session) % COLOURS.size())));
    }

    void show(LiveSession session, List<JsonNode> events) {
        List<JsonNode> metrics = events.stream()
                .filter(event -> event.path("type").asText().equals("metric.recorded"))
                .toList();
        events.stream().filter(event -> !metrics.contains(event)).forEach(event -> show(session, event));
        if (!metrics.isEmpty()) {
            line(
                    session,
                    Style.DIM,
                    "measured",
                    metrics.stream().map(LiveView::metric).collect(Collectors.joining(", ")));
        }
    }

    private void show(LiveSession session, JsonNode event) {
        JsonNode data = event.path("data");
        String type = event.path("type").asText();
        switch (type) {
            case "transcript.added" ->
                line(
                        session,
                        Style.PLAIN,
                        data.path("role").asText().equals("user") ? "person" : "agent",
                        "“" + data.path("text").asText() + "”");
            case "user.speechStarted" -> line(session, Style.DIM, "person", "begins to speak");
            case "agent.speechFinished" ->
                line(
                        session,
                        Style.DIM,
                        "agent",
                        "was heard to say “" + data.path("text").asText() + "”");
            case "error.reported" ->
                line(
                        session,
                        Style.RED,
                        "error",
                        data.path("component").asText() + " "
                                + data.path("code").asText() + " "
                                + data.path("message").asText());
            case "session.ended" -> line(session, Style.BOLD, "ended", reason(data));
            case "session.failed" -> line(session, Style.RED, "failed", reason(data));
            case "extraction.completed" ->
                line(
                        session,
                        Style.PLAIN,
                        "found",
                        data.path("items").valueStream().map(LiveView::finding).collect(Collectors.joining("; ")));
            case "vendor.other" ->
                line(session, Style.DIM, "kept", "what else the vendor reported, as it came: " + data.path("raw"));
            default ->
                line(
                        session,
                        type.startsWith("session.") ? Style.BOLD : Style.DIM,
                        type.replace("session.", ""),
                        data.isEmpty() ? "" : data.toString());
        }
    }

    private static String finding(JsonNode item) {
        JsonNode value = item.path("value");
        return item.path("name").asText() + ": "
                + (value.isArray()
                        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
                        : value.asText());
    }

    static String reason(JsonNode data) {
        String code = data.path("vendorCode").asText("");
        return data.path("endReason").asText() + " by " + data.path("endedBy").asText()
                + (code.isEmpty() ? "" : " (vendor's code " + code + ")");
    }

    private static String metric(JsonNode event) {
        JsonNode data = event.path("data");
        String unit = data.path("unit").asText();
        return data.path("name").asText() + " " + data.path("value").asText()
                + (unit.equals("count") ? "" : " " + unit);
    }

    void line(LiveSession session, Style style, String what, String text) {
        String time = String.format(Locale.ROOT, "%5.1fs", (System.nanoTime() - begin) / 1e9);
        String head = "   " + terminal.paint(Style.DIM, time) + "  "
                + terminal.paint(
                        colours.getOrDefault(session.vendor().vendor(), Style.PLAIN),
                        DisplayWidth.pad(session.vendor().vendor(), NAME))
                + "  ";
        int left = terminal.width() - 3 - time.length() - 2 - NAME - 2 - 12;
        terminal.line((head
                        + terminal.paint(style, DisplayWidth.pad(what, 12))
                        + terminal.paint(
                                style == Style.BOLD ? Style.PLAIN : style,
                                DisplayWidth.fit(DisplayWidth.plain(text), left)))
                .stripTrailing());
    }
}
