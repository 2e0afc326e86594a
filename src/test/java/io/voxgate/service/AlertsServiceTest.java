package io.voxgate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.RestAssured;
import io.voxgate.testkit.Management;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts ask for metrics that there are, and the page explains each alert as it is. */
@ServiceTest
class AlertsServiceTest {
    private static final Path RULES = Path.of("k8s/monitoring/prometheusrule.yaml");
    private static final Pattern METRIC = Pattern.compile("voxgate_[a-z_]+");

    private static List<JsonNode> rules() throws IOException {
        return new YAMLMapper()
                .readTree(Files.readString(RULES))
                .at("/spec/groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private static Set<String> metrics(Stream<String> texts) {
        return texts.flatMap(text -> METRIC.matcher(text).results())
                .map(MatchResult::group)
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static String served() {
        return RestAssured.given()
                .header("Accept", "text/plain")
                .get(Management.url("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void everyMetricOfAnAlertIsServed() throws IOException {
        Set<String> asked =
                metrics(rules().stream().map(rule -> rule.path("expr").asText()));
        Set<String> there = metrics(served().lines().filter(line -> !line.startsWith("#")));
        Set<String> missing = new TreeSet<>(asked);
        missing.removeAll(there);

        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(missing).isEmpty();
    }

    @Test
    void aReplicaThatIsReadySaysSo() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(served().lines()).anyMatch(line -> line.matches("voxgate_ready(\\{.*})? 1[.]0")));
    }

    @Test
    void everyRuleIsWholeAndStandsOnThePageAsItIs() throws IOException {
        List<String> page = Files.readAllLines(Path.of("docs/alerts.md"));
        assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).matches("Voxgate[A-Za-z]+");
            assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning", "info");
            assertThat(rule.path("annotations").path("summary").asText())
                    .endsWith(".")
                    .hasSizeLessThan(160);
            assertThat(page)
                    .as(rule.toString())
                    .anyMatch(line -> line.startsWith("| `%s` | `%s` | "
                            .formatted(
                                    rule.path("alert").asText(),
                                    rule.path("expr").asText())));
        });
        assertThat(page.stream().filter(line -> line.startsWith("| `")).count())
                .as("each row has its rule")
                .isEqualTo(rules().size());
    }

    @Test
    void everyAnchorOfThePageIsThere() throws IOException {
        List<String> anchors = Files.readAllLines(Path.of("docs/when-something-goes-wrong.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();

        assertThat(Pattern.compile("when-something-goes-wrong[.]md#([a-z0-9-]+)")
                        .matcher(Files.readString(Path.of("docs/alerts.md")))
                        .results()
                        .map(match -> match.group(1)))
                .isNotEmpty()
                .isSubsetOf(anchors);
    }
}
