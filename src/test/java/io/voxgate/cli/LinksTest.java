package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every relative link of the documents leads to a file that exists, and to a heading of it where it names one. */
class LinksTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private static List<String> broken(Path root) {
        return MarkdownPage.all(root).stream()
                .flatMap(page -> page.broken(root).stream())
                .toList();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<MarkdownPage> pages = MarkdownPage.all(PROJECT);

        assertThat(pages)
                .extracting(page -> PROJECT.relativize(page.file()).toString())
                .contains(
                        "README.md",
                        "CONTRIBUTING.md",
                        "SECURITY.md",
                        "CHANGELOG.md",
                        "k8s/README.md",
                        "docs/architecture.md",
                        "docs/guides/sessions.md",
                        "docs/adr/0001-pure-adapters.md");
        assertThat(pages.stream().flatMap(page -> page.links().stream()))
                .as("links that are looked at")
                .hasSizeGreaterThan(100);
        assertThat(broken(PROJECT)).isEmpty();
    }

    @Test
    void everyPageIsLinkedFromAPage() {
        List<Path> reached = MarkdownPage.all(PROJECT).stream()
                .flatMap(page -> page.links().stream()
                        .map(link -> page.file()
                                .resolveSibling(link.split("#", 2)[0])
                                .normalize()))
                .toList();

        assertThat(MarkdownPage.all(PROJECT))
                .extracting(MarkdownPage::file)
                .filteredOn(file -> !file.equals(PROJECT.resolve("README.md")))
                .isSubsetOf(reached);
    }

    @Test
    void aLinkToNothingIsFound(@TempDir Path root) throws IOException {
        // Given
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("README.md"), """
                # Here
                [good](docs/page.md) [also](docs/page.md#two-words) [here](#here) [elsewhere](https://example.com/none) ![picture](docs)
                [gone](docs/gone.md) [no heading](docs/page.md#three) [outside](../other.md) [not here](#there)
                `[code](docs/code.md)`
                """);
        Files.writeString(root.resolve("docs/page.md"), """
                ## Two words!
                ```
                # three
                [code](code.md)
                ```
                [`up`](../README.md) [down](down.md)
                """);

        // When
        List<String> broken = broken(root);

        // Then
        assertThat(broken)
                .containsExactly(
                        "README.md: docs/gone.md",
                        "README.md: docs/page.md#three",
                        "README.md: ../other.md",
                        "README.md: #there",
                        "docs/page.md: down.md");
    }
}
