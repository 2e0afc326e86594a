package io.voxgate.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The search finds what it is to find, and nothing else. */
class CanarySearchTest {
    private static final Canary CANARY = new Canary("planted", "Zy8\"k/\\+w=é7QmX4");

    private static List<String> found(String text) {
        CanarySearch search = new CanarySearch(List.of(CANARY));
        search.in("text", "one", source(text), List.of());
        return search.findings();
    }

    private static InputStream source(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String before) {
        return (before + CANARY.core() + " and more").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachFormIsFoundWhereverItStands() {
        byte[] core = CANARY.core().getBytes(StandardCharsets.UTF_8);
        assertThat(found("a log line " + CANARY.core() + "!")).hasSize(1);
        for (String before : List.of("", "u:", "user:", "Basic", "x".repeat(100), "x".repeat(101), "x".repeat(102))) {
            assertThat(found(Base64.getEncoder().encodeToString(bytes(before))))
                    .as("base64 after <%s>", before)
                    .isNotEmpty();
            assertThat(found(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(before))))
                    .as("base64url after <%s>", before)
                    .isNotEmpty();
            assertThat(found(HexFormat.of().formatHex(bytes(before))))
                    .as("hex after <%s>", before)
                    .isNotEmpty();
            assertThat(found(HexFormat.of().withUpperCase().formatHex(bytes(before))))
                    .as("HEX after <%s>", before)
                    .isNotEmpty();
        }
        assertThat(found("?q=" + URLEncoder.encode(CANARY.core(), StandardCharsets.UTF_8)))
                .hasSize(1);
        assertThat(found("?q=" + HexFormat.of().withUpperCase().withPrefix("%").formatHex(core)))
                .hasSize(1);
        assertThat(found("?q=" + HexFormat.of().withPrefix("%").formatHex(core)))
                .hasSize(1);
        assertThat(found("{\"k\":\""
                        + CANARY.core()
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("/", "\\/") + "\"}"))
                .hasSize(1);
        StringBuilder escaped = new StringBuilder();
        CANARY.core().chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        assertThat(found(escaped.toString())).hasSize(1);
    }

    @Test
    void nothingIsFoundInNoise() {
        byte[] noise = new byte[1 << 20];
        new Random(7).nextBytes(noise);
        assertThat(found(Base64.getEncoder().encodeToString(noise)
                        + HexFormat.of().formatHex(noise)
                        + CANARY.core().substring(1)))
                .isEmpty();
    }

    @Test
    void whatMayBeThereIsNoFinding() {
        CanarySearch search = new CanarySearch(List.of(CANARY));
        search.in("answers", "createKey", source(CANARY.core()), List.of("planted"));
        assertThat(search.findings()).isEmpty();
        assertThat(search.counts()).contains("1 × 14 forms", "answers (1 texts, 17 bytes)");
    }
}
