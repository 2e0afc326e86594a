package io.voxgate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Path PAGE = Path.of("docs/limits.md");

    @Test
    void theCommittedPageIsWrittenFromTheList() throws IOException {
        if (Boolean.getBoolean("limits.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, LimitsTable.page());
        }

        assertThat(PAGE)
                .as("docs/limits.md is stale. Write it anew: ./voxgate test -Dtest=LimitsTest -Dlimits.update=true")
                .hasContent(LimitsTable.page());
    }

    @Test
    void everyLimitIsReadByTheCodeThatDoesTheWork() throws IOException {
        assertThat(unread(mainCode())).isEmpty();
    }

    @Test
    void aLimitThatNoCodeReadsIsFound() {
        assertThat(unread("Limit.BODY_BYTES.max() Limit.BODY_BYTES_OF_ANOTHER.max()"))
                .doesNotContain(Limit.BODY_BYTES)
                .contains(Limit.CALLBACK_BYTES);
    }

    private static List<Limit> unread(String code) {
        return Arrays.stream(Limit.values())
                .filter(limit -> !Pattern.compile("\\bLimit\\." + limit.name() + "\\b")
                        .matcher(code)
                        .find())
                .toList();
    }

    private static String mainCode() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/voxgate"))) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && !file.getParent().endsWith("limits"))
                    .map(LimitsTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
