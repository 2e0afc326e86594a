package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both commands have in common. */
class CommandRunnerTest {
    private final RecordedTerminal paper = new RecordedTerminal(160, false);

    private int run(String command, String... arguments) {
        return command.equals("apply")
                ? ApplyCommand.run(paper.terminal(), Map.of("VOXGATE_KEY", "key-of-the-environment"), arguments)
                : DemoCommand.run(paper.terminal(), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "demo"})
    void theVersionIsTheBuilds(String command) throws IOException {
        String version = Pattern.compile("<artifactId>voxgate</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(run(command, "--version")).isZero();
        assertThat(paper.lines()).containsExactly("Voxgate " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "demo"})
    void theHelpFitsIntoEightyColumns(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(paper.lines()).hasSizeGreaterThan(12).allMatch(line -> DisplayWidth.of(line) <= 80);
        assertThat(paper.text())
                .contains(
                        "Usage: ./voxgate " + command + " [-hV]",
                        "--help",
                        "--version",
                        "--url=URL",
                        "Exit codes:",
                        "the command line is invalid")
                .doesNotContain("\033");
    }

    @Test
    void theHelpIsColouredWhereTheTerminalIs() {
        RecordedTerminal coloured = new RecordedTerminal(80, true);

        assertThat(DemoCommand.run(coloured.terminal(), "--help")).isZero();
        assertThat(DemoCommand.run(coloured.terminal(), "--loud")).isEqualTo(2);
        assertThat(coloured.text()).contains("\033[1m./voxgate demo");
        assertThat(coloured.errors()).contains("Usage: ./voxgate demo").doesNotContain("\033", "[1m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--kay %s",
                "--kay=%s",
                "--key%s",
                "--key%s=x",
                "-k%s",
                "-k %s",
                "-k=%s",
                "--frist --key %s",
                "--key %s --url",
                "--key=%s --url ftp://x",
                "--key %s",
                "--key --frist --kay %s",
                "--key=%s --key=%s --frist",
                "one --dry-run=%s --full=%s",
                "--url http://me:%s@[ --key k",
                "--url ftp://me:%s@x --key k",
                "--key=%s one two"
            })
    void aSecretThatWasGivenIsNotShown(String line) {
        for (String command : new String[] {"apply", "demo"}) {
            for (String secret : new String[] {"key-of-a-test", "-key-of-a-test"}) {
                assertThat(run(command, line.replace("%s", secret).split(" ")))
                        .as("%s %s", command, line)
                        .isEqualTo(2);
            }
        }

        assertThat(paper.errors()).contains("Usage: ./voxgate apply", "Usage: ./voxgate demo");
        assertThat(paper.text() + paper.errors())
                .doesNotContain("key-of-a-test")
                .doesNotContain("key-of-the-environment");
    }

    /** Picocli takes it for the options h and V and would say so, with all of it. */
    @Test
    void aSecretThatLooksLikeOptionsIsNotShownEither() {
        assertThat(run("apply", "one", "--key", "-hV-key-of-a-test")).isEqualTo(2);
        assertThat(paper.errors()).startsWith("--key needs a value: --key=KEY").doesNotContain("key-of-a-test");
    }

    @Test
    void anArgumentCannotSteerTheTerminal() {
        assertThat(run("demo", "--x\033[2J\u009b2J\u202e")).isEqualTo(2);
        assertThat(paper.errors()).contains("--x[2J2J").doesNotContain("\033", "\u009b", "\u202e");
    }
}
