package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.service.RawSocket.Heard;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A body never becomes a second request: what a proxy in front may read otherwise is refused, or the connection ends
 * with its answer.
 */
@ServiceTest
class RequestSmugglingServiceTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SECOND = "GET /openapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private static Heard send(String... lines) {
        try (RawSocket socket = RawSocket.open()) {
            return socket.send(String.join("\r\n", lines)).hear(TIMEOUT);
        }
    }

    private static Heard chunked(String transferEncoding, String body) {
        return send(
                "POST /v1/translations HTTP/1.1",
                "Host: x",
                "Content-Type: application/json",
                "Transfer-Encoding: " + transferEncoding,
                "",
                body);
    }

    /**
     * CVE-2026-33870: a line end inside a quoted extension begins the chunk's data for one reader and not for the
     * other.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;a=\"\r\nX\r\n0\r\n\r\n",
                "1;a=\"\nX\r\n0\r\n\r\n",
                "2;a=\"\r\n{}\r\n0\r\n\r\n",
                "2;a=\"b\r\n{}\r\n0\r\n\r\n"
            })
    void aLineEndInAChunkExtensionIsRefused(String body) {
        Heard heard = chunked("chunked", body + SECOND);

        assertThat(heard.statuses()).hasSizeLessThanOrEqualTo(1).doesNotContain(200);
        assertThat(heard.closed()).isTrue();
    }

    /** 33 and 68 bits: read with fewer bits they are 0x11. */
    @ParameterizedTest
    @ValueSource(strings = {"100000011", "10000000000000011", "ffffffffffffffff", "-1", "0x11", "1 1", "+11"})
    void aChunkSizeOfTooManyBitsIsRefused(String size) {
        Heard heard = chunked("chunked", size + "\r\n" + "{\"a\":\"aaaaaaaaa\"}\r\n0\r\n\r\n" + SECOND);

        assertThat(heard.statuses()).doesNotContain(200).hasSizeLessThanOrEqualTo(1);
        assertThat(heard.closed()).isTrue();
    }

    /** CVE-2026-89044: chunked is not the last coding, so nobody knows where the body ends. */
    @ParameterizedTest
    @ValueSource(strings = {"chunked, identity", "identity, chunked, identity", "xchunked", "chunked, gzip"})
    void aBodyWhoseEndIsUnknownIsRefused(String transferEncoding) {
        Heard heard = chunked(transferEncoding, "2\r\n{}\r\n0\r\n\r\n" + SECOND);

        assertThat(heard.statuses()).containsExactly(400);
        assertThat(heard.closed()).isTrue();
    }

    /** RFC 9112, 6.1: refused, or answered and then closed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4"
            })
    void twoLengthsEndTheConnection(String headers) {
        Heard heard = send(
                "POST /v1/translations HTTP/1.1",
                "Host: x",
                "Content-Type: application/json",
                headers,
                "",
                "2\r\n{}\r\n0\r\n\r\n" + SECOND);

        assertThat(heard.statuses()).hasSize(1).doesNotContain(200);
        assertThat(heard.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2, 3",
                "Content-Length: +2",
                "Content-Length: 0x2",
                "Content-Length : 2"
            })
    void aLengthWithTwoReadingsIsRefused(String headers) {
        Heard heard = send(
                "POST /v1/translations HTTP/1.1",
                "Host: x",
                "Content-Type: application/json",
                headers,
                "",
                "{}" + SECOND);

        assertThat(heard.statuses()).containsExactly(400);
        assertThat(heard.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: a\r\nHost: b", "Host: a\r\nHost: a", "X: y", "Host: a b", "Host: a/b", "Host: a,b"})
    void aRequestNamesOneHost(String headers) {
        Heard heard = send("GET /openapi.json HTTP/1.1", headers, "Connection: close", "", "");

        assertThat(heard.statuses()).containsExactly(400);
        assertThat(heard.closed()).isTrue();
    }

    @Test
    void anOrdinaryChunkedRequestIsTakenAndTheConnectionGoesOn() {
        Heard heard = chunked("chunked", "1;a=\"b\"\r\n{\r\n1\r\n}\r\n0\r\n\r\n" + SECOND);

        assertThat(heard.statuses()).containsExactly(401, 200);
    }
}
