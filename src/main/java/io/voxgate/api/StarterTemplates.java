package io.voxgate.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.util.ClassPathUtils;
import io.voxgate.json.Documents;
import io.voxgate.json.StrictJson;
import io.voxgate.template.Template;
import io.voxgate.template.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The templates that come with Voxgate: the repository's folder {@code templates/}, packed with the service. Read once, when first asked for. */
@ApplicationScoped
public class StarterTemplates {
    private static final String FOLDER = "starter-templates";
    private static final String SUFFIX = ".yaml";

    private final StrictJson strict;
    private final Templates templates;
    private volatile Map<String, Template> library = Map.of();

    public StarterTemplates(StrictJson strict, Templates templates) {
        this.strict = strict;
        this.templates = templates;
    }

    /** By name, in order. */
    public Map<String, Template> all() {
        if (library.isEmpty()) {
            library = read();
        }
        return library;
    }

    public Optional<Template> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    private Map<String, Template> read() {
        Map<String, Template> found = new TreeMap<>();
        try {
            ClassPathUtils.consumeAsPaths(FOLDER, folder -> files(folder, found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private void files(Path folder, Map<String, Template> found) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                found.put(name.substring(0, name.length() - SUFFIX.length()), template(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Template template(byte[] yaml) {
        Template template = strict.read((ObjectNode) Documents.yaml(yaml), TemplateResource.NewTemplate.class).orRefuse().template();
        templates.check(template);
        return template;
    }
}
