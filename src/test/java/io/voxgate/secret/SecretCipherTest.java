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

    private final SecretCipher secretCipher = cipherWith(KEY, "");

    private static SecretCipher cipherWith(String key, String previous) {
        return new SecretCipher(Settings.read(Map.of(
                        "VOXGATE_MASTER_KEY", key, "VOXGATE_MASTER_KEYS_PREVIOUS", previous, "VOXGATE_SANDBOX", "on"))
                .masterKeys());
    }

    private static Map<String, SecretText> secrets() {
        return Map.of("apiKey", new SecretText("sk-canary-密-1234"));
    }

    private static void assertSealed(
            SecretCipher secretCipher, SecretCipher.SecretLocation place, ObjectNode encrypted, String why) {
        assertThatThrownBy(() -> secretCipher.decrypt(place, encrypted))
                .asInstanceOf(type(Problem.class))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.SECRETS_UNREADABLE))
                .satisfies(
                        problem -> assertThat(problem).hasMessageContaining(why).hasMessageNotContaining("canary"));
        assertThat(secretCipher.holds(place, encrypted, secrets())).isFalse();
    }

    @Test
    void opensWhatItSealed() {
        ObjectNode encrypted = secretCipher.encrypt(PLACE, secrets());
        assertThat(encrypted.toString()).doesNotContain("canary");
        assertThat(encrypted.at("/apiKey/lastFour").asText()).isEqualTo("1234");
        assertThat(secretCipher.decrypt(PLACE, encrypted)).isEqualTo(secrets());
        assertThat(secretCipher.holds(PLACE, encrypted, secrets())).isTrue();
        assertThat(secretCipher.holds(PLACE, encrypted, Map.of("apiKey", new SecretText("sk-other"))))
                .isFalse();
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(secretCipher.encrypt(PLACE, secrets()).at("/apiKey/cipher"))
                .isNotEqualTo(secretCipher.encrypt(PLACE, secrets()).at("/apiKey/cipher"));
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
                secretCipher,
                new SecretCipher.SecretLocation(tenant, kind, name),
                secretCipher.encrypt(PLACE, secrets()),
                "moved here from another place");
    }

    @Test
    void sealedSecretOpensOnlyInItsField() {
        ObjectNode encrypted = secretCipher.encrypt(PLACE, secrets());
        encrypted.set("token", encrypted.remove("apiKey"));
        assertSealed(secretCipher, PLACE, encrypted, "moved here from another place");
    }

    @Test
    void noBitOfItMayChange() {
        String cipher =
                secretCipher.encrypt(PLACE, secrets()).at("/apiKey/cipher").asText();
        String prefix = cipher.substring(0, cipher.lastIndexOf('.') + 1);
        byte[] bytes = Base64.getDecoder().decode(cipher.substring(prefix.length()));
        assertThat(bytes).hasSize(12 + "sk-canary-密-1234".length() + 2 + 16);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertSealed(secretCipher, PLACE, field(prefix + Base64.getEncoder().encodeToString(flipped)), "changed");
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
        assertSealed(secretCipher, PLACE, field(stored.formatted(secretCipher.primary())), "cannot be opened");
    }

    private static ObjectNode field(String cipher) {
        ObjectNode encrypted = cipherWith(KEY, "").encrypt(PLACE, secrets());
        ((ObjectNode) encrypted.get("apiKey")).put("cipher", cipher);
        return encrypted;
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        assertSealed(
                cipherWith(NEXT, ""),
                PLACE,
                secretCipher.encrypt(PLACE, secrets()),
                "sealed with the master key " + secretCipher.primary() + ", which this installation does not have");
    }

    @Test
    void storedTextNamesItsKeyAndAPreviousKeyStillOpens() {
        ObjectNode encrypted = secretCipher.encrypt(PLACE, secrets());
        assertThat(encrypted.at("/apiKey/cipher").asText()).startsWith("2." + secretCipher.primary() + ".");
        SecretCipher rotated = cipherWith(NEXT, KEY);
        assertThat(rotated.decrypt(PLACE, encrypted)).isEqualTo(secrets());
        assertThat(rotated.ids()).containsExactlyInAnyOrder(rotated.primary(), secretCipher.primary());
        ObjectNode anew = rotated.encrypt(PLACE, secrets());
        assertThat(anew.at("/apiKey/cipher").asText()).startsWith("2." + rotated.primary() + ".");
        assertSealed(secretCipher, PLACE, anew, rotated.primary());
    }

    @Test
    void goesOnWithNewKeys() {
        ObjectNode encrypted = secretCipher.encrypt(PLACE, secrets());
        secretCipher.use(List.of(new SecretText(NEXT), new SecretText(KEY)));
        assertThat(secretCipher.decrypt(PLACE, encrypted)).isEqualTo(secrets());
        secretCipher.use(List.of(new SecretText(NEXT)));
        assertSealed(secretCipher, PLACE, encrypted, "does not have");
    }

    @Test
    void whatIsHandedOutIsReadHereAloneAndForItsPurpose() {
        String sealed = secretCipher.seal("a session", "who it is: 李");

        assertThat(sealed).matches("[\\w-]+").isNotEqualTo(secretCipher.seal("a session", "who it is: 李"));
        assertThat(secretCipher.unseal("a session", sealed)).contains("who it is: 李");
        assertThat(cipherWith(NEXT, KEY).unseal("a session", sealed)).contains("who it is: 李");
        assertThat(cipherWith(NEXT, "").unseal("a session", sealed)).isEmpty();
        assertThat(secretCipher.unseal("another purpose", sealed)).isEmpty();
        assertThat(secretCipher.unseal("a session", "")).isEmpty();
        assertThat(secretCipher.unseal("a session", "no base64!")).isEmpty();
        assertThat(secretCipher.unseal("a session", sealed.substring(4))).isEmpty();
    }
}
