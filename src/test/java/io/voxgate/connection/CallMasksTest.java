package io.voxgate.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.SecretMask;
import io.voxgate.model.SecretText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mask that is kept takes out what one would that is made for the call. */
class CallMasksTest {
    private static final Map<String, SecretText> CONNECTION =
            Map.of("secretKey", new SecretText("connection-canary-1"), "pushUser", new SecretText("known-to-all"));
    private static final SecretMask OF_TENANT = SecretMask.of(List.of(new SecretText("tenant-canary-22")));
    private static final String SAID = "connection-canary-1, tenant-canary-22, called-canary-333, known-to-all";

    private final CallMasks masks = new CallMasks();

    private static CredentialValues sent(String credential) {
        return new CredentialValues(CONNECTION, Map.of("llm", Map.of("apiKey", new SecretText(credential))));
    }

    @Test
    void itIsMadeOnceForAConnection() {
        SecretMask mask = masks.of(OF_TENANT, sent("tenant-canary-22"));

        assertThat(mask.text(SAID)).isEqualTo("***, ***, called-canary-333, known-to-all");
        assertThat(masks.of(OF_TENANT, sent("tenant-canary-22"))).isSameAs(mask);
        assertThat(masks.of(OF_TENANT, new CredentialValues(CONNECTION, Map.of())))
                .isSameAs(mask);
    }

    /** It was stored since the tenant's were read, or is one of too many. */
    @Test
    void aCredentialThatTheTenantsMaskLacksIsTakenOutToo() {
        masks.of(OF_TENANT, sent("tenant-canary-22"));

        assertThat(masks.of(OF_TENANT, sent("called-canary-333")).text(SAID)).isEqualTo("***, ***, ***, known-to-all");
    }

    @Test
    void whenTheTenantsCredentialsChangeItIsMadeAnew() {
        masks.of(OF_TENANT, sent("tenant-canary-22"));
        SecretMask changed = SecretMask.of(List.of(new SecretText("called-canary-333")));

        assertThat(masks.of(changed, sent("called-canary-333")).text(SAID))
                .isEqualTo("***, tenant-canary-22, ***, known-to-all");
    }

    @Test
    void anotherConnectionsSecretsAreNotTakenForThese() {
        masks.of(OF_TENANT, sent("tenant-canary-22"));
        CredentialValues other =
                new CredentialValues(Map.of("secretKey", new SecretText("called-canary-333")), Map.of());

        assertThat(masks.of(OF_TENANT, other).text(SAID)).isEqualTo("connection-canary-1, ***, ***, known-to-all");
    }
}
