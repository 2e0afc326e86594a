package io.voxgate.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/**
 * Where the demo writes. Colours only on a terminal, and never with {@code NO_COLOR}.
 *
 * @param width in cells
 */
record TerminalOutput(PrintStream out, boolean terminal, boolean colours, int width) {
    private static final int LEAST = 72;
    private static final int MOST = 160;
    private static final int USUAL = 100;

    /** What is known of an output. {@code VOXGATE_TERMINAL} and {@code COLUMNS} come from the launcher, which can ask the terminal. */
    static TerminalOutput of(Map<String, String> environment) {
        boolean terminal = "1".equals(environment.get("VOXGATE_TERMINAL"));
        boolean colours = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        return new TerminalOutput(new PrintStream(System.out, true, StandardCharsets.UTF_8), terminal, colours, width(environment.get("COLUMNS")));
    }

    private static int width(String columns) {
        boolean number = columns != null && columns.matches("[1-9][0-9]{0,4}");
        return number ? Math.clamp(Integer.parseInt(columns), LEAST, MOST) : USUAL;
    }

    /** A colour, or plain text where there are none. */
    enum Style implements Function<String, String> {
        PLAIN(""), BOLD("1"), DIM("2"), RED("31"), GREEN("32"), YELLOW("33"), BLUE("34"), MAGENTA("35"), CYAN("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }

        @Override
        public String apply(String text) {
            return code.isEmpty() || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
        }
    }

    /** Text in a colour; it is only text, whoever wrote it. */
    String paint(Style style, String text) {
        return colours ? style.apply(DisplayWidth.printable(text)) : text;
    }

    /** Of what steers a terminal nothing is written but the colours of {@link #paint}. */
    void line(String text) {
        out.println(colours ? DisplayWidth.colouredOrPrintable(text) : DisplayWidth.printable(text));
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
