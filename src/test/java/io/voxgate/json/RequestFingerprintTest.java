package io.voxgate.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFingerprintTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":{\"c\":[1,2]}} | { \"b\" : {\"c\":[1, 2]}, \"a\":1 }",
                "{\"a\":1.50} | {\"a\":1.5}",
                "{\"a\":100} | {\"a\":1e2}",
                "{\"a\":\"\\u00e9\"} | {\"a\":\"é\"}"
            })
    void sameMeaningSameHash(String one, String other) {
        assertThat(hash(one)).isEqualTo(hash(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[1,2]} | {\"a\":[2,1]}",
                "{\"a\":1} | {\"a\":\"1\"}",
                "{\"a\":null} | {}",
                "{\"a\":true} | {\"a\":\"true\"}",
                "{\"a\":[\"x\"]} | {\"a\":\"x\"}",
                "{\"a\":1} | {\"b\":1}",
                "{\"a\":[[\"1\"]]} | {\"a\":[1]}"
            })
    void otherMeaningOtherHash(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }

    private static byte[] hash(String json) {
        return RequestFingerprint.of(Json.parse(json).orElseThrow());
    }
}
