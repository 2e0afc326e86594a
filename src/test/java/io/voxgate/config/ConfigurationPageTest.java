package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists of settings that people read are those of the code. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Pattern VARIABLE = Pattern.compile("VOXGATE_[A-Z][A-Z_]*[A-Z]");
    private static final Pattern IN_THE_HELP = Pattern.compile("(?m)^  (VOXGATE_[A-Z_]+) ");
    private static final Pattern IN_A_MANIFEST =
            Pattern.compile("(?:^\\s*(?:# )?|name: |/data/)(VOXGATE_[A-Z_]+)", Pattern.MULTILINE);

    @Test
    void theCommittedPageIsWrittenFromTheSettings() throws IOException {
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("configuration.update")) {
            Files.writeString(PAGE, ConfigurationPage.withTables(page));
        }

        assertThat(PAGE)
                .as("docs/configuration.md is stale. Write it anew: ./voxgate test -Dtest=ConfigurationPageTest "
                        + "-Dconfiguration.update=true")
                .hasContent(ConfigurationPage.withTables(page));
    }

    @Test
    void aStalePageIsFoundAndOneWithoutPlaceForTheTablesToo() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(ConfigurationPage.withTables(page.replace("| `VOXGATE_PORT` |", "| `VOXGATE_DOOR` |")))
                .isEqualTo(page);
        assertThatThrownBy(() -> ConfigurationPage.withTables(page.replace("<!-- end of settings -->", "")))
                .hasMessageContaining("end of settings");
    }

    @Test
    void everyVariableOfTheCommandsIsExplained() throws IOException {
        assertThat(Files.readString(PAGE)).contains("| `VOXGATE_URL` |", "| `VOXGATE_KEY` |");
    }

    /** It is a short list: the page has all of them. */
    @Test
    void theLaunchersHelpNamesOnlySettingsAndThePage() throws IOException {
        String launcher = Files.readString(Path.of("voxgate"));
        List<String> named = IN_THE_HELP
                .matcher(launcher)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(named)
                .contains("VOXGATE_PORT", "VOXGATE_DATABASE_URL", "VOXGATE_KEY")
                .doesNotHaveDuplicates()
                .isSubsetOf(known());
        assertThat(launcher).contains("docs/configuration.md");
    }

    /** Else the service that it starts would refuse to start. */
    @Test
    void everyVariableThatTheLauncherSetsIsKnown() throws IOException {
        assertThat(VARIABLE.matcher(Files.readString(Path.of("voxgate")))
                        .results()
                        .map(found -> found.group()))
                .contains("VOXGATE_TERMINAL", "VOXGATE_CALLER_DIR", "VOXGATE_SANDBOX")
                .isSubsetOf(known());
    }

    @Test
    void theManifestsSetOnlyWhatIsASetting() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("k8s"))) {
            List<String> named = files.filter(file -> file.toString().endsWith(".yaml"))
                    .flatMap(file ->
                            IN_A_MANIFEST.matcher(text(file)).results().map(found -> found.group(1)).toList().stream())
                    .toList();

            assertThat(named)
                    .contains("VOXGATE_PORT", "VOXGATE_OIDC_ISSUER", "VOXGATE_DATABASE_URL_FILE", "VOXGATE_SANDBOX")
                    .isSubsetOf(settings());
        }
    }

    /** A message that names a variable which was renamed sends its reader the wrong way. */
    @Test
    void everyVariableThatTheCodeNamesIsKnown() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            List<String> named = files.filter(
                            file -> file.toString().endsWith(".java") || file.endsWith("application.properties"))
                    .filter(file -> !file.endsWith("UnknownSettings.java"))
                    .flatMap(file ->
                            VARIABLE.matcher(text(file)).results().map(found -> found.group()).toList().stream())
                    .distinct()
                    .toList();

            assertThat(named).contains("VOXGATE_PORT", "VOXGATE_DATABASE_URL").isSubsetOf(known());
        }
    }

    private static List<String> settings() {
        return KnownSetting.all().stream().map(KnownSetting::variable).toList();
    }

    private static List<String> known() {
        return Stream.concat(UnknownSettings.OF_THE_COMMANDS.stream(), settings().stream())
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
