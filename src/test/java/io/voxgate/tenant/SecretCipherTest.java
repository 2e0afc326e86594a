package io.voxgate.tenant;

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
    private static final SecretCipher.SecretLocation PLACE = new SecretCipher.SecretLocation("acme", "credential", "llm");

    /** {@code sk-canary-密-1234}, sealed at PLACE as apiKey under KEY in the form before key ids, with the nonce 000102…0b. */
    private static final String FORMER = "AQABAgMEBQYHCAkKCzRp+3iki6Np9GxyJDfESV+w4gfQkpc3dxcGExKmKm99uow=";

    private final SecretCipher vault = vault(KEY, "");

    private static SecretCipher vault(String key, String previous) {
        return new SecretCipher(Settings.read(Map.of("VOXGATE_MASTER_KEY", key, "VOXGATE_MASTER_KEYS_PREVIOUS", previous, "VOXGATE_SANDBOX", "on")).masterKeys());
    }

    private static Map<String, SecretText> secrets() {
        return Map.of("apiKey", new SecretText("sk-canary-密-1234"));
    }

    private static void assertSealed(SecretCipher vault, SecretCipher.SecretLocation place, ObjectNode sealed, String why) {
        assertThatThrownBy(() -> vault.open(place, sealed)).asInstanceOf(type(Problem.class))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.SECRETS_UNREADABLE))
                .satisfies(problem -> assertThat(problem).hasMessageContaining(why).hasMessageNotContaining("canary"));
        assertThat(vault.holds(place, sealed, secrets())).isFalse();
    }

    @Test
    void opensWhatItSealed() {
        ObjectNode sealed = vault.seal(PLACE, secrets());
        assertThat(sealed.toString()).doesNotContain("canary");
        assertThat(sealed.at("/apiKey/lastFour").asText()).isEqualTo("1234");
        assertThat(vault.open(PLACE, sealed)).isEqualTo(secrets());
        assertThat(vault.holds(PLACE, sealed, secrets())).isTrue();
        assertThat(vault.holds(PLACE, sealed, Map.of("apiKey", new SecretText("sk-other")))).isFalse();
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(vault.seal(PLACE, secrets()).at("/apiKey/cipher")).isNotEqualTo(vault.seal(PLACE, secrets()).at("/apiKey/cipher"));
    }

    @ParameterizedTest
    @CsvSource({"other, credential, llm", "acme, connection, llm", "acme, webhook, llm", "acme, credential, llm2", "'acme\",\"credential', llm, ''"})
    void sealedSecretOpensOnlyWhereItBelongs(String tenant, String kind, String name) {
        assertSealed(vault, new SecretCipher.SecretLocation(tenant, kind, name), vault.seal(PLACE, secrets()), "moved here from another place");
    }

    @Test
    void sealedSecretOpensOnlyInItsField() {
        ObjectNode sealed = vault.seal(PLACE, secrets());
        sealed.set("token", sealed.remove("apiKey"));
        assertSealed(vault, PLACE, sealed, "moved here from another place");
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
    @CsvSource({"''", "2", "3.%s.AAAA", "2.%s.AAAA", "2.%s.***", "2.%s", "2.00000000.AAAA", "2..AAAA", "AAAA", "AQ==", "***"})
    void whatIsNoSealedSecretIsToldSo(String stored) {
        assertSealed(vault, PLACE, field(stored.formatted(vault.primary())), "cannot be opened");
    }

    private static ObjectNode field(String cipher) {
        ObjectNode sealed = vault(KEY, "").seal(PLACE, secrets());
        ((ObjectNode) sealed.get("apiKey")).put("cipher", cipher);
        return sealed;
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        assertSealed(vault(NEXT, ""), PLACE, vault.seal(PLACE, secrets()), "sealed with the master key " + vault.primary() + ", which this installation does not have");
    }

    @Test
    void storedTextNamesItsKeyAndAPreviousKeyStillOpens() {
        ObjectNode sealed = vault.seal(PLACE, secrets());
        assertThat(sealed.at("/apiKey/cipher").asText()).startsWith("2." + vault.primary() + ".");
        SecretCipher rotated = vault(NEXT, KEY);
        assertThat(rotated.open(PLACE, sealed)).isEqualTo(secrets());
        assertThat(rotated.ids()).containsExactlyInAnyOrder(rotated.primary(), vault.primary());
        ObjectNode anew = rotated.seal(PLACE, secrets());
        assertThat(anew.at("/apiKey/cipher").asText()).startsWith("2." + rotated.primary() + ".");
        assertSealed(vault, PLACE, anew, rotated.primary());
    }

    @Test
    void goesOnWithNewKeys() {
        ObjectNode sealed = vault.seal(PLACE, secrets());
        vault.use(List.of(new SecretText(NEXT), new SecretText(KEY)));
        assertThat(vault.open(PLACE, sealed)).isEqualTo(secrets());
        vault.use(List.of(new SecretText(NEXT)));
        assertSealed(vault, PLACE, sealed, "does not have");
    }

    @Test
    void theFormBeforeKeyIdsStillOpensUnderAnyOfTheKeys() {
        assertThat(vault.open(PLACE, field(FORMER))).isEqualTo(secrets());
        assertThat(vault(NEXT, KEY).open(PLACE, field(FORMER))).isEqualTo(secrets());
        assertSealed(vault(NEXT, ""), PLACE, field(FORMER), "sealed with another master key");
        assertSealed(vault, new SecretCipher.SecretLocation("other", "credential", "llm"), field(FORMER), "moved here");
    }
}
