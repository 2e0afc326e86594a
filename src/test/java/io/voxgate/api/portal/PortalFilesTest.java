package io.voxgate.api.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip", "gzip;q=0.5", "deflate,gzip; q=1.0"})
    void aBrowserThatTakesGzipGetsIt(String accepted) {
        assertThat(PortalFiles.takesGzip(accepted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "identity", "gzip;q=0", "gzip;q=0.000", "xgzip", "gzip;q=x"})
    void anotherDoesNot(String accepted) {
        assertThat(PortalFiles.takesGzip(accepted)).isFalse();
    }

    @Test
    void whoSaysNothingGetsItPlain() {
        assertThat(PortalFiles.takesGzip(null)).isFalse();
    }
}
