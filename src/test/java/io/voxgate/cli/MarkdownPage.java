package io.voxgate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documents, as far as links concern it.
 *
 * @param prose its lines without code blocks and without what is between backticks: neither holds links
 * @param headings the texts of its headings
 */
record MarkdownPage(Path file, List<String> prose, List<String> headings) {
    private static final List<String> OUTSIDE_DOCS =
            List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "k8s/README.md");
    private static final String FENCE = "```";
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^()\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.+)");

    static MarkdownPage read(Path file) {
        List<String> prose = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        boolean inBlock = false;
        for (String line : lines(file)) {
            if (line.strip().startsWith(FENCE)) {
                inBlock = !inBlock;
            } else if (!inBlock) {
                prose.add(CODE.matcher(line).replaceAll(""));
                HEADING.matcher(line)
                        .results()
                        .filter(match -> match.start() == 0)
                        .forEach(match -> headings.add(match.group(1)));
            }
        }
        return new MarkdownPage(file, List.copyOf(prose), List.copyOf(headings));
    }

    /** The project's pages: those beside the code that exist, and all below docs. */
    static List<MarkdownPage> all(Path root) {
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            Stream<Path> pages =
                    docs.filter(file -> file.toString().endsWith(".md")).sorted();
            return Stream.concat(OUTSIDE_DOCS.stream().map(root::resolve).filter(Files::exists), pages)
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The targets of links and pictures that are not at another host. */
    List<String> links() {
        return prose.stream()
                .flatMap(line -> LINK.matcher(line).results())
                .map(match -> match.group(1))
                .filter(target -> !ELSEWHERE.matcher(target).matches())
                .toList();
    }

    /** What a link may name behind {@code #}, as GitHub makes it of a heading. */
    Set<String> anchors() {
        return headings.stream().map(MarkdownPage::anchor).collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** The links that lead nowhere: to no file, out of the project, or to a heading that is not there. */
    List<String> broken(Path root) {
        return links().stream()
                .filter(link -> !leadsSomewhere(link, root))
                .map(link -> root.relativize(file) + ": " + link)
                .toList();
    }

    private boolean leadsSomewhere(String link, Path root) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!target.startsWith(root.normalize()) || !Files.exists(target)) {
            return false;
        }
        return parts.length < 2
                || target.toString().endsWith(".md") && read(target).anchors().contains(parts[1]);
    }

    /** What the whole page has of a pattern: its first group. */
    static Stream<String> found(Pattern pattern, Path file) {
        return lines(file).stream()
                .flatMap(line -> pattern.matcher(line).results())
                .map(match -> match.group(1));
    }
}
