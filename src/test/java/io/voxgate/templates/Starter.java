package io.voxgate.templates;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.Agent;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One file of the starter library. Variables are filled in by plain replacement, on purpose not by the product's code.
 */
record Starter(String name, JsonNode document) {
    private static final Path FOLDER = Path.of("templates");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    static List<Starter> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Starter::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Starter named(String name) {
        return read(FOLDER.resolve(name + ".yaml"));
    }

    private static Starter read(Path file) {
        return new Starter(file.getFileName().toString().replaceFirst("\\.yaml$", ""), Yaml.read(file));
    }

    Set<String> declared() {
        return document.path("variables").properties().stream()
                .map(entry -> entry.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> used() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(document.path("agent").toString());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Defaults where they are declared, and a word for what is required. */
    Agent agent() {
        String text = VARIABLE.matcher(document.path("agent").toString())
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
        return Yaml.agent(Yaml.parse(text));
    }

    private String value(String variable) {
        JsonNode declared = document.path("variables").path(variable);
        return declared.path("default").asText("value of " + variable);
    }
}
