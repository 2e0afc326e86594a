package io.voxgate.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "{\"a\":1,\"a\":2}", "1e87770730166", "{\"a\":1e87770730166}", "nul"})
    void whatIsNoJsonIsEmpty(String text) {
        assertThat(Json.parse(text)).isEmpty();
        assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1e1000000000, 1E+1000000000", "-1e-99999, -1E-99999", "0.5e10001, 5E+10000"})
    void aNumberTooLargeToBeWrittenOutIsKeptAsText(String written, String kept) {
        assertThat(Json.parse("[" + written + "]").map(Json::write)).contains("[\"" + kept + "\"]");
        assertThat(Json.parse("[1e3, 0.25]").map(Json::write)).contains("[1000,0.25]");
    }
}
