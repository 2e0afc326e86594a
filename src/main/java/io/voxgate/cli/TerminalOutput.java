package io.voxgate.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the commands write. Colours only on a terminal, and never with {@code NO_COLOR}. Whether there are any is not
 * left to picocli's {@code Ansi.AUTO}: it asks Java's console, which wants the input to be a terminal too, knows no
 * {@code TERM=dumb} and takes an empty {@code NO_COLOR} for a set one.
 *
 * @param err for what is wrong with the command line
 * @param colours of {@code out}; what goes to {@code err} has none
 * @param width in cells
 */
record TerminalOutput(PrintStream out, PrintStream err, boolean colours, int width) {
    private static final int LEAST = 72;
    private static final int MOST = 160;
    private static final int USUAL = 100;

    /**
     * What is known of an output. {@code VOXGATE_TERMINAL} and {@code COLUMNS} come from the launcher, which can ask
     * the terminal.
     */
    static TerminalOutput of(Map<String, String> environment) {
        boolean terminal = "1".equals(environment.get("VOXGATE_TERMINAL"));
        boolean colours = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return new TerminalOutput(
                utf8(System.out), utf8(System.err), colours, width(environment.getOrDefault("COLUMNS", "")));
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static int width(String columns) {
        boolean number = columns.matches("[1-9][0-9]{0,4}");
        return number ? Math.clamp(Integer.parseInt(columns), LEAST, MOST) : USUAL;
    }

    /** A colour, or plain text where there are none. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Style implements Function<String, String> {
        PLAIN,
        BOLD(Ansi.Style.bold),
        DIM(Ansi.Style.faint),
        RED(Ansi.Style.fg_red),
        GREEN(Ansi.Style.fg_green),
        YELLOW(Ansi.Style.fg_yellow),
        BLUE(Ansi.Style.fg_blue),
        MAGENTA(Ansi.Style.fg_magenta),
        CYAN(Ansi.Style.fg_cyan);

        private final List<Ansi.Style> styles;

        Style(Ansi.Style... styles) {
            this.styles = List.of(styles);
        }

        /** Ends with a reset: picocli's own end of bold, 21, is a double underline on many terminals. */
        @Override
        public String apply(String text) {
            return styles.isEmpty() || text.isEmpty()
                    ? text
                    : Ansi.Style.on(styles.toArray(Ansi.Style[]::new)) + text + Ansi.Style.reset.on();
        }
    }

    /** Text in a colour; it is only text, whatever its source. */
    String paint(Style style, String text) {
        return colours ? style.apply(DisplayWidth.printable(text)) : text;
    }

    /** Of what steers a terminal nothing is written but the colours of {@link #paint}. */
    void line(String text) {
        out.println(colours ? DisplayWidth.colouredOrPrintable(text) : DisplayWidth.printable(text));
    }

    /** What is wrong with the command line; it may quote arguments, so that only text is written. */
    void error(String text) {
        err.println(DisplayWidth.printable(text));
    }

    void blank() {
        out.println();
    }

    void heading(String text) {
        blank();
        line(paint(Style.BOLD, text));
    }

    /** A paragraph, wrapped and indented. */
    void text(Style style, int indent, String text) {
        for (String line : DisplayWidth.wrap(text, width - indent)) {
            line(" ".repeat(indent) + paint(style, line));
        }
    }
}
