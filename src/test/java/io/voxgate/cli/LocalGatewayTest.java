package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The launcher names further options of the gateway's virtual machine in one line. */
class LocalGatewayTest {
    @Test
    void optionsAreTheWordsOfALine() {
        assertThat(LocalGateway.options(" -Xmx1g  -XX:AOTCacheOutput=a.aot "))
                .containsExactly("-Xmx1g", "-XX:AOTCacheOutput=a.aot");
        assertThat(LocalGateway.options("")).as("none").isEmpty();
    }
}
