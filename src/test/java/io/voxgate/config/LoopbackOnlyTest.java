package io.voxgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code start} opens the sandbox's accounts and private addresses, so it is for this machine alone unless somebody
 * says otherwise.
 */
class LoopbackOnlyTest {
    private static void choose(Map<String, String> environment) {
        LoopbackOnly.choose(Settings.read(environment));
    }

    @AfterEach
    void forget() {
        System.clearProperty("voxgate.host");
        System.clearProperty("voxgate.management-port");
    }

    @Test
    void withoutASettingOnlyThisMachineIsServed() {
        choose(Map.of());

        assertThat(System.getProperty("voxgate.host")).isEqualTo("127.0.0.1");
    }

    @Test
    void aSettingWins() {
        choose(Map.of("VOXGATE_HOST", "0.0.0.0", "VOXGATE_MANAGEMENT_PORT", "9000"));

        assertThat(System.getProperty("voxgate.host")).isNull();
        assertThat(System.getProperty("voxgate.management-port")).isNull();
    }

    @Test
    void anotherStartFindsAnotherManagementPort() throws IOException {
        try (ServerSocket first = new ServerSocket(9000, 1, InetAddress.getLoopbackAddress())) {
            choose(Map.of());
            assertThat(first.isBound()).isTrue();
        } catch (BindException _) {
            // Somebody else has it: the same case.
            choose(Map.of());
        }

        assertThat(System.getProperty("voxgate.management-port")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "VOXGATE_HOST,all the world",
        "VOXGATE_HOST,http://x/",
        "VOXGATE_MANAGEMENT_HOST,a/b",
        "VOXGATE_MANAGEMENT_PORT,65536",
        "VOXGATE_MANAGEMENT_PORT,nine"
    })
    void whatIsNoAddressIsRefused(String name, String value) {
        assertThat(catchThrowable(() -> choose(Map.of(name, value))))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageContaining(name);
    }
}
