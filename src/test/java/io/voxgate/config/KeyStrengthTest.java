package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.service.PostgresResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Production does not start with a key that others know or can guess. */
class KeyStrengthTest {
    private static final Pattern MASTER_KEY = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=(?![A-Za-z0-9+/=])");
    private static final Pattern OPERATOR_KEY = Pattern.compile("operatorKey=([!-~]+)");
    private static final Random RANDOM = new Random(7);

    private static Settings read(Map<String, String> environment) {
        return Settings.read(environment);
    }

    private static String drawn() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "//////////////////////////////////////////8=",
                        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "ZGV2ZWxvcG1lbnQtb25seS0zMi1ieXRlcy1rZXkhISE=", "AQIDBAECAwQBAgMEAQIDBAECAwQBAgMEAQIDBAECAwQ=",
                        "dGhpcyBpcyBhIHBhc3NwaHJhc2Ugb2YgMzIgYnl0ZXM="
            })
    void aMasterKeyThatWasNotDrawnIsRefusedInWords(String key) {
        assertThatThrownBy(() ->
                        read(Map.of("VOXGATE_MASTER_KEY", key)).masterKeys().read())
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageStartingWith("VOXGATE_MASTER_KEY ")
                .hasMessageContaining("openssl rand -base64 32")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(key));
        assertThat(read(Map.of("VOXGATE_MASTER_KEY", key, "VOXGATE_SANDBOX", "on"))
                        .masterKeys()
                        .read())
                .as("for development")
                .hasSize(1);
    }

    @Test
    void aMasterKeyFileIsLookedAtToo(@TempDir Path home) throws IOException {
        Path file = Files.writeString(home.resolve("keys"), PostgresResource.MASTER_KEY + "\n");
        MasterKeys keys =
                read(Map.of("VOXGATE_MASTER_KEY_FILE", file.toString())).masterKeys();

        assertThatThrownBy(keys::read)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("printed in Voxgate's repository");
        Files.writeString(file, drawn() + "\n" + PostgresResource.MASTER_KEY + "\n");
        assertThat(keys.read())
                .as("an earlier key may be weak: that is why it is replaced")
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaa",
                "operator-key-for-development",
                "operator-key-of-the-tests",
                "1234567890123456",
                "abcdefghijklmnopqrst",
                "abc1abc1abc1abc1",
                "k3Jx9QzTk3Jx9QzT",
                "my-password-is-long-enough",
                "ChangeMe-2026-now!",
                "00000000000000000001"
            })
    void anOperatorKeyThatCanBeGuessedIsRefusedInWords(String key) {
        assertThatThrownBy(() -> read(Map.of("VOXGATE_OPERATOR_KEY", key)))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageStartingWith("VOXGATE_OPERATOR_KEY ")
                .hasMessageContaining("openssl rand -hex 24")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(key));
        assertThat(read(Map.of("VOXGATE_OPERATOR_KEY", key, "VOXGATE_SANDBOX", "on"))
                        .operator()
                        .key())
                .as("for development")
                .isPresent();
    }

    @Test
    void whatIsDrawnIsTaken() {
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            String key = (i % 2 == 0 ? "operator_" : "") + HexFormat.of().formatHex(bytes);
            assertThat(KeyStrength.operatorKeyFault(key)).as(key).isEmpty();
            String master = drawn();
            assertThat(KeyStrength.masterKeyFault(master)).as(master).isEmpty();
        }
    }

    /** Whatever is added to the repository later. */
    @Test
    void everyKeyInTheRepositoryIsRefused() throws IOException {
        String text = published();
        List<String> master = MASTER_KEY
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .filter(KeyStrengthTest::isKey)
                .toList();
        List<String> operator = OPERATOR_KEY
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(key -> !key.contains("$"))
                .distinct()
                .toList();

        assertThat(master)
                .isNotEmpty()
                .allSatisfy(key ->
                        assertThat(KeyStrength.masterKeyFault(key)).as(key).isPresent());
        assertThat(operator)
                .contains("operator-key-for-development")
                .allSatisfy(key ->
                        assertThat(KeyStrength.operatorKeyFault(key)).as(key).isPresent());
        assertThat(KeyStrength.operatorKeyFault(PostgresResource.OPERATOR_KEY)).isPresent();
        assertThat(KeyStrength.masterKeyFault(PostgresResource.MASTER_KEY)).isPresent();
    }

    private static boolean isKey(String text) {
        return Base64.getDecoder().decode(text).length == 32;
    }

    private static String published() throws IOException {
        StringBuilder text = new StringBuilder();
        List<Path> roots = Stream.of(
                        "k8s", "docs", "README.md", "SECURITY.md", "CONTRIBUTING.md", "voxgate", "Dockerfile")
                .map(Path::of)
                .toList();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".png"))
                        .toList()) {
                    text.append(Files.readString(file)).append('\n');
                }
            }
        }
        return text.toString();
    }
}
