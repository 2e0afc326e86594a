package io.voxgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.voxgate.service.PostgresResource;
import io.voxgate.service.ServiceTest;
import io.voxgate.testkit.Management;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the pages do what the pages say: each page's are run in their order, in a tenant of their own. */
@ServiceTest
class DocumentedCommandsServiceTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String README = "README.md";
    private static final AtomicInteger NUMBERS = new AtomicInteger((int) (System.nanoTime() % 90_000) * 10);

    @TestHTTPResource("/")
    URI url;

    @TempDir
    Path directory;

    static Stream<String> pages() {
        return DocumentedCommands.pages().stream().filter(page -> !page.equals(README));
    }

    @Test
    void theCommandsOfTheReadmeSucceed() throws Exception {
        succeed(README);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("pages")
    void theCommandsOfAPageSucceed(String page) throws Exception {
        succeed(page);
    }

    private void succeed(String page) throws Exception {
        List<CodeBlock> blocks = DocumentedCommands.tour(ROOT, page);
        boolean jq = blocks.stream().anyMatch(block -> block.text().contains("| jq "));
        assumeTrue(!jq || isInstalled("jq"), "No jq here: apt-get install jq");
        ShellTour tour = new ShellTour(directory, places());
        tour.link(ROOT.resolve("templates"));

        ShellTour.TourResult result = tour.run(blocks);

        assertThat(result.failures()).as(result.output()).isEmpty();
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("== " + blocks.getLast().place());
    }

    /** What a reader has of his own. The longest first: a part of one may be another. */
    private Map<String, String> places() {
        String base = url.toString().replaceFirst("/$", "");
        int number = NUMBERS.incrementAndGet();
        Map<String, String> places = new LinkedHashMap<>();
        places.put("https://example.com/hooks/voxgate", base + "/hooks/voxgate");
        places.put("http://REPLICA:9000", Management.url("").toString());
        places.put("http://localhost:8080", base);
        places.put("operator_…", PostgresResource.OPERATOR_KEY);
        places.put("1400000042", Integer.toString(1_460_000_000 + number));
        places.put("1500000042", Integer.toString(1_560_000_000 + number));
        places.put("acme", "acme" + number);
        return places;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
