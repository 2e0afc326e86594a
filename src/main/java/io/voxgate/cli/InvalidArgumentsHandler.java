package io.voxgate.cli;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in a sentence what is invalid on the command line, and how it should look. Picocli's own sentences quote the
 * argument, and what follows an option that it does not know; either may be a key, so that of an unknown argument only
 * the name is shown here.
 */
final class InvalidArgumentsHandler implements IParameterExceptionHandler {
    private final TerminalOutput terminal;

    InvalidArgumentsHandler(TerminalOutput terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (Stream.of(arguments).anyMatch(List.of("--help", "-h")::contains)) {
            e.getCommandLine().usage(e.getCommandLine().getOut());
            return ExitCode.OK;
        }
        terminal.error(sentence(e, command));
        terminal.error("Usage: " + synopsis(e));
        terminal.error(command.qualifiedName() + " --help explains it.");
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException e, CommandSpec command) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched, command);
            case MissingParameterException missing ->
                missing(missing.getMissing().getFirst());
            case ParameterException invalid
            when invalid.getArgSpec() instanceof OptionSpec option -> value(option, invalid);
            default -> Objects.requireNonNullElse(e.getMessage(), "The command line is invalid.");
        };
    }

    /**
     * The converters of {@link CommandRunner} say what an option needs and do not quote its value; picocli's does, of a
     * switch.
     */
    private static String value(OptionSpec option, ParameterException e) {
        if (option.arity().max() > 0 && e.getCause() instanceof TypeConversionException cause) {
            return option.longestName() + " " + cause.getMessage();
        }
        return option.longestName() + " takes no value.";
    }

    private static String unknown(UnmatchedArgumentException e, CommandSpec command) {
        Optional<String> option = e.getUnmatched().stream()
                .filter(word -> word.startsWith("-") && word.length() > 1)
                .findFirst();
        if (option.isPresent()) {
            List<String> suggestions = e.getSuggestions();
            String known = suggestions.isEmpty() ? "" : " Did you mean " + String.join(" or ", suggestions) + "?";
            return command.qualifiedName() + " does not know \"" + name(option.get(), command) + "\"." + known;
        }
        String argument = e.getUnmatched().getFirst();
        List<PositionalParamSpec> positions = command.positionalParameters();
        return positions.isEmpty()
                ? command.qualifiedName() + " does not know \"" + argument + "\"."
                : "One " + positions.getFirst().paramLabel() + " at a time: \"" + argument + "\" is one too many.";
    }

    /** An option without its value, also where nothing stands between them. */
    private static String name(String argument, CommandSpec command) {
        if (!argument.startsWith("--")) {
            return argument.substring(0, 2);
        }
        String name = argument.split("=", 2)[0];
        return command.optionsMap().keySet().stream()
                .filter(known -> known.startsWith("--") && name.startsWith(known))
                .findFirst()
                .map(known -> known + "…")
                .orElse(name);
    }

    private static String missing(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " needs a value: " + option.longestName() + "=" + option.paramLabel()
                : argument.paramLabel() + " is missing.";
    }

    private static String synopsis(ParameterException e) {
        return new Help(e.getCommandLine().getCommandSpec(), Help.defaultColorScheme(Ansi.OFF))
                .synopsis("Usage: ".length())
                .strip();
    }
}
