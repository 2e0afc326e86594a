package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.voxgate.limits.Limit;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every setting is declared once, described, and has the default that is recorded here. */
class KnownSettingTest {
    private static final Path MAIN = Path.of("src/main/java/io/voxgate");
    private static final Pattern CONFIG_PROPERTY = Pattern.compile("@ConfigProperty\\(name = \"([^\"]+)\"");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(voxgate\\.[a-z-]+):([^${}]+)}");

    @Test
    void theDefaultsAreTheRecordedOnes() {
        assertThat(KnownSetting.all().stream()
                        .map(setting -> setting.variable() + " "
                                + setting.defaultValue().orElse("-"))
                        .sorted())
                .containsExactly("""
                        VOXGATE_CONNECTIONS 4096
                        VOXGATE_CONNECTIONS_PER_ADDRESS 2048
                        VOXGATE_DATABASE_URL -
                        VOXGATE_DATABASE_URL_FILE -
                        VOXGATE_DATA_DIR -
                        VOXGATE_HOST -
                        VOXGATE_IDENTITY_ROLES -
                        VOXGATE_IDENTITY_SOURCE workload
                        VOXGATE_LIVENESS_INTERVAL 5s
                        VOXGATE_LIVENESS_TIMEOUT 5s
                        VOXGATE_MANAGEMENT_HOST -
                        VOXGATE_MANAGEMENT_PORT -
                        VOXGATE_MASTER_KEY -
                        VOXGATE_MASTER_KEYS_INTERVAL 10s
                        VOXGATE_MASTER_KEYS_PREVIOUS -
                        VOXGATE_MASTER_KEY_FILE -
                        VOXGATE_OIDC_AUDIENCE -
                        VOXGATE_OIDC_CLIENT_ID -
                        VOXGATE_OIDC_CLIENT_SECRET -
                        VOXGATE_OIDC_CLIENT_SECRET_FILE -
                        VOXGATE_OIDC_ISSUER -
                        VOXGATE_OIDC_ROLES_CLAIM voxgate_roles
                        VOXGATE_OIDC_TENANT_CLAIM voxgate_tenant
                        VOXGATE_OPERATOR_KEY -
                        VOXGATE_OPERATOR_KEY_FILE -
                        VOXGATE_PORT 8080
                        VOXGATE_PRIVATE_ADDRESSES refuse
                        VOXGATE_PUBLIC_URL -
                        VOXGATE_READINESS_INTERVAL 2s
                        VOXGATE_REQUESTS_PER_TENANT 32
                        VOXGATE_SANDBOX off
                        VOXGATE_SANDBOX_SPEED 1
                        VOXGATE_STREAMS_END_DELAY 5s
                        VOXGATE_STREAMS_HEARTBEAT 15s
                        VOXGATE_STREAMS_PER_REPLICA 2000
                        VOXGATE_STREAMS_PER_TENANT 100
                        VOXGATE_STREAMS_WRITE_TIMEOUT 10s
                        VOXGATE_WEBHOOKS_DELIVERY_TIMEOUT 15s""".split("\n"));
    }

    @Test
    void everyDefaultIsAllowed() {
        assertThat(KnownSetting.all())
                .allSatisfy(setting -> assertThat(setting.defaultValue().flatMap(setting::fault))
                        .isEmpty());
    }

    @Test
    void everyMemberOfEveryInterfaceIsDescribed() {
        assertThat(KnownSetting.GROUPS)
                .allSatisfy(group -> assertThat(undescribed(group)).isEmpty());
        assertThat(KnownSetting.all()).allSatisfy(setting -> {
            assertThat(setting.setting().what())
                    .hasSizeGreaterThan(10)
                    .doesNotEndWith(".")
                    .doesNotContain("|", "\n");
            assertThat(setting.allowed()).as(setting.variable()).isNotBlank().doesNotContain("|", "\n");
        });
    }

    private interface Undescribed {
        int forgotten();

        @Setting(what = "something", form = SettingForm.PORT)
        int described();
    }

    @Test
    void aMemberWithoutADescriptionIsFound() {
        assertThat(undescribed(Undescribed.class)).containsExactly("forgotten");
    }

    private static List<String> undescribed(Class<?> group) {
        return Arrays.stream(group.getDeclaredMethods())
                .filter(member -> !member.isSynthetic() && !member.isAnnotationPresent(Setting.class))
                .map(Method::getName)
                .toList();
    }

    /**
     * Without the two annotations Quarkus leaves out an interface that no bean asks for, or that one asks for before
     * the service runs.
     */
    @Test
    void everyInterfaceIsListedAndRegisteredWithQuarkus() throws IOException {
        try (Stream<Path> sources = Files.walk(MAIN)) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> text(file).contains("\n@ConfigMapping("))
                            .map(file -> file.getFileName().toString().replace(".java", "")))
                    .containsExactlyInAnyOrderElementsOf(KnownSetting.GROUPS.stream()
                            .map(Class::getSimpleName)
                            .toList());
        }
        assertThat(KnownSetting.GROUPS)
                .allMatch(group -> group.isAnnotationPresent(ConfigMapping.class)
                        && group.isAnnotationPresent(StaticInitSafe.class)
                        && group.isAnnotationPresent(Unremovable.class));
    }

    @Test
    void aNumberThatIsALimitHasTheLimitsDefaultAndTheLimitNamesTheVariable() {
        Map<Limit, KnownSetting> ofLimits = KnownSetting.all().stream()
                .filter(setting -> setting.setting().limit().length > 0)
                .collect(Collectors.toMap(setting -> setting.setting().limit()[0], setting -> setting));

        assertThat(ofLimits.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Limit.values())
                        .filter(limit -> limit.setting().isPresent())
                        .toList());
        assertThat(ofLimits).allSatisfy((limit, setting) -> {
            assertThat(setting.defaultValue()).contains(Long.toString(limit.max()));
            assertThat(limit.setting()).contains(setting.variable());
        });
    }

    @Test
    void outsideOfThePackageOnlyQuarkusOwnSettingsAreRead() throws IOException {
        try (Stream<Path> sources = Files.walk(MAIN)) {
            List<String> names = sources.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file ->
                            CONFIG_PROPERTY
                                    .matcher(text(file))
                                    .results()
                                    .map(found -> found.group(1))
                                    .toList()
                                    .stream())
                    .toList();

            assertThat(names).isNotEmpty().allMatch(name -> name.startsWith("quarkus."));
        }
    }

    /**
     * Quarkus' own names, such as that of the port, repeat a default, because they are read before our interfaces are.
     */
    @Test
    void theDefaultsInQuarkusOwnSettingsAreTheSame() {
        Map<String, String> defaults = KnownSetting.all().stream()
                .filter(setting -> setting.defaultValue().isPresent())
                .collect(Collectors.toMap(
                        KnownSetting::property,
                        setting -> setting.defaultValue().orElseThrow()));
        List<MatchResult> repeated = EXPRESSION
                .matcher(text(Path.of("src/main/resources/application.properties")))
                .results()
                .toList();

        assertThat(repeated)
                .extracting(found -> found.group(1))
                .contains("voxgate.port", "voxgate.host", "voxgate.management-port");
        assertThat(repeated)
                .allMatch(found ->
                        defaults.getOrDefault(found.group(1), found.group(2)).equals(found.group(2)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
