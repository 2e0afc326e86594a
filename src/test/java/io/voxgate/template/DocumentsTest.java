package io.voxgate.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Documents;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    private static JsonNode yaml(String text) {
        return Documents.yaml(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        return Documents.json(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void wordsThatOnlyLookLikeTruthStayWords() {
        assertThat(yaml("mode: off\nother: on\nno: yes\nreal: true").toString())
                .isEqualTo("{\"mode\":\"off\",\"other\":\"on\",\"no\":\"yes\",\"real\":true}");
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
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\nb: &x 1\\nc: *x          | anchors, aliases and tags are not taken (line 3)",
                "a: &a [x, x]\\nb: [*a, *a]        | anchors, aliases and tags are not taken (line 1)",
                "a: !!str 1                       | anchors, aliases and tags are not taken (line 1)",
                "a: 1\\n<<: {b: 2}                | merge keys (<<) are not taken (line 2)",
                "a: 1\\na: 2                      | Duplicate field 'a'",
                "a: 1\\n---\\nb: 2                | exactly one YAML document",
                "a:\\n  b: 0100                   | The number 0100 means different things to different "
                        + "readers of YAML: write it as a plain decimal, or in quotes if it is text (line 2)",
                "a: 0x10                          | The number 0x10",
                "a: 0b11                          | The number 0b11",
                "a: 1_000                         | The number 1_000",
                "a: .inf                          | The number .inf",
                "a: [                             | line 1, column 5",
                "a:\\n\\tb: 1                     | line 2, column 1: found character '\\t(TAB)' that cannot start any token",
                "? [a, b]\\n: 1                   | line 1, column 4: Expected a field name (Scalar value in YAML)."
            })
    void refusesYamlThatDoesNotSayWhatItSeemsTo(String text, String reason) {
        assertThatThrownBy(() -> yaml(text.replace("\\n", "\n").replace("\\t", "\t")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("org.yaml", "StreamReadConstraints");
    }

    @Test
    void mergeKeysAreTextNowhereElse() {
        assertThat(yaml("a: '<<'\nb: '0100'\nc: -1.5e3\nd: 2024-01-01\ne: 10:30")
                        .toString())
                .isEqualTo("{\"a\":\"<<\",\"b\":\"0100\",\"c\":-1.5E+3,\"d\":\"2024-01-01\",\"e\":\"10:30\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[{\"b/c\":1e999999}]}",
                "{\"a\":[{\"b/c\":1e-999999}]}",
                "{\"a\":[{\"b/c\":\"x\\u0000y\"}]}",
                "{\"a\":[{\"b/c\":\"x\\ud800y\"}]}"
            })
    void pointsAtValuesThatNothingCanKeep(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
            assertThat(problem.faults()).extracting(Fault::pointer).containsExactly("/a/0/b~1c");
        });
    }

    @Test
    void namesAreKeptToo() {
        assertThatThrownBy(() -> json("{\"a\":{\"x\\u0000\":1}}"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly("/a/x\u0000"));
        assertThat(json("{\"a\":\"\\ud83d\\ude00\"}").path("a").asText()).isEqualTo("😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1e99999999999}", "[1e999999999999999999]"})
    void exponentBeyondAllNumbersIsNoFaultOfOurs(String text) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(Problem.class);
    }

    @Test
    void otherEncodingsAreNoUtf8() {
        assertThatThrownBy(() -> Documents.yaml("a: 1".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(Problem.class)
                .hasMessage("The body must be text in UTF-8.");
    }

    @Test
    void refusesDeepAndLongBodies() {
        assertThatThrownBy(() -> json("[".repeat(100) + "]".repeat(100))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> json("{\"a\":" + "1".repeat(200) + "}")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> json("\"" + "x".repeat(1 << 21) + "\""))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("bytes");
    }
}
