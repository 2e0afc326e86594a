package io.voxgate.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every spelling is found, wherever it stands, and nothing in noise. */
class SecretScannerTest {
    private static final Canary CANARY = new Canary("planted", "Zy8\"k/\\+w=é7QmX4");
    private static final Canary OTHER = new Canary("other", "vgk_aB3dE5fG7hJ9kL");
    private static final int CHUNK = 1 << 22;

    private static List<String> found(byte[] text) {
        try {
            return new SecretScanner(List.of(CANARY, OTHER))
                    .in(new ByteArrayInputStream(text)).stream()
                            .map(SecretScanner.Found::toString)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachSpellingIsFound() {
        CANARY.forms()
                .forEach((form, text) -> assertThat(
                                found(("before " + text + " after").getBytes(StandardCharsets.ISO_8859_1)))
                        .as(form)
                        .anyMatch(line -> line.startsWith("planted as " + form + ": …before ")));
        byte[] user = ("user:" + OTHER.core()).getBytes(StandardCharsets.UTF_8);
        assertThat(found(Base64.getEncoder().encodeToString(user).getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("other as base64"));
        assertThat(found(HexFormat.of().formatHex(user).getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .startsWith("other as hex");
    }

    /** A secret that is cut in two by the reading is found once. */
    @Test
    void itIsFoundAcrossTheBordersOfChunks() {
        byte[] needle = OTHER.core().getBytes(StandardCharsets.UTF_8);
        for (int offset = -needle.length - 1; offset <= 1; offset++) {
            byte[] text = new byte[2 * CHUNK + 1000];
            new Random(offset).nextBytes(text);
            System.arraycopy(needle, 0, text, CHUNK + offset, needle.length);
            assertThat(found(text))
                    .as("at %d", offset)
                    .filteredOn(line -> line.startsWith("other as plain"))
                    .hasSize(1);
        }
        assertThat(found(needle))
                .filteredOn(line -> line.startsWith("other as plain"))
                .hasSize(1);
    }

    @Test
    void nothingIsFoundInNoise() {
        byte[] noise = new byte[3 * CHUNK];
        new Random(7).nextBytes(noise);
        assertThat(found(noise)).isEmpty();
        assertThat(found(OTHER.core().substring(1).repeat(3).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
