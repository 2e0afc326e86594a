package io.voxgate.limits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The regular expressions of some source code: what is handed to {@code Pattern.compile}, to the methods of String that
 * take one, and to the constraint Pattern.
 */
final class RegularExpressions {
    private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    private static final Pattern USE = Pattern.compile(
            "(Pattern\\.compile\\(|\\.matches\\(|\\.replaceAll\\(|\\.replaceFirst\\(|\\.split\\(|\\bmatching\\(|regexp = )\\s*");
    private static final Pattern LITERALS = Pattern.compile(LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*+(?!\\s*\\+)");
    private static final Pattern NAME = Pattern.compile("(?:[A-Z]\\w*\\.)?([A-Z][A-Z0-9_]*)\\b");
    private static final Pattern CONSTANT = Pattern.compile("String ([A-Z][A-Z0-9_]*) = (" + LITERAL + ");");
    private static final Pattern UNICODE = Pattern.compile("(?<!\\\\)\\\\u([0-9a-f]{4})");
    private static final Pattern NO_TEXT =
            Pattern.compile("\\.matcher\\((?:[^()]|\\([^()]*\\))*\\)$|\\b[A-Z][A-Z0-9_]+$");
    private static final Pattern DECLARED = Pattern.compile("(public )?static final Pattern (\\w+) =\\s*$");

    /** @param find whether it is looked for in a text, not only held against a whole one */
    record Found(String place, String expression, boolean find) {}

    private final Map<String, String> sources;
    private final Map<String, List<String>> constants = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    private RegularExpressions(Map<String, String> sources) {
        this.sources = sources;
        sources.values()
                .forEach(text -> CONSTANT.matcher(text)
                        .results()
                        .forEach(match -> constants
                                .computeIfAbsent(match.group(1), _ -> new ArrayList<>())
                                .add(text(match.group(2)))));
        sources.forEach(this::scan);
    }

    static RegularExpressions inMainCode() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> sources.put(file.getFileName().toString(), read(file)));
        }
        return new RegularExpressions(sources);
    }

    static RegularExpressions in(String source) {
        return new RegularExpressions(Map.of("Source.java", source));
    }

    List<Found> found() {
        return found;
    }

    /** Arguments that are neither a literal nor a constant. */
    List<String> unread() {
        return unread;
    }

    private void scan(String file, String source) {
        Matcher use = USE.matcher(source);
        while (use.find()) {
            if (use.group().matches("\\.(replace|split).*")
                    && NO_TEXT.matcher(source.substring(Math.max(0, use.start() - 120), use.start()))
                            .find()) {
                continue; // a method of a Matcher or a Pattern: its argument is a text
            }
            boolean find = use.group().startsWith("Pattern.compile")
                    ? looksFor(source, use.start())
                    : !use.group().contains("match") && !use.group().startsWith("regexp");
            argument(file, source, use.end(), find);
        }
    }

    /** Whether the file looks for the pattern that is made here; for a public one everybody may. */
    private static boolean looksFor(String source, int at) {
        if (source.contains("find()") || source.contains("results()")) {
            return true;
        }
        Matcher declared = DECLARED.matcher(source.substring(source.lastIndexOf('\n', at) + 1, at));
        return declared.find()
                && (declared.group(1) != null
                        || Pattern.compile("\\b" + declared.group(2) + "\\.matcher\\([^;{]*\\)\\.replace")
                                .matcher(source)
                                .find());
    }

    private void argument(String file, String source, int at, boolean find) {
        Matcher literals = LITERALS.matcher(source).region(at, source.length());
        Matcher name = NAME.matcher(source).region(at, source.length());
        if (literals.lookingAt()) {
            found.add(new Found(file, text(literals.group()), find));
        } else if (name.lookingAt() && constants.containsKey(name.group(1))) {
            constants.get(name.group(1)).forEach(expression -> found.add(new Found(file, expression, find)));
        } else if (source.charAt(at) != ')') {
            unread.add(file + ": "
                    + source.substring(at, Math.min(source.length(), source.indexOf('\n', at)))
                            .strip());
        }
    }

    /** What a literal, or several with plus signs between them, say. */
    private static String text(String literals) {
        StringBuilder text = new StringBuilder();
        Pattern.compile(LITERAL)
                .matcher(literals)
                .results()
                .forEach(match -> text.append(match.group(), 1, match.group().length() - 1));
        return UNICODE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))))
                .translateEscapes();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
