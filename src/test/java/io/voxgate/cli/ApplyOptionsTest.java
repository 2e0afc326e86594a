package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyOptionsTest {
    @TempDir
    private Path root;

    @Test
    void wordsBeatTheEnvironment() throws IOException {
        Map<String, String> environment = Map.of("VOXGATE_URL", "https://gateway.example", "VOXGATE_KEY", "k1");

        assertThat(ApplyOptions.parse(environment, root.toString())).isEqualTo(new ApplyOptions(root, root.toString(), URI.create("https://gateway.example/"), "k1", false));
        assertThat(ApplyOptions.parse(environment, "--key", "k2", "--dry-run", root.toString(), "--url", "http://other:1/"))
                .isEqualTo(new ApplyOptions(root, root.toString(), URI.create("http://other:1/"), "k2", true));
    }

    @Test
    void onThisMachineTheDemoTenantsKeyIsTaken() throws IOException {
        Files.writeString(root.resolve("demo.key"), "vxg_demo\n");
        Map<String, String> environment = Map.of("VOXGATE_PORT", "8123", "VOXGATE_DATA_DIR", root.toString());

        assertThat(ApplyOptions.parse(environment, root.toString())).returns("vxg_demo", ApplyOptions::key).returns(URI.create("http://localhost:8123/"), ApplyOptions::url);
        assertThatThrownBy(() -> ApplyOptions.parse(environment, root.toString(), "--url", "https://gateway.example"))
                .isInstanceOf(DemoOptions.Wrong.class).hasMessageContaining("--key or VOXGATE_KEY");
    }

    @Test
    void aFolderIsLookedForWhereTheCallerStands() throws IOException {
        Files.createDirectories(root.resolve("here/templates"));

        assertThat(ApplyOptions.parse(Map.of("VOXGATE_CALLER_DIR", root.resolve("here").toString(), "VOXGATE_KEY", "k"), "templates"))
                .returns(root.resolve("here/templates"), ApplyOptions::folder).returns("templates", ApplyOptions::shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/no/such/folder", "a b", "a a", "--frist a", "--url", "a --url ftp://x"})
    void whatCannotBeMeantIsAUsageError(String line) {
        RecordedTerminal paper = new RecordedTerminal(100, false);

        assertThat(ApplyCommand.run(paper.terminal(), Map.of("VOXGATE_KEY", "k"), line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(paper.text()).contains("./voxgate apply DIR [--dry-run]");
    }

    @Test
    void helpIsNoError() {
        RecordedTerminal paper = new RecordedTerminal(100, false);

        assertThat(ApplyCommand.run(paper.terminal(), Map.of(), "--help")).isZero();
        assertThat(paper.text()).contains("Exit codes: 0");
    }

    @Test
    void aGatewayThatIsNotThereIsSaidInOneSentence() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "agent: {llm: {protocol: openai}}");
        RecordedTerminal paper = new RecordedTerminal(100, false);

        assertThat(ApplyCommand.run(paper.terminal(), Map.of(), root.toString(), "--url", "http://127.0.0.1:1", "--key", "k")).isEqualTo(1);
        assertThat(paper.text()).contains("Stopped: GET http://127.0.0.1:1/v1/templates/a was not answered", "./voxgate start starts one").doesNotContain("\tat ");
    }
}
