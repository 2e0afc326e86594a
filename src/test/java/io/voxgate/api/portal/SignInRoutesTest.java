package io.voxgate.api.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInRoutesTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/sessions?status=active&peek=ses_1", "/templates/support%20desk"})
    void aPageOfThePortalIsOpenedAfterwards(String to) {
        assertThat(SignInRoutes.ownPage(to)).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sessions",
                "//evil.example/",
                "/\\evil.example/",
                "https://evil.example/",
                "/portal/sign-in",
                "/a\r\nSet-Cookie: x=y",
                "/\u00e4"
            })
    void allElseIsTheHomePage(String to) {
        assertThat(SignInRoutes.ownPage(to)).isEqualTo("/");
    }
}
