package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API reference loads nothing from elsewhere, and what it loads is there in the very version that it names. */
class ReferencePageTest {
    private static final String ROOT = "/META-INF/resources/";
    private static final String PAGE = "reference/index.html";
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

    @Test
    void everythingThatThePageLoadsIsPackaged() throws IOException {
        List<String> links = LINK.matcher(text(PAGE))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.equals("../openapi.yaml") && !link.equals("../"))
                .map(link -> URI.create("reference/").resolve(link).toString())
                .distinct()
                .toList();

        assertThat(links)
                .contains("favicon.svg", "reference/reference.js")
                .filteredOn(link -> ReferencePageTest.class.getResource(ROOT + link) == null)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, "reference/reference.js", "reference/reference.css", "reference/theme.js"})
    void nothingComesFromElsewhere(String file) throws IOException {
        assertThat(text(file).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://", "https://", "src=\"//", "@import");
    }

    private static String text(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(ReferencePageTest.class.getResourceAsStream(ROOT + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
