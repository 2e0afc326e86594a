package io.voxgate.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "{\"a\":1,\"a\":2}", "1e87770730166", "{\"a\":1e87770730166}", "nul"})
    void whatIsNoJsonIsEmpty(String text) {
        assertThat(Json.parse(text)).isEmpty();
        assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
