package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Quarkus reads the environment itself; it has to come to the same values as the check before it. */
class SettingTextTest {
    private static final Map<String, String> QUARKUS = Map.of(
            "quarkus.http.port",
            "${voxgate.port:8080}",
            "quarkus.http.host",
            "${voxgate.host:0.0.0.0}",
            "quarkus.management.host",
            "${voxgate.management-host:${voxgate.host:0.0.0.0}}");

    /** As Quarkus builds it, with what is found in META-INF/services. */
    private static SmallRyeConfig quarkus(Map<String, String> environment) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(QUARKUS, "application.properties", 250));
        KnownSetting.GROUPS.forEach(builder::withMapping);
        return builder.build();
    }

    @Test
    void eachVariableIsReadAsItsSetting() {
        SmallRyeConfig config = quarkus(Map.of(
                "VOXGATE_PORT",
                "9090",
                "VOXGATE_CONNECTIONS",
                "10",
                "VOXGATE_CONNECTIONS_PER_ADDRESS",
                "5",
                "VOXGATE_MASTER_KEYS_INTERVAL",
                "1s",
                "VOXGATE_OIDC_ROLES_CLAIM",
                "groups",
                "VOXGATE_SANDBOX",
                "on",
                "VOXGATE_SANDBOX_SPEED",
                "10",
                "VOXGATE_SERVICE_HOST",
                "10.0.0.1",
                "VOXGATE_KEY",
                "k"));

        assertThat(config.getValue("quarkus.http.port", Integer.class)).isEqualTo(9090);
        assertThat(config.getConfigMapping(ConnectionSettings.class).maximum()).isEqualTo(10);
        assertThat(config.getConfigMapping(ConnectionSettings.class).perAddress())
                .isEqualTo(5);
        assertThat(config.getConfigMapping(KeySettings.class).masterKeysInterval())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(config.getConfigMapping(OidcSettings.class).rolesClaim()).isEqualTo("groups");
        assertThat(config.getConfigMapping(SandboxSettings.class).enabled()).isTrue();
        assertThat(config.getConfigMapping(SandboxSettings.class).speed()).isEqualTo(10);
    }

    @Test
    void anEmptyValueIsNoneAndWhiteSpaceIsIgnored() {
        SmallRyeConfig config = quarkus(Map.of(
                "VOXGATE_PORT",
                "",
                "VOXGATE_CONNECTIONS",
                " ",
                "VOXGATE_STREAMS_PER_TENANT",
                " 7 ",
                "VOXGATE_HOST",
                " ",
                "VOXGATE_MASTER_KEY",
                "",
                "VOXGATE_MASTER_KEY_FILE",
                " "));

        assertThat(config.getValue("quarkus.http.port", Integer.class)).isEqualTo(8080);
        assertThat(config.getValue("quarkus.http.host", String.class)).isEqualTo("0.0.0.0");
        assertThat(config.getValue("quarkus.management.host", String.class)).isEqualTo("0.0.0.0");
        assertThat(config.getConfigMapping(ConnectionSettings.class).maximum()).isEqualTo(4096);
        assertThat(config.getConfigMapping(StreamSettings.class).perTenant()).isEqualTo(7);
        assertThat(config.getConfigMapping(KeySettings.class).masterKey()).isEmpty();
        assertThat(config.getConfigMapping(KeySettings.class).masterKeyFile()).isEmpty();
        assertThat(config.getConfigMapping(ListenSettings.class).host()).isEmpty();
    }

    /** {@code @Scheduled(every = "{voxgate.master-keys.interval}")} reads it so. */
    @Test
    void aDefaultIsFoundByItsPropertyToo() {
        assertThat(quarkus(Map.of()).getValue("voxgate.master-keys.interval", String.class))
                .isEqualTo("10s");
    }
}
