package io.voxgate.cli;

import io.voxgate.model.SecretText;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/**
 * Runs a command: its options, {@code --help} and {@code --version} are picocli's; an invalid command line ends with 2
 * and a sentence.
 */
final class CommandRunner {
    private static final int HELP_WIDTH = 80;

    private CommandRunner() {}

    /** @return the exit code */
    static int run(Callable<Integer> command, TerminalOutput terminal, String... arguments) {
        return commandLine(command, terminal).execute(arguments);
    }

    /**
     * Parsing reads and writes nothing: an argument that begins with an at sign is not a file of further arguments. Of
     * an option that is given twice the last value counts, as scripts that add options to a fixed line expect.
     */
    static CommandLine commandLine(Callable<Integer> command, TerminalOutput terminal) {
        return new CommandLine(command)
                .registerConverter(URI.class, GatewayUrl::parse)
                .registerConverter(SecretText.class, SecretText::new)
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setUsageHelpWidth(Math.min(terminal.width(), HELP_WIDTH))
                .setColorScheme(Help.defaultColorScheme(Ansi.valueOf(terminal.colours())))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(new InvalidArgumentsHandler(terminal));
    }
}
