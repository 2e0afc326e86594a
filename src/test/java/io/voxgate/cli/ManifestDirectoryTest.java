package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.cli.Manifest.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestDirectoryTest {
    @TempDir
    private Path root;

    private void file(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    @Test
    void theFolderOrTheContentSaysTheKindAndTheFileTheName() throws IOException {
        file("templates/support.yaml", "agent: {}");
        file("connections/support.yml", "vendor: x\nsettings: {}");
        file("webhooks/deep/crm.json", "{\"url\":\"https://example.com\"}");
        file("loose.yaml", "agent: {}");
        file("loose-connection.yaml", "vendor: x");

        assertThat(ManifestDirectory.read(root).faults()).isEmpty();
        assertThat(ManifestDirectory.read(root).declared())
                .extracting(one -> one.kind() + " " + one.name() + " " + one.file())
                .containsExactly(
                        "CONNECTION loose-connection loose-connection.yaml",
                        "CONNECTION support connections/support.yml",
                        "TEMPLATE loose loose.yaml",
                        "TEMPLATE support templates/support.yaml",
                        "WEBHOOK crm webhooks/deep/crm.json");
    }

    @Test
    void theFolderItselfMayBeTheKind() throws IOException {
        file("templates/a.yaml", "description: no agent");

        assertThat(ManifestDirectory.read(root.resolve("templates")).faults())
                .containsExactly(new Complaint("a.yaml:1", "A template needs agent."));
    }

    @Test
    void whatIsNoConfigurationIsSkippedWithAWord() throws IOException {
        file("README.md", "# x");
        file(".hidden.yaml", "agent: {}");
        file(".git/config.yaml", "agent: {}");
        Files.createSymbolicLink(root.resolve("link.yaml"), root.resolve(".hidden.yaml"));

        assertThat(ManifestDirectory.read(root).declared()).isEmpty();
        assertThat(ManifestDirectory.read(root).skipped())
                .containsExactly(
                        ".hidden.yaml (hidden)", "README.md (not .yaml, .yml or .json)", "link.yaml (a symbolic link)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a.yaml      | agent: {}\\n  b: 1                                  | a.yaml:2      | no valid YAML",
                "a.yaml      | agent:\\n  vad: {silenceMs: 0700}                   | a.yaml:2      | The number 0700",
                "a.yaml      | agent: {}\\nagent: {}                               | a.yaml:2      | Duplicate field 'agent'",
                "a.yaml      | x: 1                                                | a.yaml:1      | What is it?",
                "a.yaml      | [1]                                                 | a.yaml:1      | must hold an object",
                "a.json      | {\"agent\": {}                                      | a.json:1      | no valid JSON",
                "A_b.yaml    | agent: {}                                           | A_b.yaml:1    | "
                        + "lower-case letters, digits and hyphens",
                "a.yaml      | description: x\\nagent: {}\\ndraft: true            | a.yaml:3      | "
                        + "draft: There is no such member. Known here: description, variables, agent.",
                "a.yaml      | vendor: x\\ncredentials:\\n  secretKey: hush        | a.yaml:2      | Secrets never stand in a folder",
                "llm.yaml    | fields: {apiKey: hush}                              | llm.yaml:1    | PUT /v1/credentials/llm"
            })
    void whatCannotBeMeantIsToldWithItsLine(String name, String text, String where, String what) throws IOException {
        file(name, text.replace("\\n", "\n"));

        assertThat(ManifestDirectory.read(root).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.where()).isEqualTo(where);
            assertThat(fault.what()).contains(what).doesNotContain("hush", "body");
        });
    }

    @Test
    void twoFilesOfOneNameAreAFault() throws IOException {
        file("a.yaml", "agent: {}");
        file("b/a.json", "{\"agent\":{}}");

        assertThat(ManifestDirectory.read(root).faults())
                .containsExactly(new Complaint("b/a.json:1", "The template a is in a.yaml already."));
    }

    @Test
    void aPointerLeadsToItsLine() {
        SourceLines lines = SourceLines.of(
                "a: 1\nagent:\n  llm:\n    model: m\n  stt:\n    hotWords:\n      - text: x\n      - text: y\n"
                        .getBytes(),
                true);

        assertThat(lines.of("/agent/llm/model")).isEqualTo(4);
        assertThat(lines.of("/agent/llm/url")).isEqualTo(3);
        assertThat(lines.of("/agent/stt/hotWords/1/text")).isEqualTo(8);
        assertThat(lines.of("/nothing")).isEqualTo(1);
        assertThat(lines.of("")).isEqualTo(1);
    }
}
