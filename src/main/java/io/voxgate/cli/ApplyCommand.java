package io.voxgate.cli;

import io.voxgate.cli.TerminalOutput.Style;
import io.voxgate.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Configuration as code: {@code ./voxgate apply DIR} puts a folder of templates, connections and webhooks to a running
 * gateway.
 */
@Command(
        name = "./voxgate apply",
        mixinStandardHelpOptions = true,
        versionProvider = CommandVersion.class,
        sortOptions = false,
        description =
                "Puts a folder of YAML or JSON files to a running gateway: first the plan, then the changes. The gateway is asked"
                        + " beforehand: when it would refuse one file, nothing is changed. Run again, it finds nothing to change.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is as the folder says, or could be",
            "1:something was refused",
            "2:the command line is invalid"
        })
public final class ApplyCommand implements Callable<Integer> {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final TerminalOutput terminal;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            description = "One file each: its name is the name, its content the body of the PUT. Files below "
                    + "templates/, connections/ and webhooks/ are of that kind; elsewhere a file with an agent is a "
                    + "template, with a vendor a connection, with a url a webhook. Secrets have no place here: "
                    + "connections keep the ones that are stored. What is not in the folder stays as it is.")
    private String folder = "";

    @Option(names = "--dry-run", description = "Stop after the plan.")
    private boolean dryRun;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The gateway; else VOXGATE_URL, else http://localhost:8080/ (VOXGATE_PORT).")
    private Optional<URI> url = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A key of an admin (templates alone: of an editor); else VOXGATE_KEY,"
                    + " else the demo tenant's of a gateway on this machine.")
    private Optional<SecretText> key = Optional.empty();

    ApplyCommand(TerminalOutput terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /** @param arguments see {@code --help} */
    public static void main(String... arguments) {
        System.exit(run(TerminalOutput.of(System.getenv()), System.getenv(), arguments));
    }

    static int run(TerminalOutput terminal, Map<String, String> environment, String... arguments) {
        return CommandRunner.run(new ApplyCommand(terminal, environment), terminal, arguments);
    }

    @Override
    public Integer call() {
        try {
            return new ManifestApplier(terminal, request()).run();
        } catch (ApiFailure e) {
            terminal.line(terminal.paint(Style.RED, "Stopped: ") + advice(e));
            return 1;
        } catch (IOException e) {
            terminal.line(terminal.paint(Style.RED, "Stopped: ") + "a file could not be read: " + e.getMessage());
            return 1;
        }
    }

    private static String advice(ApiFailure e) {
        return switch (e.status()) {
            case 0 -> e.detail() + ". Is a gateway running there? ./voxgate start starts one, --url names another.";
            case 401 -> "the gateway does not know this key. Give one with --key or VOXGATE_KEY.";
            default -> e.detail();
        };
    }

    /** What was parsed, completed from the environment and the files of this machine. */
    ApplyRequest request() throws IOException {
        URI gateway = url.isPresent() ? url.get() : urlOfEnvironment();
        Optional<SecretText> found = key.or(() -> setting("VOXGATE_KEY").map(SecretText::new));
        if (found.isEmpty() && THIS_MACHINE.contains(gateway.getHost())) {
            Path home = setting("VOXGATE_DATA_DIR").map(Path::of).orElseGet(DataDirectory::usual);
            found = new KeyFile(home.resolve("demo.key")).read().map(SecretText::new);
        }
        Path path = existingFolder();
        SecretText complete = found.orElseThrow(() -> invalid("Which tenant? Give a key with --key or VOXGATE_KEY."));
        return new ApplyRequest(path, folder, gateway, complete, dryRun);
    }

    private URI urlOfEnvironment() {
        Optional<String> named = setting("VOXGATE_URL");
        try {
            return GatewayUrl.parse(named.orElseGet(
                    () -> "http://localhost:" + setting("VOXGATE_PORT").orElse("8080")));
        } catch (TypeConversionException e) {
            String fault = named.isPresent()
                    ? "VOXGATE_URL " + e.getMessage()
                    : "VOXGATE_PORT must be a number from 0 to 65535.";
            throw new ParameterException(spec.commandLine(), fault, e);
        }
    }

    /** It is looked for where the caller stands: the launcher changes to its own folder. */
    private Path existingFolder() {
        try {
            Path path = setting("VOXGATE_CALLER_DIR")
                    .map(Path::of)
                    .orElse(Path.of(""))
                    .resolve(folder);
            if (Files.isDirectory(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), "\"" + folder + "\" is not a valid path.", e);
        }
        throw invalid("There is no folder " + folder + ".");
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private ParameterException invalid(String fault) {
        return new ParameterException(spec.commandLine(), fault);
    }
}
