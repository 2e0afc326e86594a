package io.voxgate.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.FieldOutcome;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The expected outcomes of one vendor: data written from the documents, in {@code tck/expected-outcomes-<vendor>.yaml}.
 */
final class Expectations {
    private static final Set<String> COLUMNS =
            Set.of("path", "wire", "cases", "when", "with", "also", "may", "unchanged", "baseline");

    private static final Map<String, Expectations> READ = new ConcurrentHashMap<>();

    private final JsonNode file;
    private final String vendor;

    private Expectations(String vendor) {
        this.vendor = vendor;
        this.file = Yaml.resource("/tck/expected-outcomes-" + vendor + ".yaml");
    }

    /** Read once a run. */
    static Expectations of(String vendor) {
        return READ.computeIfAbsent(vendor, Expectations::new);
    }

    /** A plain agent that the vendor starts. */
    ObjectNode agent() {
        return file.get("agent").deepCopy();
    }

    Set<String> rejectedProviders() {
        return file.get("rejectedProviders").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    /** The TTS providers with which the vendor starts. */
    Set<String> startableProviders() {
        return startable("/tts/provider");
    }

    /** The LLM protocols with which the vendor starts. */
    Set<String> startableProtocols() {
        return startable("/llm/protocol");
    }

    private Set<String> startable(String choice) {
        return all().stream()
                .filter(row -> row.path().equals(choice) && !row.rejected())
                .map(row -> row.value().asText())
                .collect(Collectors.toSet());
    }

    List<Expectation> all() {
        return Stream.concat(
                        file.get("rows").valueStream().flatMap(this::row),
                        file.get("unsupported").valueStream().flatMap(path -> unsupported(path.asText())))
                .toList();
    }

    private Stream<Expectation> row(JsonNode row) {
        row.properties().stream()
                .map(e -> e.getKey())
                .filter(name -> !COLUMNS.contains(name))
                .findAny()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(vendor + ": what is " + name + " in " + row + "?");
                });
        ObjectNode around = agent();
        if (row.has("when")) {
            Agents.merge(around, variation(row.get("when").asText()));
        }
        if (row.has("with")) {
            Agents.merge(around, row.get("with"));
        }
        boolean looked = !row.get("wire").asText().equals("*");
        return row.get("cases")
                .valueStream()
                .map(one -> new Expectation(
                        row.get("path").asText(),
                        around,
                        row.path("baseline").asBoolean(true),
                        provider(around),
                        one.get(0),
                        outcomes(one.get(1).asText()),
                        looked ? texts(row.get("wire")) : List.of(),
                        texts(row.path("also")),
                        texts(row.path("may")),
                        looked,
                        row.path("unchanged").asBoolean(),
                        Optional.ofNullable(one.get(2))));
    }

    private JsonNode variation(String name) {
        return Optional.ofNullable(file.get("when").get(name))
                .orElseThrow(() -> new IllegalArgumentException(vendor + " has no variation " + name));
    }

    private Stream<Expectation> unsupported(String path) {
        AgentSchema.Leaf leaf = AgentSchema.leaves().stream()
                .filter(one -> one.pointer().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The agent has no leaf " + path));
        return Agents.samples(leaf)
                .map(value -> new Expectation(
                        path,
                        agent(),
                        true,
                        provider(agent()),
                        value,
                        EnumSet.of(FieldOutcome.UNSUPPORTED),
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        false,
                        Optional.empty()));
    }

    private static Optional<String> provider(JsonNode agent) {
        return Optional.of(agent.at("/tts/provider"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static Set<FieldOutcome> outcomes(String words) {
        return Arrays.stream(words.split("\\|"))
                .map(word -> FieldOutcome.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FieldOutcome.class)));
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(JsonNode::asText).toList()
                : node.isTextual() ? List.of(node.asText()) : List.of();
    }
}
