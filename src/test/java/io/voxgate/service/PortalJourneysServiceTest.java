package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.RestAssured;
import io.voxgate.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Three of the portal's journeys in Chromium, with every change: the sign-in, the screen that shows what three vendors
 * make of a field, and the way to a first conversation. The others are {@code PortalIT}'s.
 */
@ServiceTest
class PortalJourneysServiceTest {
    private static final Path BROWSER = Path.of(System.getProperty("portal.browser", "/usr/bin/chromium"));
    private static final Path TESTS = Path.of("src/main/webui").toAbsolutePath();
    private static final Path HOME = Path.of("target/portal-journeys").toAbsolutePath();
    private static final int MOST_MINUTES = 4;
    private static final List<String> THREE = List.of(
            "a wrong key is refused in words, the right one signs in (en)",
            "what three vendors make of a field stands where it is typed (zh)",
            "three clicks from an empty tenant to a conversation (en)");

    @Test
    void threeJourneysOfThePortal() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BROWSER), "The portal's journeys need a browser, and there is no " + BROWSER);
        assumeTrue(
                Files.isDirectory(TESTS.resolve("node_modules/playwright-core")),
                "The portal's journeys need its libraries: src/main/webui/build.sh installs them");
        assumeTrue(
                RestAssured.get("/").asString().contains("<div id=\"root\">"),
                "This build has no portal (-Dportal.skip=true)");
        Files.createDirectories(HOME);
        Path answers = HOME.resolve("journeys.jsonl");
        Path log = HOME.resolve("journeys.log");
        Process process = runner(answers, log).start();
        boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(ended).as("within %d minutes", MOST_MINUTES).isTrue();
        assertThat(Files.readAllLines(answers).stream()
                        .map(Json::parse)
                        .flatMap(Optional::stream)
                        .map(journey -> journey.path("name").asText()
                                + journey.path("failure").asText("")))
                .as(Files.readString(log))
                .containsExactlyInAnyOrderElementsOf(THREE);
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private static ProcessBuilder runner(Path answers, Path log) {
        ProcessBuilder builder = new ProcessBuilder("node", "tests/run.mjs").directory(TESTS.toFile());
        builder.command().addAll(THREE);
        builder.environment().put("VOXGATE_URL", "http://localhost:" + RestAssured.port);
        builder.environment().put("VOXGATE_OPERATOR_KEY", PostgresResource.OPERATOR_KEY);
        builder.environment().put("CHROMIUM", BROWSER.toString());
        builder.environment().put("PICTURES", HOME.toString());
        return builder.redirectOutput(answers.toFile()).redirectError(log.toFile());
    }
}
