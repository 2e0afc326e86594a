package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.sandbox.KeyScenario;
import io.voxgate.sandbox.ProviderScenario;
import io.voxgate.sandbox.RoleScenario;
import io.voxgate.sandbox.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README is one page, and the lists of the documents are those of the code. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final int MOST_LINES = 120;
    private static final Pattern PATH = Pattern.compile("`((?:src|docs|k8s|openapi|templates)/[\\w./-]*)`");

    private final List<String> sandbox = MarkdownPage.lines(Path.of("docs/sandbox.md"));

    @Test
    void theReadmeIsOnePage() {
        assertThat(MarkdownPage.lines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void theMagicValuesAreTheSandboxs() {
        List<String> expected = Scenario.table().stream().map(ReadmeTest::row).toList();

        assertThat(sandbox.stream()
                        .dropWhile(line -> !line.startsWith("| in a room id"))
                        .skip(2)
                        .takeWhile(line -> line.startsWith("|")))
                .isEqualTo(expected);
    }

    @Test
    void everyMagicKeyIdIsInTheTable() {
        List<String> expected = Stream.of(KeyScenario.values())
                .map(plot -> "| `-" + plot.word() + "` | " + plot.effect() + " |")
                .toList();

        assertThat(sandbox).containsSubsequence(expected);
    }

    @Test
    void everyMagicRoleIsInTheTable() {
        List<String> expected = Stream.of(RoleScenario.values())
                .map(scenario -> "| `-" + scenario.word() + "` | " + scenario.effect() + " |")
                .toList();

        assertThat(sandbox).containsSubsequence(expected);
    }

    @Test
    void everyMagicKeyOfAServiceIsInTheTable() {
        List<String> expected = Stream.of(ProviderScenario.values())
                .map(plot -> "| `-" + plot.word() + "` | " + plot.effect() + " |")
                .toList();

        assertThat(sandbox).containsSubsequence(expected);
    }

    private static String row(Scenario.ScenarioRow row) {
        String word = row.roomWord().isEmpty() ? "" : "`" + row.roomWord() + "`";
        return "| " + String.join(" | ", word, row.roomEnding(), row.phoneEnding(), row.effect()) + " |";
    }

    /** The simulators' folders are one line together. */
    @Test
    void everyPackageIsExplained() throws IOException {
        List<String> architecture = MarkdownPage.lines(Path.of("docs/architecture.md"));
        Path main = Path.of("src/main/java/io/voxgate");
        try (Stream<Path> files = Files.walk(main)) {
            List<String> packages = files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> main.relativize(file.getParent()).toString().replace('/', '.'))
                    .filter(name -> !name.isEmpty() && !name.startsWith("sandbox."))
                    .toList();

            assertThat(packages)
                    .contains("model", "adapter.tencent.trtc")
                    .allSatisfy(name -> assertThat(architecture)
                            .as(name)
                            .anyMatch(row -> row.matches("\\| [^|]*`" + name + "`[^|]*\\| .*")));
        }
    }

    @Test
    void everyPathThatIsNamedExists() {
        List<String> paths = MarkdownPage.all(ROOT).stream()
                .flatMap(page -> MarkdownPage.found(PATH, page.file()))
                .distinct()
                .toList();

        assertThat(paths)
                .contains("src/main/java/io/voxgate/sandbox", "src/test/resources/golden")
                .allMatch(path -> Files.exists(Path.of(path)));
    }
}
