package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.model.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {
    private static final String ONE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String TWO = "AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String THREE = "AgECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path home;

    private static MasterKeys keys(Map<String, String> environment) {
        // The keys here are not drawn at random, which only development takes.
        Map<String, String> development = new HashMap<>(environment);
        development.put("VOXGATE_SANDBOX", "on");
        return Settings.read(development).masterKeys();
    }

    private MasterKeys file(String text) throws IOException {
        return keys(Map.of(
                "VOXGATE_MASTER_KEY_FILE",
                Files.writeString(home.resolve("keys"), text).toString()));
    }

    @Test
    void theFirstKeySealsAndThePreviousOnesFollow() throws IOException {
        assertThat(keys(Map.of("VOXGATE_MASTER_KEY", ONE)).read()).containsExactly(new SecretText(ONE));
        assertThat(keys(Map.of("VOXGATE_MASTER_KEY", ONE, "VOXGATE_MASTER_KEYS_PREVIOUS", TWO + ", " + THREE))
                        .read())
                .containsExactly(new SecretText(ONE), new SecretText(TWO), new SecretText(THREE));
        assertThat(file("# new\n" + TWO + "\n\n  " + ONE + "  \n").read())
                .containsExactly(new SecretText(TWO), new SecretText(ONE));
    }

    @Test
    void theFileIsReadAsItIsNow() throws IOException {
        MasterKeys keys = file(ONE);
        Files.writeString(keys.file().orElseThrow(), TWO + "\n" + ONE);
        assertThat(keys.read()).containsExactly(new SecretText(TWO), new SecretText(ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "AAAA", "***", ONE + ONE})
    void aFileThatHoldsSomethingElseIsRefusedWithoutItsText(String text) throws IOException {
        MasterKeys keys = file(text);
        assertThatThrownBy(keys::read)
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageContaining(home.resolve("keys").toString())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(ONE).doesNotContain("AAAA"));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> keys(Map.of("VOXGATE_MASTER_KEY", ONE, "VOXGATE_MASTER_KEY_FILE", "/x")))
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> keys(Map.of("VOXGATE_MASTER_KEYS_PREVIOUS", ONE)))
                .hasMessageContaining("VOXGATE_MASTER_KEYS_PREVIOUS goes with VOXGATE_MASTER_KEY");
        assertThatThrownBy(() -> keys(Map.of("VOXGATE_MASTER_KEY", ONE, "VOXGATE_MASTER_KEYS_PREVIOUS", "AAAA")))
                .hasMessageContaining("VOXGATE_MASTER_KEYS_PREVIOUS must be");
        assertThatThrownBy(() -> keys(Map.of(
                                "VOXGATE_MASTER_KEY_FILE", home.resolve("none").toString()))
                        .read())
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> keys(Map.of()).read()).hasMessageContaining("VOXGATE_MASTER_KEY");
    }

    @Test
    void aNewFileIsItsOwnersOnlyAndAnOldOneStays() throws IOException {
        Path file = MasterKeyFile.ensure(home.resolve("master.key"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String first = Files.readString(file);
        assertThat(keys(Map.of("VOXGATE_MASTER_KEY_FILE", file.toString())).read())
                .singleElement();
        assertThat(Files.readString(MasterKeyFile.ensure(file))).isEqualTo(first);
        Files.writeString(file, "damaged");
        assertThatThrownBy(() -> MasterKeyFile.ensure(file))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageContaining(file.toString());
    }
}
