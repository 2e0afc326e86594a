package io.voxgate.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How production runs the service, read from the files that say so: the environment of the image, and the memory limit
 * of the manifest.
 *
 * @param environment every {@code ENV} of the Dockerfile
 * @param memoryBytes the limit at which the kernel ends the container
 */
public record ProductionSettings(Map<String, String> environment, long memoryBytes) {
    private static final Path DOCKERFILE = Path.of("Dockerfile");
    private static final Path DEPLOYMENT = Path.of("k8s/base/deployment.yaml");
    private static final Pattern INSTRUCTION = Pattern.compile("(?m)^ENV\\s+((?:.*\\\\\\R)*.*)$");
    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");

    public static ProductionSettings read() {
        try {
            return new ProductionSettings(
                    environment(Files.readString(DOCKERFILE)), memory(new YAMLMapper().readTree(DEPLOYMENT.toFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> environment(String dockerfile) {
        Map<String, String> variables = new TreeMap<>();
        INSTRUCTION.matcher(dockerfile).results().forEach(instruction -> {
            Matcher variable = VARIABLE.matcher(instruction.group(1));
            while (variable.find()) {
                variables.put(variable.group(1), variable.group(2) == null ? variable.group(3) : variable.group(2));
            }
        });
        return variables;
    }

    static long memory(JsonNode deployment) {
        String limit = deployment
                .at("/spec/template/spec/containers/0/resources/limits/memory")
                .asText();
        Matcher parts = Pattern.compile("(\\d+)(Mi|Gi)").matcher(limit);
        if (!parts.matches()) {
            throw new IllegalStateException("The manifest's memory limit is not in Mi or Gi: " + limit);
        }
        return Long.parseLong(parts.group(1)) << (parts.group(2).equals("Mi") ? 20 : 30);
    }

    /**
     * What makes Java behave on a large machine as it would in the container: the memory that its percentages are of,
     * and the collector that it takes by itself below two gigabytes.
     */
    public List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-XX:MaxRAM=" + memoryBytes));
        if (environment.values().stream().noneMatch(value -> value.matches(".*-XX:\\+Use\\w+GC\\b.*"))) {
            options.add("-XX:+UseSerialGC");
        }
        return options;
    }
}
