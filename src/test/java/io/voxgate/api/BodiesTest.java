package io.voxgate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.model.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
    private static JsonNode yaml(String text) {
        return Bodies.yaml(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        return Bodies.json(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void wordsThatOnlyLookLikeTruthStayWords() {
        assertThat(yaml("mode: off\nother: on\nno: yes\nreal: true").toString()).isEqualTo("{\"mode\":\"off\",\"other\":\"on\",\"no\":\"yes\",\"real\":true}");
    }

    @Test
    void yamlNumbersAreExact() {
        assertThat(yaml("a: 0.1\nb: 12\nc: \"0123\"").toString()).isEqualTo("{\"a\":0.1,\"b\":12,\"c\":\"0123\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1,\"a\":2}", "{} {}", "", "{\"a\":NaN}", "{'a':1}", "{\"a\":1,}", "// x\n{}"})
    void refusesWhatIsNoSingleJsonDocument(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(Problem.class).hasMessageContaining("JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x 1\nb: *x", "a: !!str 1", "a: 1\na: 2", "a: 1\n---\nb: 2", "a: [", "\tb: 1"})
    void refusesYamlThatJsonCannotSay(String text) {
        assertThatThrownBy(() -> yaml(text)).isInstanceOf(Problem.class).hasMessageContaining("YAML");
    }

    @Test
    void refusesDeepAndLongBodies() {
        assertThatThrownBy(() -> json("[".repeat(100) + "]".repeat(100))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> json("{\"a\":" + "1".repeat(200) + "}")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> json("\"" + "x".repeat(1 << 21) + "\"")).isInstanceOf(Problem.class).hasMessageContaining("bytes");
    }
}
