package io.voxgate.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fenced block of a page.
 *
 * @param page relative to the project
 * @param line where its first line stands in the page, from 1
 * @param text its lines without the indentation of its fence
 */
record CodeBlock(String page, int line, String language, String text) {
    private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)(?: +\\w+)? *");

    /** The blocks of all pages of a project. */
    static List<CodeBlock> all(Path root) {
        return MarkdownPage.all(root).stream()
                .flatMap(page -> of(root, page.file()).stream())
                .toList();
    }

    static List<CodeBlock> of(Path root, Path file) {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> lines = MarkdownPage.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int indentation = fence.group(1).length();
                int first = i + 1;
                int end = first;
                while (!lines.get(end).strip().equals("```")) {
                    end++;
                }
                String text = lines.subList(first, end).stream()
                        .map(line -> line.substring(Math.min(indentation, line.length())))
                        .collect(Collectors.joining("\n"));
                blocks.add(new CodeBlock(root.relativize(file).toString(), first + 1, fence.group(2), text));
                i = end;
            }
        }
        return blocks;
    }

    boolean isBash() {
        return language.equals("bash");
    }

    String place() {
        return page + ":" + line;
    }
}
