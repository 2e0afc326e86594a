package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.sandbox.KeyScenario;
import io.voxgate.sandbox.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's lists are those of the code. */
class ReadmeTest {
    private final List<String> lines = Files.readAllLines(Path.of("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void theMagicValuesAreTheSandboxs() {
        List<String> expected = Scenario.table().stream().map(ReadmeTest::row).toList();

        assertThat(lines.stream().dropWhile(line -> !line.startsWith("| in a room id")).skip(2).takeWhile(line -> line.startsWith("|"))).isEqualTo(expected);
    }

    @Test
    void everyMagicKeyIdIsInTheTable() {
        assertThat(lines).containsSubsequence(Stream.of(KeyScenario.values()).map(plot -> "| `-" + plot.word() + "` | " + plot.effect() + " |").toList());
    }

    private static String row(Scenario.ScenarioRow row) {
        return "| " + (row.roomWord().isEmpty() ? "" : "`" + row.roomWord() + "`") + " | " + row.roomEnding() + " | " + row.phoneEnding() + " | " + row.effect() + " |";
    }

    @Test
    void everySettingIsExplainedInTheReadmeAndInTheLaunchersHelp() throws IOException {
        String help = Files.readString(Path.of("voxgate"));
        List<String> settings = Stream.of("PORT", "HOST", "MANAGEMENT_PORT", "MANAGEMENT_HOST", "DATA_DIR", "DATABASE_URL", "OPERATOR_KEY", "DATABASE_URL_FILE", "OPERATOR_KEY_FILE", "CONNECTIONS", "CONNECTIONS_PER_ADDRESS", "MASTER_KEY", "MASTER_KEYS_PREVIOUS", "MASTER_KEY_FILE", "PUBLIC_URL", "SANDBOX", "PRIVATE_ADDRESSES",
                "OIDC_ISSUER", "OIDC_AUDIENCE", "OIDC_ROLES_CLAIM", "OIDC_TENANT_CLAIM").map("VOXGATE_"::concat).toList();

        assertThat(settings).allMatch(setting -> lines.stream().anyMatch(line -> line.startsWith("| `" + setting + "` |")));
        assertThat(settings).allMatch(setting -> help.contains("  " + setting + " "));
    }

    @Test
    void everyPathThatIsNamedExists() {
        assertThat(List.of("templates", "k8s/README.md", "src/main/java/io/voxgate/model", "src/main/java/io/voxgate/adapter", "src/main/java/io/voxgate/sandbox",
                "src/main/java/io/voxgate/session", "src/main/java/io/voxgate/persistence", "src/test/resources/golden", "src/test/java/io/voxgate/tck"))
                .allMatch(path -> Files.exists(Path.of(path)));
    }
}
