package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form takes what it allows, and refuses the rest with what is allowed and what was given. */
class SettingFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "VOXGATE_PORT | 65536 | must be a number from 0 to 65535, not 65536.",
                "VOXGATE_PORT | http | must be a number from 0 to 65535, not \"http\".",
                "VOXGATE_CONNECTIONS | many | must be a number from 1 to 1000000, not \"many\".",
                "VOXGATE_CONNECTIONS | 0 | must be a number from 1 to 1000000, not 0.",
                "VOXGATE_CONNECTIONS_PER_ADDRESS | 1000001 | must be a number from 1 to 1000000, not 1000001.",
                "VOXGATE_STREAMS_PER_TENANT | -1 | must be a number from 1 to 100000, not -1.",
                "VOXGATE_STREAMS_PER_REPLICA | 1.5 | must be a number from 1 to 100000, not \"1.5\".",
                "VOXGATE_REQUESTS_PER_TENANT | 257 | must be a number from 1 to 256, not 257.",
                "VOXGATE_REQUESTS_PER_TENANT | 99999999999999999999 | must be a number from 1 to 256, not \"99999999999999999999\".",
                "VOXGATE_SANDBOX | yes | must be \"on\" or \"off\", not \"yes\".",
                "VOXGATE_PRIVATE_ADDRESSES | true | must be \"allow\" or \"refuse\", not \"true\".",
                "VOXGATE_HOST | a b | must be an address of this machine (127.0.0.1, 0.0.0.0 for all, ::) or its name, not \"a b\".",
                "VOXGATE_PUBLIC_URL | voice.example.com | must be an http or https URL without user, "
                        + "query and fragment, not voice.example.com",
                "VOXGATE_PUBLIC_URL | https://u:secret@x | must be an http or https URL without user, "
                        + "query and fragment, not https://***@x",
                "VOXGATE_WEBHOOKS_DELIVERY_TIMEOUT | 0s | must be a time from 1 s to 60 s, for example 15s or 500ms, not \"0s\".",
                "VOXGATE_LIVENESS_INTERVAL | soon | must be a time from 100 ms to 60 s, for example 15s or 500ms, not \"soon\".",
                "VOXGATE_STREAMS_HEARTBEAT | 2d | must be a time from 100 ms to 60 s, for example 15s or 500ms, not \"2d\".",
                "VOXGATE_STREAMS_HEARTBEAT | PT999999999H | must be a time from 100 ms to 60 s, for "
                        + "example 15s or 500ms, not \"PT999999999H\"."
            })
    void whatIsNotAllowedIsRefusedInOneSentence(String variable, String value, String sentence) {
        assertThatThrownBy(() -> Settings.read(Map.of(variable, value)))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessage(variable + " " + sentence);
    }

    /** Whatever is set, a refusal names it, and no secret is part of it. */
    @Test
    void anInvalidValueOfEverySettingIsRefusedWithItsName() {
        Map<SettingForm, String> invalid = new TreeMap<>(Map.of(
                SettingForm.PORT,
                "x",
                SettingForm.HOST,
                "a/b",
                SettingForm.PATH,
                "a\0b",
                SettingForm.WEB_URL,
                "x",
                SettingForm.NUMBER,
                "x",
                SettingForm.DURATION,
                "x",
                SettingForm.ON_OFF,
                "x",
                SettingForm.ALLOW_REFUSE,
                "x",
                SettingForm.WORKLOAD_INSTANCE,
                "x"));
        List<KnownSetting> settings = KnownSetting.all().stream()
                .filter(setting -> setting.setting().form() != SettingForm.TEXT)
                .toList();
        Map<String, String> environment = new HashMap<>();
        settings.forEach(setting -> environment.put(
                setting.variable(), invalid.get(setting.setting().form())));

        assertThatThrownBy(() -> Settings.read(environment)).satisfies(refusal -> {
            List<String> faults = refusal.getMessage().lines().toList();
            assertThat(faults).hasSameSizeAs(settings);
            assertThat(settings)
                    .allSatisfy(setting ->
                            assertThat(faults).anyMatch(fault -> fault.startsWith(setting.variable() + " ")));
        });
    }

    @Test
    void secretsAreNeverPartOfARefusal() {
        assertThatThrownBy(() -> Settings.read(Map.of(
                        "VOXGATE_OPERATOR_KEY",
                        "hunter2",
                        "VOXGATE_MASTER_KEY",
                        "hunter2",
                        "VOXGATE_DATABASE_URL",
                        "mysql://u:hunter2@x/y",
                        "VOXGATE_OIDC_AUDIENCE",
                        "v",
                        "VOXGATE_OIDC_ISSUER",
                        "https://u:hunter2@id.example.com")))
                .satisfies(refusal -> assertThat(refusal.getMessage().lines())
                        .hasSize(4)
                        .noneMatch(line -> line.contains("hunter2"))
                        .anyMatch(line -> line.startsWith("VOXGATE_OPERATOR_KEY"))
                        .anyMatch(line -> line.startsWith("VOXGATE_MASTER_KEY"))
                        .anyMatch(line -> line.startsWith("VOXGATE_DATABASE_URL"))
                        .anyMatch(line -> line.startsWith("VOXGATE_OIDC_ISSUER")));
    }

    @Test
    void whiteSpaceAroundAValueIsIgnoredAndAnEmptyOneIsNone() {
        Settings settings = Settings.read(Map.of(
                "VOXGATE_PORT", " 9090 ", "VOXGATE_CONNECTIONS", "", "VOXGATE_SANDBOX", " ", "VOXGATE_HOST", ""));

        assertThat(settings.of(ListenSettings.class).port()).isEqualTo(9090);
        assertThat(settings.of(ListenSettings.class).host()).isEmpty();
        assertThat(settings.of(ConnectionSettings.class).maximum()).isEqualTo(4096);
        assertThat(settings.of(SandboxSettings.class).enabled()).isFalse();
    }

    @Test
    void whatIsAllowedArrives() {
        Settings settings = Settings.read(Map.of(
                "VOXGATE_SANDBOX",
                "ON",
                "VOXGATE_PRIVATE_ADDRESSES",
                "Allow",
                "VOXGATE_STREAMS_WRITE_TIMEOUT",
                "500ms",
                "VOXGATE_WEBHOOKS_DELIVERY_TIMEOUT",
                "3S",
                "VOXGATE_STREAMS_PER_TENANT",
                "7",
                "VOXGATE_PUBLIC_URL",
                "https://x.example.com/v//"));

        assertThat(settings.of(SandboxSettings.class).enabled()).isTrue();
        assertThat(settings.of(EgressSettings.class).privateAddresses()).isTrue();
        assertThat(settings.of(StreamSettings.class).writeTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.of(WebhookSettings.class).deliveryTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.of(StreamSettings.class).perTenant()).isEqualTo(7);
        assertThat(settings.of(ListenSettings.class).publicUrl()).contains("https://x.example.com/v");
    }
}
