package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
    @Test
    void withoutWordsItStartsAGatewayOfItsOwn() {
        assertThat(DemoOptions.parse().url()).isEmpty();
        assertThat(DemoOptions.parse().full()).isFalse();
    }

    @Test
    void aRunningGatewayIsNamedByUrlAndKey() {
        DemoOptions options = DemoOptions.parse("--url", "http://localhost:8080", "--key", "k", "--full");

        assertThat(options.url()).contains(URI.create("http://localhost:8080/"));
        assertThat(options.key()).contains("k");
        assertThat(options.full()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--url http://localhost:8080, --url and --key belong together.",
        "--key k, --url and --key belong together.",
        "--url, --url needs a value.",
        "--url ftp://x --key k, --url needs an http or https URL.",
        "--loud, demo does not know \"--loud\"."})
    void whatItDoesNotUnderstandItSays(String words, String message) {
        assertThatThrownBy(() -> DemoOptions.parse(words.split(" "))).isInstanceOf(DemoOptions.Wrong.class).hasMessage(message);
    }
}
