package io.voxgate.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.Settings;
import io.voxgate.model.SecretText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Vault.Place PLACE = new Vault.Place("acme", "credential", "llm");

    private final Vault vault = vault(KEY);

    private static Vault vault(String key) {
        Settings settings = Settings.read(name -> Optional.of(key).filter(_ -> name.equals("VOXGATE_MASTER_KEY")));
        return new Vault(settings, new RandomIds(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
    }

    private static Map<String, SecretText> secrets() {
        return Map.of("apiKey", new SecretText("sk-canary-密-1234"));
    }

    @Test
    void opensWhatItSealed() {
        ObjectNode sealed = vault.seal(PLACE, secrets());
        assertThat(sealed.toString()).doesNotContain("canary");
        assertThat(sealed.at("/apiKey/lastFour").asText()).isEqualTo("1234");
        assertThat(vault.open(PLACE, sealed)).isEqualTo(secrets());
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(vault.seal(PLACE, secrets()).at("/apiKey/cipher")).isNotEqualTo(vault.seal(PLACE, secrets()).at("/apiKey/cipher"));
    }

    @Test
    void sealedSecretOpensOnlyWhereItBelongs() {
        ObjectNode sealed = vault.seal(PLACE, secrets());
        for (Vault.Place other : new Vault.Place[] {new Vault.Place("other", "credential", "llm"), new Vault.Place("acme", "connection", "llm"), new Vault.Place("acme", "credential", "llm2")}) {
            assertThatThrownBy(() -> vault.open(other, sealed)).isInstanceOf(IllegalStateException.class);
        }
        ObjectNode renamed = sealed.deepCopy();
        renamed.set("token", renamed.remove("apiKey"));
        assertThatThrownBy(() -> vault.open(PLACE, renamed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        ObjectNode sealed = vault.seal(PLACE, secrets());
        assertThatThrownBy(() -> vault(KEY.replace("AAEC", "BBEC")).open(PLACE, sealed)).isInstanceOf(IllegalStateException.class);
    }
}
