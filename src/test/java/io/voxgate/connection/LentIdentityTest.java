package io.voxgate.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.TemporaryKey;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorInfo.ConnectionSchema;
import io.voxgate.config.Settings;
import io.voxgate.connection.ConnectionKeys.SigningSecrets;
import io.voxgate.json.Json;
import io.voxgate.model.SecretText;
import io.voxgate.role.RoleKeys;
import io.voxgate.role.RoleRequest;
import io.voxgate.tck.AllAdapters;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose connections may have the installation assume a role, each time that a call is signed. */
class LentIdentityTest {
    private static final String ROLE = "acs:ram::1000000000000001:role/agents";
    private static final String GRANT = "acme=" + ROLE;
    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
    private static final RoleAnswer GRANTED = new RoleAnswer.Granted(new TemporaryKey(
            "STS.1", new SecretText("secret"), new SecretText("token"), NOW.plus(Duration.ofHours(1))));

    private final List<RoleRequest> asked = new ArrayList<>();

    /** As the stored ones answer for a connection whose endpoint is a URL. */
    private static final class Opened implements Connections {
        @Override
        public Optional<Connection> find(String tenantId, String name) {
            return Optional.empty();
        }

        @Override
        public List<Connection> byCallbackToken(String vendor, String token) {
            return List.of();
        }

        @Override
        public void prove(Connection connection) {}

        @Override
        public VendorAccount account(Connection connection) {
            return new VendorAccount(
                    connection.region(), connection.endpoint().map(URI::create), connection.settings());
        }
    }

    private SigningSecrets secrets(String tenant, Map<String, String> own, String grants) {
        RoleKeys roles = new RoleKeys(
                request -> {
                    asked.add(request);
                    return GRANTED;
                },
                Clock.fixed(NOW, ZoneOffset.UTC));
        ConnectionKeys keys = new ConnectionKeys(
                new AdapterRegistry(AllAdapters.all()),
                new Opened(),
                roles,
                Settings.read(Map.of("VOXGATE_SANDBOX", "on", "VOXGATE_IDENTITY_ROLES", grants))
                        .roleGrants());
        return keys.of(new Connection(
                tenant,
                "ali",
                "alibaba-rtc",
                new Connection.ConnectionTarget(Optional.empty(), Optional.of("https://relay.example.com")),
                Json.object().put("appId", "app1"),
                own.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new SecretText(entry.getValue()))),
                new Connection.CallbackEndpoint("token", CallbackClaim.OPEN)));
    }

    @Test
    void aGrantedRolesKeySigns() {
        SigningSecrets secrets = secrets("acme", Map.of("roleArn", ROLE, "appKey", "a"), "other=x " + GRANT);

        assertThat(secrets).isInstanceOfSatisfying(SigningSecrets.Ready.class, ready -> assertThat(ready.secrets())
                .containsEntry("accessKeyId", new SecretText("STS.1"))
                .containsEntry("securityToken", new SecretText("token"))
                .containsEntry("appKey", new SecretText("a")));
        assertThat(asked).singleElement().satisfies(request -> assertThat(
                        request.account().endpoint())
                .as("a relay stands in for the product's address alone")
                .isEmpty());
    }

    /** A grant of another tenant, of another role, or none any more: nobody is asked. */
    @ParameterizedTest
    @CsvSource({
        "other, acme=acs:ram::1000000000000001:role/agents",
        "acme, acme=acs:ram::1000000000000001:role/agents2",
        "acme, other=acs:ram::1000000000000001:role/agents",
        "acme, ''"
    })
    void withoutTheGrantNobodyIsAsked(String tenant, String grants) {
        assertThat(secrets(tenant, Map.of("roleArn", ROLE), grants))
                .isInstanceOfSatisfying(SigningSecrets.Refused.class, refused -> {
                    assertThat(refused.error().code()).isEqualTo("RoleNotGranted");
                    assertThat(ConnectionKeys.words(refused.error())).contains("operator", "VOXGATE_IDENTITY_ROLES");
                });
        assertThat(asked).isEmpty();
    }

    @Test
    void whoHasAKeyNeedsNoGrant() {
        assertThat(secrets("other", Map.of("roleArn", ROLE, "accessKeyId", "LTAI1", "accessKeySecret", "s"), ""))
                .isInstanceOf(SigningSecrets.Ready.class);
        assertThat(asked).hasSize(1);
    }

    /** Half a key is a mistake, and no wish for the installation's identity. */
    @ParameterizedTest
    @CsvSource({
        "roleArn, true",
        "roleArn appKey callbackKey, true",
        "appKey, false",
        "roleArn accessKeyId, false",
        "roleArn accessKeySecret, false",
        "roleArn securityToken, false"
    })
    void onlyARoleWithoutAnyPartOfAKeyNeedsIt(String names, boolean needed) {
        ConnectionSchema schema = AllAdapters.named("alibaba-rtc").info().connection();

        assertThat(LentIdentity.isNeeded(schema, Set.of(names.split(" ", -1)))).isEqualTo(needed);
    }
}
