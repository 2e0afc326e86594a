package io.voxgate.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressAddressPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "::",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::10.0.0.1",
                "fec0::1"
            })
    void specialAddressesOnlyWhereAllowed(String address) {
        InetAddress literal = InetAddress.ofLiteral(address);
        assertThat(new EgressAddressPolicy(false).refusal(literal)).isPresent();
        assertThat(new EgressAddressPolicy(true).refusal(literal)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.23",
                "100.100.100.200",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::"
            })
    void metadataAndLinkLocalNever(String address) {
        assertThat(new EgressAddressPolicy(true).refusal(InetAddress.ofLiteral(address)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111", "64:ff9b::101:101"})
    void publicAddressesAlways(String address) {
        assertThat(new EgressAddressPolicy(false).refusal(InetAddress.ofLiteral(address)))
                .isEmpty();
    }
}
