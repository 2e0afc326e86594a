package io.voxgate.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.voxgate.cli.TerminalOutput.Style;
import io.voxgate.config.DataSettings;
import io.voxgate.config.SandboxSettings;
import io.voxgate.config.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** What {@code start} says when the service is up; then it waits for the end. */
public final class StartBanner implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
        Settings settings = Settings.ofTheService();
        // Main has set it, if the environment did not.
        Path home = settings.of(DataSettings.class).dataDir().orElseThrow();
        URI url = local("quarkus.http.port");
        TerminalOutput terminal = TerminalOutput.of(System.getenv());
        try {
            String operatorKey = settings.operator().key().orElseThrow().reveal();
            print(terminal, settings, url, DemoTenant.ensure(new ApiClient(url, operatorKey), home), home, operatorKey);
        } catch (IOException | ApiFailure e) {
            terminal.line(
                    "Voxgate is ready at " + url + " (the demo tenant could not be made: " + e.getMessage() + ")");
        }
        Quarkus.waitForExit();
        return 0;
    }

    private static void print(
            TerminalOutput terminal, Settings settings, URI url, DemoTenant demo, Path home, String operatorKey) {
        URI management = local("quarkus.management.port");
        boolean generated = Stream.of("VOXGATE_OPERATOR_KEY", "VOXGATE_OPERATOR_KEY_FILE")
                .map(System::getenv)
                .allMatch(value -> value == null || value.isBlank());
        terminal.line(terminal.paint(Style.GREEN, "Voxgate is ready at " + url) + " after " + seconds());
        terminal.blank();
        row(terminal, "portal", url + "  (sign in with the key below)");
        row(terminal, "API reference", url.resolve("reference/").toString());
        row(terminal, "contract", url.resolve("openapi.yaml").toString());
        row(terminal, "health, metrics", management.resolve("q/health") + ", " + management.resolve("q/metrics"));
        row(
                terminal,
                "data",
                settings.database().isPresent()
                        ? "the PostgreSQL of VOXGATE_DATABASE_URL"
                        : home + " (PostgreSQL, kept between starts)");
        row(
                terminal,
                "sandbox",
                settings.of(SandboxSettings.class).enabled()
                        ? "on: a connection with \"endpoint\": \"sandbox\" needs no account"
                        : "off");
        row(
                terminal,
                "operator key",
                generated ? operatorKey + "  (kept in " + OperatorKey.file(home) + ")" : "from the environment");
        row(terminal, "demo tenant", DemoTenant.ID + ", its key is kept in " + demo.file());
        terminal.blank();
        terminal.line("  export VOXGATE_KEY=" + demo.key());
        terminal.line("  curl -s " + url + "v1/vendors -H \"Authorization: Bearer $VOXGATE_KEY\"");
        terminal.blank();
        terminal.line("README.md has the five-minute tour. Ctrl-C stops.");
    }

    /** What was really chosen, when any free port would do. */
    private static URI local(String port) {
        return URI.create("http://localhost:" + ConfigProvider.getConfig().getValue(port, Integer.class) + "/");
    }

    private static void row(TerminalOutput terminal, String name, String text) {
        terminal.line("  " + terminal.paint(Style.DIM, DisplayWidth.pad(name, 16)) + text);
    }

    private static String seconds() {
        return String.format(
                Locale.ROOT, "%.1f s", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
    }
}
