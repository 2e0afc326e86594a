package io.voxgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text measured in terminal cells: a Chinese character or an emoji takes two, an accent that joins its letter none.
 * Picocli's measure ({@code Ansi.Text}, {@code Help.TextTable}) is for its help texts: it takes an emoji for one cell
 * and an accent for one of its own, its tables fail on a line of emoji, and it reads {@code @|…|@} in what a vendor or
 * a person wrote as markup.
 */
final class DisplayWidth {
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}
    };

    private static final Pattern STEERING =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");
    private static final Pattern STEERING_OR_COLOUR =
            Pattern.compile("(\033\\[(?:[0-2]|3[1-6])m)|" + STEERING.pattern());

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.CONTROL) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (character >= range[0] && character <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** On one line, without what would move the cursor or colour the terminal. */
    static String plain(String text) {
        return printable(text.replaceAll("\\s+", " ")).strip();
    }

    /**
     * Without what would move the cursor, colour the terminal or turn the direction of writing; lines and tabs stay.
     */
    static String printable(String text) {
        return STEERING.matcher(text).replaceAll("");
    }

    /** The same, but for the colours that {@link TerminalOutput.Style} writes. */
    static String colouredOrPrintable(String text) {
        return STEERING_OR_COLOUR
                .matcher(text)
                .replaceAll(found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group(1)));
    }

    /** Cut to the width, with an ellipsis when something is missing. */
    static String fit(String text, int width) {
        return of(text) <= width ? text : head(text, Math.max(0, width - 1)) + "…";
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The longest beginning that is not wider than the width. */
    private static String head(String text, int width) {
        int cells = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            cells += of(character);
            if (cells > width) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    /**
     * Lines not wider than the width; broken at spaces, else after a dot or slash, else anywhere. At least one line.
     */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (of(rest) > width) {
            int cut = cut(rest, width);
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static int cut(String text, int width) {
        int most = Math.max(head(text, width).length(), Character.charCount(text.codePointAt(0)));
        int space = text.lastIndexOf(' ', most);
        if (space > 0) {
            return space;
        }
        int joint = Math.max(text.lastIndexOf('.', most - 1), text.lastIndexOf('/', most - 1));
        return joint > 0 ? joint + 1 : most;
    }
}
