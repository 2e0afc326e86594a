package io.voxgate.cli;

import io.voxgate.cli.DemoRun.RunningGateway;
import io.voxgate.cli.TerminalOutput.Style;
import io.voxgate.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./voxgate demo}: one agent on three vendors, on a gateway of its own or on one that runs. */
@Command(
        name = "./voxgate demo",
        mixinStandardHelpOptions = true,
        versionProvider = CommandVersion.class,
        sortOptions = false,
        description = "Shows one agent start on three vendors, with a report of what each makes of it. Without "
                + "options it starts a gateway of its own, shows the demo and ends it; with --url and --key "
                + "it shows it on a gateway that is already running with its sandbox on.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every session was accepted, was active and ended",
            "1:something failed",
            "2:the command line is invalid",
            "130:interrupted"
        })
public final class DemoCommand implements Callable<Integer> {
    private final TerminalOutput terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "A gateway that is already running.")
    private Optional<URI> url = Optional.empty();

    @Option(names = "--key", paramLabel = "OPERATOR_KEY", description = "The operator's key there.")
    private Optional<SecretText> key = Optional.empty();

    @Option(names = "--full", description = "List every field of the translation report.")
    private boolean full;

    DemoCommand(TerminalOutput terminal) {
        this.terminal = terminal;
    }

    /** @param arguments see {@code --help} */
    public static void main(String... arguments) {
        System.exit(run(TerminalOutput.of(System.getenv()), arguments));
    }

    static int run(TerminalOutput terminal, String... arguments) {
        return CommandRunner.run(new DemoCommand(terminal), terminal, arguments);
    }

    @Override
    public Integer call() {
        try {
            return new DemoRun(terminal, runningGateway(), full).run();
        } catch (ApiFailure | IOException e) {
            terminal.blank();
            terminal.line(terminal.paint(Style.RED, "The demo failed: ") + e.getMessage());
            terminal.line("The gateway's log: " + DemoRun.LOG);
            return 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    /** Empty when the demo is to start its own. */
    Optional<RunningGateway> runningGateway() {
        if (url.isPresent() != key.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--url and --key belong together.");
        }
        return url.map(there -> new RunningGateway(there, key.orElseThrow()));
    }

    boolean full() {
        return full;
    }
}
