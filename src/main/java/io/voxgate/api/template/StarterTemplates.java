package io.voxgate.api.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.api.http.ClassPathFolder;
import io.voxgate.json.Documents;
import io.voxgate.json.StrictJson;
import io.voxgate.template.Template;
import io.voxgate.template.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The templates that come with Voxgate: the repository's folder {@code templates/}, packed with the service. Read when
 * first asked for.
 */
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
        ClassPathFolder.files(StarterTemplates.class.getClassLoader(), FOLDER).forEach((file, yaml) -> {
            if (file.endsWith(SUFFIX)) {
                found.put(file.substring(0, file.length() - SUFFIX.length()), template(yaml));
            }
        });
        return found;
    }

    private Template template(byte[] yaml) {
        Template template = strict.read((ObjectNode) Documents.yaml(yaml), TemplateResource.NewTemplate.class)
                .orRefuse()
                .template();
        templates.check(template);
        return template;
    }
}
