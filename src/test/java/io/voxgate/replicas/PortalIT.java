package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.json.Json;
import io.voxgate.service.PostgresResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The portal as people use it: journeys in Debian's Chromium against the packaged service and its sandbox, and every
 * address in both themes and all widths. The journeys are in {@code src/main/webui/tests}; what each of them saw last
 * is in {@code target/portal}.
 */
@ExtendWith(SharedFleet.class)
class PortalIT {
    private static final Path BROWSER = Path.of(System.getProperty("portal.browser", "/usr/bin/chromium"));
    private static final Path TESTS = Path.of("src/main/webui").toAbsolutePath();
    private static final Path HOME = Path.of("target/portal").toAbsolutePath();
    private static final int MOST_MINUTES = 25;

    @TestFactory
    Stream<DynamicTest> journeys(Fleet fleet) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BROWSER), "There is no " + BROWSER);
        Files.createDirectories(HOME);
        Path answers = HOME.resolve("journeys.jsonl");
        Process process = runner(fleet.a(), answers).start();
        Fleet.endWithThisProcess(process.toHandle());
        boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();

        List<JsonNode> journeys = Files.readAllLines(answers).stream()
                .filter(line -> line.startsWith("{"))
                .map(Json::parse)
                .flatMap(Optional::stream)
                .toList();
        return Stream.concat(
                journeys.stream()
                        .map(journey -> dynamicTest(
                                journey.path("name").asText(),
                                () -> assertThat(journey.path("failure").asText(""))
                                        .isEmpty())),
                Stream.of(dynamicTest("all of them ran to the end", () -> {
                    assertThat(ended).as("within %d minutes", MOST_MINUTES).isTrue();
                    assertThat(process.exitValue())
                            .as(Files.readString(HOME.resolve("journeys.log")))
                            .isZero();
                    assertThat(journeys).hasSizeGreaterThan(100);
                })));
    }

    private static ProcessBuilder runner(Replica replica, Path answers) {
        ProcessBuilder builder = new ProcessBuilder("node", "tests/run.mjs").directory(TESTS.toFile());
        builder.environment().put("VOXGATE_URL", replica.url());
        builder.environment().put("VOXGATE_OPERATOR_KEY", PostgresResource.OPERATOR_KEY);
        builder.environment().put("CHROMIUM", BROWSER.toString());
        builder.environment().put("PICTURES", HOME.toString());
        builder.environment().put("REPORT_MS", System.getProperty("portal.report-ms", "2000"));
        return builder.redirectOutput(answers.toFile())
                .redirectError(HOME.resolve("journeys.log").toFile());
    }
}
