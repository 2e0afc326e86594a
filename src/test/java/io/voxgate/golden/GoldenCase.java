package io.voxgate.golden;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.json.Json;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One folder: what goes in ({@code in.yaml}: agent, channel, sessionId) and what comes out of one vendor's translator.
 * A rejected translation has only its report; an accepted one also the parameters exactly as sent and the same with
 * JSON-in-strings opened.
 */
final class GoldenCase {
    private static final String IN = "in.yaml";
    private static final String REQUEST = "out.request.json";
    private static final String DECODED = "out.decoded.json";
    private static final String REPORT = "out.report.txt";
    private static final ObjectWriter PRETTY = Json.MAPPER.writer(printer());

    private final Path folder;
    private final VendorAdapter adapter;
    private final Set<String> read = new TreeSet<>();

    GoldenCase(Path folder, VendorAdapter adapter) {
        this.folder = folder;
        this.adapter = adapter;
    }

    /** Compares every out-file, and fails when a file is left that nothing has read. */
    void verify() {
        Translation translation = translate();
        if (translation.report().accepted()) {
            assertThat(pretty(parsed(REQUEST))).as("%s/%s", folder, REQUEST).isEqualTo(request(translation));
            assertThatJson(decoded(translation)).as("%s/%s", folder, DECODED).isEqualTo(parsed(DECODED));
        }
        assertThat(text(REPORT).strip())
                .as("%s/%s", folder, REPORT)
                .isEqualTo(report(translation.report()).strip());
        assertThat(read)
                .as("Files of %s that an assertion has read", folder)
                .containsExactlyInAnyOrderElementsOf(files());
    }

    /**
     * Writes the out-files from what comes out now. The caller fails the run, so that this is never taken for a pass.
     */
    void rewrite() {
        Translation translation = translate();
        write(REPORT, report(translation.report()));
        if (translation.report().accepted()) {
            write(REQUEST, request(translation) + "\n");
            write(DECODED, pretty(decoded(translation)) + "\n");
        }
    }

    private Translation translate() {
        JsonNode in = Yaml.parse(text(IN));
        assertThat(in.properties().stream().map(e -> e.getKey()).collect(Collectors.toSet()))
                .as("%s/%s", folder, IN)
                .isSubsetOf("agent", "channel", "sessionId");
        return adapter.translate(new StartCommand(
                Yaml.agent(in.get("agent")),
                Optional.ofNullable(in.get("channel")).map(Yaml::channel),
                Optional.ofNullable(in.get("sessionId")).map(JsonNode::asText)));
    }

    private static String request(Translation translation) {
        return pretty(translation.call().fill(TestAccount::fill));
    }

    private static JsonNode decoded(Translation translation) {
        return translation.call().display(Optional.of(TestAccount.account()));
    }

    private static String report(FieldReport report) {
        return Stream.concat(
                        report.fields().stream().map(GoldenCase::line),
                        report.defaults().stream().map(GoldenCase::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(FieldReport.ReportEntry entry) {
        return Json.node(entry.outcome()).asText() + " " + entry.path()
                + (entry.vendorPath() == null ? "" : " -> " + entry.vendorPath())
                + (entry.vendorValue() == null ? "" : " = " + Json.write(entry.vendorValue()))
                + (entry.note() == null ? "" : " | " + entry.note());
    }

    private static String line(FieldReport.Default held) {
        return "default " + held.path() + " -> " + held.vendorPath() + " = "
                + (held.value() == null ? "unknown" : Json.write(held.value())) + " ("
                + Json.node(held.source()).asText() + ")";
    }

    private JsonNode parsed(String file) {
        return Json.parse(text(file)).orElseThrow(() -> new AssertionError(folder + "/" + file + " is no JSON"));
    }

    private String text(String file) {
        read.add(file);
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new AssertionError("The case lacks " + folder + "/" + file, e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pretty(JsonNode node) {
        try {
            return PRETTY.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }
}
