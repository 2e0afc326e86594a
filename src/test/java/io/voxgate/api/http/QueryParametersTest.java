package io.voxgate.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxgate.model.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00.123456789z, 2026-01-31T12:00:00.123456789Z",
        "2026-01-31T12:00:00+08:00, 2026-01-31T04:00:00Z",
        "2026-01-31T12:00:00 08:00, 2026-01-31T04:00:00Z",
        "2024-02-29T23:59:59-01:30, 2024-03-01T01:29:59Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    })
    void aTimeIsTakenAsRfc3339WritesIt(String text, Instant time) {
        assertThat(QueryParameters.time("from", text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-31",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00:00",
                "2026-02-30T12:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:00:00+25:00",
                "+292278994-08-17T07:12:55Z",
                "-0001-01-01T00:00:00Z",
                "12026-01-31T12:00:00Z",
                "2026-01-31T12:00:00.1234567890Z"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> QueryParameters.time("from", text))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/from")))
                .hasMessageStartingWith("from must be a time as in RFC 3339");
    }

    @Test
    void noneIsNone() {
        assertThat(QueryParameters.time("from", null)).isEmpty();
    }
}
