package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "VOXGATE_PROT,VOXGATE_PORT",
        "VOXGATE_port,VOXGATE_PORT",
        "VOXGATE_MASTERKEY,VOXGATE_MASTER_KEY",
        "VOXGATE_MASTER_KEYS,VOXGATE_MASTER_KEY",
        "VOXGATE_OIDC_ROLE_CLAIM,VOXGATE_OIDC_ROLES_CLAIM",
        "VOXGATE_DATADIR,VOXGATE_DATA_DIR",
        "VOXGATE_STREAM_PER_TENANT,VOXGATE_STREAMS_PER_TENANT",
        "VOXGATE_SANDBOX_,VOXGATE_SANDBOX"
    })
    void aMisspelledNameIsRefusedAndTheNearOneNamed(String name, String meant) {
        assertThatThrownBy(() -> Settings.read(Map.of(name, "anything")))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessage(name + " is not a setting. Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VOXGATE_TURBO", "VOXGATE_", "VOXGATE_WEBHOOK_PATIENCE", "VOXGATE_LICENSE_SERVER_ADDRESS"})
    void aNameThatIsNearToNoneIsRefusedWithoutAGuess(String name) {
        assertThatThrownBy(() -> Settings.read(Map.of(name, "anything")))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessage(name + " is not a setting. docs/configuration.md lists the settings.");
    }

    @Test
    void allUnknownNamesAreToldAtOnceWithoutTheirValues() {
        assertThatThrownBy(() -> Settings.read(
                        Map.of("VOXGATE_PROT", "80", "VOXGATE_MASTERKEY", "secret", "VOXGATE_PORT", "http")))
                .hasMessage("""
                        VOXGATE_MASTERKEY is not a setting. Did you mean VOXGATE_MASTER_KEY?
                        VOXGATE_PROT is not a setting. Did you mean VOXGATE_PORT?
                        VOXGATE_PORT must be a number from 0 to 65535, not "http".""");
    }

    @Test
    void whatOthersSetIsLeftAlone() {
        assertThat(UnknownSettings.faults(Map.of(
                        "PATH", "/bin", "VOXGATE", "http://localhost:8080", "voxgate_port", "1", "XVOXGATE", "1")))
                .isEmpty();
        assertThat(UnknownSettings.faults(Map.of(
                        "VOXGATE_URL",
                        "http://x",
                        "VOXGATE_KEY",
                        "k",
                        "VOXGATE_TERMINAL",
                        "1",
                        "VOXGATE_CALLER_DIR",
                        "/")))
                .isEmpty();
    }

    /** As Kubernetes sets them for Services named voxgate, voxgate-management and voxgate-postgres. */
    @Test
    void whatKubernetesSetsForAServiceIsNoSetting() {
        assertThat(UnknownSettings.faults(Map.of(
                        "VOXGATE_SERVICE_HOST",
                        "10.0.0.1",
                        "VOXGATE_SERVICE_PORT",
                        "80",
                        "VOXGATE_SERVICE_PORT_HTTP",
                        "80",
                        "VOXGATE_PORT_80_TCP",
                        "tcp://10.0.0.1:80",
                        "VOXGATE_PORT_80_TCP_PROTO",
                        "tcp",
                        "VOXGATE_PORT_80_TCP_PORT",
                        "80",
                        "VOXGATE_PORT_80_TCP_ADDR",
                        "10.0.0.1")))
                .isEmpty();
        assertThat(UnknownSettings.faults(Map.of(
                        "VOXGATE_POSTGRES_SERVICE_HOST",
                        "10.0.0.2",
                        "VOXGATE_POSTGRES_PORT",
                        "tcp://10.0.0.2:5432",
                        "VOXGATE_POSTGRES_PORT_5432_TCP_ADDR",
                        "10.0.0.2",
                        "VOXGATE_MANAGEMENT_SERVICE_PORT",
                        "9000")))
                .isEmpty();
        assertThat(UnknownSettings.faults(Map.of("VOXGATE_POSTGRES_PORT", "5432")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VOXGATE_PORT", "VOXGATE_MANAGEMENT_PORT"})
    void aPortThatKubernetesSetIsRefusedWithTheWayOut(String name) {
        assertThatThrownBy(() -> Settings.read(Map.of(name, "tcp://10.0.0.1:80")))
                .hasMessage(name + " must be a number from 0 to 65535, not \"tcp://10.0.0.1:80\". "
                        + "Kubernetes sets it so for a Service of this name: "
                        + "set enableServiceLinks: false in the pod.");
    }

    @ParameterizedTest
    @CsvSource({
        "abc,abc,0",
        "abc,acb,1",
        "abc,ab,1",
        "abc,abcd,1",
        "abc,xbc,1",
        "ca,abc,3",
        "'',abc,3",
        "kitten,sitting,3"
    })
    void theDistanceCountsLetters(String one, String other, int steps) {
        assertThat(UnknownSettings.distance(one, other)).isEqualTo(steps);
    }
}
