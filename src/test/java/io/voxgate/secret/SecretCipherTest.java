package io.voxgate.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.config.Settings;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretCipherTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEXT = "/+ECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final SecretCipher.SecretLocation PLACE =
            new SecretCipher.SecretLocation("acme", "credential", "llm");

    private final SecretCipher vault = vault(KEY, "");

    private static SecretCipher vault(String key, String previous) {
        return new SecretCipher(Settings.read(Map.of(
                        "VOXGATE_MASTER_KEY", key, "VOXGATE_MASTER_KEYS_PREVIOUS", previous, "VOXGATE_SANDBOX", "on"))
                .masterKeys());
    }

    private static Map<String, SecretText> secrets() {
        return Map.of("apiKey", new SecretText("sk-canary-密-1234"));
    }

    private static void assertSealed(
            SecretCipher vault, SecretCipher.SecretLocation place, ObjectNode encrypted, String why) {
        assertThatThrownBy(() -> vault.open(place, encrypted))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.SECRETS_UNREADABLE))
                .satisfies(
                        problem -> assertThat(problem).hasMessageContaining(why).hasMessageNotContaining("canary"));
        assertThat(vault.holds(place, encrypted, secrets())).isFalse();
    }

    @Test
    void opensWhatItSealed() {
        ObjectNode encrypted = vault.seal(PLACE, secrets());
        assertThat(encrypted.toString()).doesNotContain("canary");
        assertThat(encrypted.at("/apiKey/lastFour").asText()).isEqualTo("1234");
        assertThat(vault.open(PLACE, encrypted)).isEqualTo(secrets());
        assertThat(vault.holds(PLACE, encrypted, secrets())).isTrue();
        assertThat(vault.holds(PLACE, encrypted, Map.of("apiKey", new SecretText("sk-other"))))
                .isFalse();
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(vault.seal(PLACE, secrets()).at("/apiKey/cipher"))
                .isNotEqualTo(vault.seal(PLACE, secrets()).at("/apiKey/cipher"));
    }

    @ParameterizedTest
    @CsvSource({
        "other, credential, llm",
        "acme, connection, llm",
        "acme, webhook, llm",
        "acme, credential, llm2",
        "'acme\",\"credential', llm, ''"
    })
    void sealedSecretOpensOnlyWhereItBelongs(String tenant, String kind, String name) {
        assertSealed(
                vault,
                new SecretCipher.SecretLocation(tenant, kind, name),
                vault.seal(PLACE, secrets()),
                "moved here from another place");
    }

    @Test
    void sealedSecretOpensOnlyInItsField() {
        ObjectNode encrypted = vault.seal(PLACE, secrets());
        encrypted.set("token", encrypted.remove("apiKey"));
        assertSealed(vault, PLACE, encrypted, "moved here from another place");
    }

    @Test
    void noBitOfItMayChange() {
        String cipher = vault.seal(PLACE, secrets()).at("/apiKey/cipher").asText();
        String prefix = cipher.substring(0, cipher.lastIndexOf('.') + 1);
        byte[] bytes = Base64.getDecoder().decode(cipher.substring(prefix.length()));
        assertThat(bytes).hasSize(12 + "sk-canary-密-1234".length() + 2 + 16);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertSealed(vault, PLACE, field(prefix + Base64.getEncoder().encodeToString(flipped)), "changed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "2",
        "3.%s.AAAA",
        "2.%s.AAAA",
        "2.%s.***",
        "2.%s",
        "2.00000000.AAAA",
        "2..AAAA",
        "AAAA",
        "AQ==",
        "***"
    })
    void whatIsNoSealedSecretIsToldSo(String stored) {
        assertSealed(vault, PLACE, field(stored.formatted(vault.primary())), "cannot be opened");
    }

    private static ObjectNode field(String cipher) {
        ObjectNode encrypted = vault(KEY, "").seal(PLACE, secrets());
        ((ObjectNode) encrypted.get("apiKey")).put("cipher", cipher);
        return encrypted;
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        assertSealed(
                vault(NEXT, ""),
                PLACE,
                vault.seal(PLACE, secrets()),
                "sealed with the master key " + vault.primary() + ", which this installation does not have");
    }

    @Test
    void storedTextNamesItsKeyAndAPreviousKeyStillOpens() {
        ObjectNode encrypted = vault.seal(PLACE, secrets());
        assertThat(encrypted.at("/apiKey/cipher").asText()).startsWith("2." + vault.primary() + ".");
        SecretCipher rotated = vault(NEXT, KEY);
        assertThat(rotated.open(PLACE, encrypted)).isEqualTo(secrets());
        assertThat(rotated.ids()).containsExactlyInAnyOrder(rotated.primary(), vault.primary());
        ObjectNode anew = rotated.seal(PLACE, secrets());
        assertThat(anew.at("/apiKey/cipher").asText()).startsWith("2." + rotated.primary() + ".");
        assertSealed(vault, PLACE, anew, rotated.primary());
    }

    @Test
    void goesOnWithNewKeys() {
        ObjectNode encrypted = vault.seal(PLACE, secrets());
        vault.use(List.of(new SecretText(NEXT), new SecretText(KEY)));
        assertThat(vault.open(PLACE, encrypted)).isEqualTo(secrets());
        vault.use(List.of(new SecretText(NEXT)));
        assertSealed(vault, PLACE, encrypted, "does not have");
    }
}
