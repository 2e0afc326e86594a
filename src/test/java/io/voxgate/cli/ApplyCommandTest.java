package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class ApplyCommandTest {
    private static final Map<String, String> WITH_KEY = Map.of("VOXGATE_KEY", "k");

    private final RecordedTerminal paper = new RecordedTerminal(100, false);

    @TempDir
    private Path root;

    private ApplyRequest request(Map<String, String> environment, String... arguments) throws IOException {
        return parsed(environment, arguments).request();
    }

    private ApplyCommand parsed(Map<String, String> environment, String... arguments) {
        ApplyCommand command = new ApplyCommand(paper.terminal(), environment);
        CommandRunner.commandLine(command, paper.terminal()).parseArgs(arguments);
        return command;
    }

    private int run(Map<String, String> environment, String line) {
        return ApplyCommand.run(paper.terminal(), environment, line.isEmpty() ? new String[0] : line.split(" "));
    }

    @Test
    void wordsBeatTheEnvironment() throws IOException {
        Map<String, String> environment = Map.of("VOXGATE_URL", "https://gateway.example", "VOXGATE_KEY", "k1");

        assertThat(request(environment, root.toString()))
                .isEqualTo(new ApplyRequest(
                        root, root.toString(), URI.create("https://gateway.example/"), new SecretText("k1"), false));
        assertThat(request(environment, "--key", "k2", "--dry-run", root.toString(), "--url", "http://other:1/"))
                .isEqualTo(new ApplyRequest(
                        root, root.toString(), URI.create("http://other:1/"), new SecretText("k2"), true));
    }

    @Test
    void aValueMayFollowAnEqualsSignAndTheLastOfSeveralCounts() throws IOException {
        assertThat(request(
                        Map.of(),
                        root.toString(),
                        "--url=http://one:1",
                        "--key=k1",
                        "--url",
                        "http://two:2",
                        "--key",
                        "-k2"))
                .isEqualTo(new ApplyRequest(
                        root, root.toString(), URI.create("http://two:2/"), new SecretText("-k2"), false));
        assertThat(paper.errors()).isEmpty();
    }

    @Test
    void onThisMachineTheDemoTenantsKeyIsTaken() throws IOException {
        Files.writeString(root.resolve("demo.key"), "vxg_demo\n");
        Map<String, String> environment = Map.of("VOXGATE_PORT", "8123", "VOXGATE_DATA_DIR", root.toString());

        assertThat(request(environment, root.toString()))
                .returns(new SecretText("vxg_demo"), ApplyRequest::key)
                .returns(URI.create("http://localhost:8123/"), ApplyRequest::url);
        assertThatThrownBy(() -> request(environment, root.toString(), "--url", "https://gateway.example"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--key or VOXGATE_KEY");
    }

    @Test
    void aFolderIsLookedForWhereTheCallerStands() throws IOException {
        Files.createDirectories(root.resolve("here/templates"));

        assertThat(request(
                        Map.of("VOXGATE_CALLER_DIR", root.resolve("here").toString(), "VOXGATE_KEY", "k"), "templates"))
                .returns(root.resolve("here/templates"), ApplyRequest::folder)
                .returns("templates", ApplyRequest::shown);
    }

    /** Neither the folder is looked for nor a file of further arguments read. */
    @Test
    void parsingDoesNoInputOrOutput() throws IOException {
        Path file = Files.writeString(root.resolve("arguments"), "--dry-run one two three");

        ApplyCommand command = parsed(WITH_KEY, "@" + file);

        assertThatThrownBy(command::request)
                .isInstanceOf(ParameterException.class)
                .hasMessage("There is no folder @" + file + ".");
        assertThat(paper.text() + paper.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                 | DIR is missing.",
                "/no/such/folder    | There is no folder /no/such/folder.",
                "a b                | One DIR at a time: \"b\" is one too many.",
                "a a                | One DIR at a time: \"a\" is one too many.",
                "--frist a          | ./voxgate apply does not know \"--frist\".",
                "a --dryrun         | ./voxgate apply does not know \"--dryrun\". Did you mean --dry-run?",
                "a --dry            | ./voxgate apply does not know \"--dry\". Did you mean --dry-run?",
                "a -x               | ./voxgate apply does not know \"-x\".",
                "--url              | --url needs a value: --url=URL",
                "a --key            | --key needs a value: --key=KEY",
                "a --url --dry-run  | --url needs a value: --url=URL",
                "a --dry-run=yes    | --dry-run takes no value.",
                "a --url ftp://x    | --url needs an http or https URL.",
                "a --url no:url     | --url needs an http or https URL."
            })
    void whatIsInvalidIsAUsageErrorWithASentence(String line, String sentence) {
        assertThat(run(WITH_KEY, line)).isEqualTo(2);
        assertThat(paper.errors()).isEqualToNormalizingNewlines(sentence + """

                Usage: ./voxgate apply [-hV] [--dry-run] [--key=KEY] [--url=URL] DIR
                ./voxgate apply --help explains it.
                """);
        assertThat(paper.text()).isEmpty();
    }

    @Test
    void aSettingOfTheEnvironmentThatIsInvalidIsNamed() {
        assertThat(run(Map.of("VOXGATE_KEY", "k", "VOXGATE_URL", "gateway.example"), root.toString()))
                .isEqualTo(2);
        assertThat(paper.errors()).startsWith("VOXGATE_URL needs an http or https URL.");
        assertThat(run(Map.of("VOXGATE_KEY", "k", "VOXGATE_PORT", "http"), root.toString()))
                .isEqualTo(2);
        assertThat(paper.errors()).contains("VOXGATE_PORT must be a number from 0 to 65535.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "a --help",
                "a b --help",
                "--frist --help",
                "--url --help",
                "--url ftp://x --help"
            })
    void helpIsNoErrorWhateverStandsBeside(String line) {
        assertThat(run(Map.of(), line)).isZero();
        assertThat(paper.text())
                .contains(
                        "Usage: ./voxgate apply [-hV]",
                        "Exit codes:",
                        "VOXGATE_URL",
                        "VOXGATE_KEY",
                        "  0   all is as the folder says");
        assertThat(paper.errors()).isEmpty();
    }

    @Test
    void aGatewayThatIsNotThereIsSaidInOneSentence() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "agent: {llm: {protocol: openai}}");

        assertThat(ApplyCommand.run(
                        paper.terminal(), Map.of(), root.toString(), "--url", "http://127.0.0.1:1", "--key", "k"))
                .isEqualTo(1);
        assertThat(paper.text())
                .contains(
                        "Stopped: GET http://127.0.0.1:1/v1/templates/a was not answered", "./voxgate start starts one")
                .doesNotContain("\tat ");
        assertThat(paper.errors()).isEmpty();
    }
}
