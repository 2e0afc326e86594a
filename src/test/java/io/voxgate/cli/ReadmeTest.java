package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.sandbox.KeyScenario;
import io.voxgate.sandbox.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README is one page, and the lists of the documents are those of the code. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final int MOST_LINES = 120;
    private static final Pattern SETTING = Pattern.compile("(VOXGATE_[A-Z][A-Z_]*[A-Z])");
    private static final Pattern ROW_OF_A_SETTING = Pattern.compile("^\\| `(VOXGATE_[A-Z_]+)` \\|");
    private static final Pattern PATH = Pattern.compile("`((?:src|docs|k8s|openapi|templates)/[\\w./-]*)`");

    /** What the launcher tells the commands; nobody else sets it. */
    private static final Set<String> FROM_THE_LAUNCHER = Set.of("VOXGATE_TERMINAL", "VOXGATE_CALLER_DIR");

    private final List<String> sandbox = MarkdownPage.lines(Path.of("docs/sandbox.md"));
    private final List<String> configuration = MarkdownPage.lines(Path.of("docs/configuration.md"));

    @Test
    void theReadmeIsOnePage() {
        assertThat(MarkdownPage.lines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void theMagicValuesAreTheSandboxs() {
        List<String> expected = Scenario.table().stream().map(ReadmeTest::row).toList();

        assertThat(sandbox.stream().dropWhile(line -> !line.startsWith("| in a room id")).skip(2).takeWhile(line -> line.startsWith("|")))
                .isEqualTo(expected);
    }

    @Test
    void everyMagicKeyIdIsInTheTable() {
        List<String> expected = Stream.of(KeyScenario.values()).map(plot -> "| `-" + plot.word() + "` | " + plot.effect() + " |").toList();

        assertThat(sandbox).containsSubsequence(expected);
    }

    private static String row(Scenario.ScenarioRow row) {
        String word = row.roomWord().isEmpty() ? "" : "`" + row.roomWord() + "`";
        return "| " + String.join(" | ", word, row.roomEnding(), row.phoneEnding(), row.effect()) + " |";
    }

    @Test
    void everySettingOfTheCodeIsExplainedInTheDocumentsAndInTheLaunchersHelp() throws IOException {
        String help = Files.readString(Path.of("voxgate"));

        assertThat(settings())
                .contains("VOXGATE_PORT", "VOXGATE_DATABASE_URL_FILE", "VOXGATE_OIDC_ISSUER", "VOXGATE_STREAMS_PER_REPLICA", "VOXGATE_KEY")
                .allSatisfy(setting -> assertThat(configuration).as(setting).anyMatch(line -> line.startsWith("| `" + setting + "` |")))
                .allSatisfy(setting -> assertThat(help).as("./voxgate --help").contains("  " + setting + " "));
    }

    @Test
    void everySettingOfTheDocumentsIsOneOfTheCode() {
        assertThat(MarkdownPage.found(ROW_OF_A_SETTING, Path.of("docs/configuration.md"))).isNotEmpty().isSubsetOf(settings());
    }

    private static Set<String> settings() {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            Set<String> named = files.filter(file -> file.toString().endsWith(".java") || file.endsWith("application.properties"))
                    .flatMap(file -> MarkdownPage.found(SETTING, file)).collect(Collectors.toCollection(TreeSet::new));
            named.removeAll(FROM_THE_LAUNCHER);
            return named;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The simulators' folders are one line together. */
    @Test
    void everyPackageIsExplained() throws IOException {
        List<String> architecture = MarkdownPage.lines(Path.of("docs/architecture.md"));
        Path main = Path.of("src/main/java/io/voxgate");
        try (Stream<Path> files = Files.walk(main)) {
            List<String> packages = files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> main.relativize(file.getParent()).toString().replace('/', '.'))
                    .filter(name -> !name.isEmpty() && !name.startsWith("sandbox.")).toList();

            assertThat(packages).contains("model", "adapter.tencent.trtc")
                    .allSatisfy(name -> assertThat(architecture).as(name)
                            .anyMatch(row -> row.matches("\\| [^|]*`" + name + "`[^|]*\\| .*")));
        }
    }

    @Test
    void everyPathThatIsNamedExists() {
        List<String> paths = MarkdownPage.all(ROOT).stream().flatMap(page -> MarkdownPage.found(PATH, page.file())).distinct().toList();

        assertThat(paths).contains("src/main/java/io/voxgate/sandbox", "src/test/resources/golden")
                .allMatch(path -> Files.exists(Path.of(path)));
    }
}
