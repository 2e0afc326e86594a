package io.voxgate.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.json.Json;
import io.voxgate.tck.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each point of the audit has a test that shows it, and each test that the table names exists. */
class CorrectedPointsTest {
    private static final List<JsonNode> POINTS =
            Yaml.resource("/corrections.yaml").valueStream().toList();

    /** What was wrong has numbers from 1 to 15; what was new at the vendors, and the client's part, have names. */
    @Test
    void everyPointOfTheAuditIsThere() {
        List<String> names =
                POINTS.stream().map(point -> point.path("point").asText()).toList();

        assertThat(names.stream().filter(name -> name.startsWith("wrong ")).map(name -> name.split(":", 2)[0]))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 15)
                        .mapToObj(number -> "wrong " + number)
                        .toList());
        assertThat(names).filteredOn(name -> name.startsWith("new: ")).hasSize(5);
        assertThat(names).filteredOn(name -> name.startsWith("for the client")).hasSize(1);
        assertThat(names).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    void everyTestThatIsNamedExists() {
        assertThat(POINTS).allSatisfy(point -> {
            assertThat(point.path("tests").size())
                    .as(point.path("point").asText())
                    .isPositive();
            assertThat(tests(point).flatMap(name -> fault(name).stream())).isEmpty();
            assertThat(tests(point)).doesNotHaveDuplicates();
        });
    }

    @Test
    void aTestThatDoesNotExistIsFound() {
        assertThat(fault("coverage/CorrectedPointsTest#nothing"))
                .contains("there is no test coverage/CorrectedPointsTest#nothing");
    }

    private static Stream<String> tests(JsonNode point) {
        return point.path("tests").valueStream().map(JsonNode::asText);
    }

    private static Optional<String> fault(String name) {
        ObjectNode check = Json.object().put("test", name);
        return TextChecks.fault("test", check);
    }
}
