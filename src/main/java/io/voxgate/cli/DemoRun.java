package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.cli.DemoEnvironment.DemoVendor;
import io.voxgate.cli.TerminalOutput.Style;
import io.voxgate.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The main job, seen from the outside: one template, what three vendors make of it, one session on each. Ends with 0
 * only when every session was accepted, was active, ended, and either has a transcript or says why it has none.
 */
final class DemoRun {
    static final Path LOG = Path.of("target", "demo.log");
    private static final Path TEMPLATE = Path.of("templates", "customer-service.yaml");
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long WORDS_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final TerminalOutput terminal;
    private final Optional<RunningGateway> given;
    private final boolean full;
    private final long begin = System.nanoTime();

    /** A gateway that was there before. */
    record RunningGateway(URI url, SecretText operatorKey) {}

    /**
     * @param given empty: the demo starts a gateway of its own
     * @param full whether fields that every vendor takes as they are get a row each
     */
    DemoRun(TerminalOutput terminal, Optional<RunningGateway> given, boolean full) {
        this.terminal = terminal;
        this.given = given;
        this.full = full;
    }

    /** @return the exit code */
    int run() throws IOException, InterruptedException {
        terminal.line(terminal.paint(Style.BOLD, "Voxgate demo")
                + "  one agent, three vendors; their sandboxes, no account needed");
        if (given.isPresent()) {
            terminal.heading("1  The gateway at " + given.get().url());
            return show(given.get().url(), given.get().operatorKey().reveal());
        }
        Files.createDirectories(LOG.getParent());
        terminal.heading("1  A gateway of its own");
        try (LocalGateway gateway = LocalGateway.start(LOG)) {
            gateway.awaitReady();
            terminal.text(
                    Style.PLAIN,
                    3,
                    "ready at " + gateway.url() + " after " + seconds()
                            + "; its data is thrown away at the end, its log is " + LOG);
            return show(gateway.url(), gateway.operatorKey());
        }
    }

    private int show(URI url, String operatorKey) throws IOException, InterruptedException {
        DemoEnvironment environment = DemoEnvironment.make(new ApiClient(url, operatorKey), TEMPLATE);
        terminal.heading("2  A tenant, a key, and what it needs");
        terminal.text(
                Style.PLAIN,
                3,
                "tenant " + environment.tenant() + ", credential llm, template " + environment.template() + " revision "
                        + environment.revision() + " (" + TEMPLATE + ")");
        environment
                .vendors()
                .forEach(vendor ->
                        terminal.line("   connection " + DisplayWidth.pad(vendor.connection(), 16) + vendor.name()));
        terminal.heading("3  What each vendor makes of the template");
        translate(environment);
        terminal.heading("4  One session on each");
        List<LiveSession> sessions = converse(environment);
        terminal.heading("5  What was said");
        List<String> faults = new DemoSummary(terminal).print(sessions);
        return verdict(sessions, faults);
    }

    private void translate(DemoEnvironment environment) {
        JsonNode answer = environment
                .api()
                .post(
                        "v1/translations",
                        Map.of(
                                "template",
                                environment.template(),
                                "variables",
                                DemoEnvironment.VARIABLES,
                                "vendors",
                                environment.vendors().stream()
                                        .map(DemoVendor::vendor)
                                        .toList()));
        TranslationReport report = new TranslationReport(terminal, full);
        for (DemoVendor vendor : environment.vendors()) {
            answer.path("translations").forEach(translation -> {
                if (translation.path("vendor").asText().equals(vendor.vendor())) {
                    report.print(vendor.name(), translation);
                }
            });
        }
    }

    private List<LiveSession> converse(DemoEnvironment environment) throws InterruptedException {
        List<LiveSession> sessions = environment.vendors().stream()
                .map(vendor -> new LiveSession(environment.api(), vendor))
                .toList();
        LiveView view = new LiveView(terminal, sessions);
        for (LiveSession session : sessions) {
            session.start(environment.template());
            session.refusal()
                    .ifPresentOrElse(
                            why -> view.line(session, Style.RED, "refused", why),
                            () -> view.line(
                                    session,
                                    Style.GREEN,
                                    "accepted",
                                    session.id() + ", " + session.vendor().where()));
        }
        long deadline = System.nanoTime() + LONGEST_NANOS;
        while (!sessions.stream().allMatch(LiveSession::over) && System.nanoTime() < deadline) {
            sessions.stream().filter(session -> !session.over()).forEach(session -> follow(session, view));
            TimeUnit.MILLISECONDS.sleep(250);
        }
        awaitWords(sessions);
        sessions.stream()
                .filter(session -> session.refusal().isEmpty())
                .forEach(session -> view.show(session, session.readNew()));
        return sessions;
    }

    /** A vendor that reports the words only after the end has a moment for it; what is not there then is said so. */
    private static void awaitWords(List<LiveSession> sessions) throws InterruptedException {
        long deadline = System.nanoTime() + WORDS_NANOS;
        while (sessions.stream().anyMatch(LiveSession::moreToCome) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private static void follow(LiveSession session, LiveView view) {
        view.show(session, session.readNew());
        if (session.hasSaidEnough()) {
            view.line(session, Style.DIM, "stop", "asked to stop");
            session.stop();
        }
    }

    private int verdict(List<LiveSession> sessions, List<String> faults) {
        terminal.blank();
        if (faults.isEmpty()) {
            String all = "All " + sessions.size() + " sessions were accepted, went through their states and ended.";
            terminal.line(terminal.paint(Style.GREEN, all) + "  " + seconds());
            terminal.line("Next: ./voxgate start, and the five-minute tour in README.md");
            return 0;
        }
        faults.forEach(fault -> terminal.line(terminal.paint(Style.RED, "Failed: ") + DisplayWidth.plain(fault)));
        Optional<String> log = given.isPresent() ? Optional.empty() : Optional.of(LOG.toString());
        log.ifPresent(file -> terminal.line("The gateway's log: " + file));
        return 1;
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / 1e9);
    }
}
