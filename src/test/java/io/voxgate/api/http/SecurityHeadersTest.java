package io.voxgate.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersTest {
    @Test
    void behindHttpsABrowserIsToldToStayThere() {
        assertThat(SecurityHeaders.of("/v1/vendors", true))
                .containsEntry("Strict-Transport-Security", "max-age=31536000");
        assertThat(SecurityHeaders.of("/v1/vendors", false)).doesNotContainKey("Strict-Transport-Security");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/vendors", "/callbacks/x/y", "/openapi.yaml", "/nothing"})
    void noPolicyAllowsInlineCodeOrAnotherPlace(String path) {
        assertThat(SecurityHeaders.of(path, true).get("Content-Security-Policy"))
                .startsWith("default-src '")
                .doesNotContain("unsafe", "*", "http:", "https:")
                .contains("frame-ancestors 'none'");
    }

    @Test
    void aLocationIsBelowThePublicUrlOrAPathAlone() {
        assertThat(OwnLocations.own("", "http://evil.example:80/v1/tenants/a")).isEqualTo("/v1/tenants/a");
        assertThat(OwnLocations.own("https://voice.example.com/voxgate", "http://evil.example/v1/tenants/a"))
                .isEqualTo("https://voice.example.com/voxgate/v1/tenants/a");
        assertThat(OwnLocations.own("https://voice.example.com", "/v1/sessions/ses_1"))
                .isEqualTo("https://voice.example.com/v1/sessions/ses_1");
    }
}
