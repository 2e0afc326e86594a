package io.voxgate.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRulesTest {
    private final EndpointRules production = new EndpointRules(false, false);
    private final EndpointRules development = new EndpointRules(true, true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://vendor.example.com:22",
                "https://vendor.example.com:80",
                "https://vendor.example.com:1023",
                "https://vendor.example.com:1"
            })
    void portsOfOtherServicesAreForDevelopmentOnly(String endpoint) {
        assertThat(production.refusal(endpoint))
                .hasValueSatisfying(
                        fault -> assertThat(fault.detail()).isEqualTo("The port must be 443 or 1024 to 65535."));
        assertThat(development.refusal(endpoint)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://vendor.example.com:0",
                "https://vendor.example.com:65536",
                "https://vendor.example.com:99999999999",
                "https://user@vendor.example.com",
                "https://vendor.example.com/?a=b",
                "ftp://x"
            })
    void whatIsNoEndpointIsNoneAnywhere(String endpoint) {
        assertThat(production.refusal(endpoint)).isPresent();
        assertThat(development.refusal(endpoint)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://vendor.example.com",
                "https://vendor.example.com:443/path",
                "https://vendor.example.com:1024",
                "https://vendor.example.com:65535"
            })
    void publicOnesAreEndpointsEverywhere(String endpoint) {
        assertThat(production.refusal(endpoint)).isEmpty();
        assertThat(development.refusal(endpoint)).isEmpty();
    }
}
