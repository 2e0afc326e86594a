package io.voxgate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.bench.BenchmarkReport.ReportTable;
import io.voxgate.bench.PerformanceGoal.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkReportTest {
    @ParameterizedTest
    @CsvSource({
        "1.5, AIM_REACHED",
        "0.7, MUST_REACHED",
        "1.49, MUST_REACHED",
        "0.69, MISSED",
        "NaN, NOT_MEASURED",
    })
    void whereMoreIsBetterAGoalIsReachedFromBelow(double value, Verdict verdict) {
        assertThat(new PerformanceGoal("starts ÷ pgbench", value, 0.7, 1.5).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"0.6, AIM_REACHED", "4, MUST_REACHED", "0.61, MUST_REACHED", "4.01, MISSED", "NaN, NOT_MEASURED"})
    void whereLessIsBetterItIsReachedFromAbove(double value, Verdict verdict) {
        assertThat(new PerformanceGoal("CPU ÷ SDK", value, 4, 0.6).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "12345.6; 12,346",
                "100; 100",
                "99.94; 99.9",
                "9.994; 9.99",
                "0.1234; 0.123",
                "3; 3",
                "NaN; –",
                "Infinity; –"
            })
    void aNumberHasTheDigitsThatCount(double value, String text) {
        assertThat(BenchmarkReport.cell(value)).isEqualTo(text);
    }

    private static BenchmarkReport report() {
        BenchmarkReport report = new BenchmarkReport();
        report.fact("2 processors");
        report.missing("pgbench", "it is not installed");
        report.add(new ReportTable(
                "Operations",
                List.of("what", "per second"),
                List.of(List.of("start", 71.25), List.of("callback", Double.NaN))));
        report.goals(List.of(new PerformanceGoal("starts ÷ pgbench", 0.05, 0.7, 1.5)));
        return report;
    }

    @Test
    void theTextHasGoalsFirstAndSaysWhatIsMissing() {
        assertThat(report().text()).isEqualTo("""
                # Performance

                - 2 processors

                No wrong answers: every answer had its row, and every row its answer.

                Not measured:

                - pgbench: it is not installed

                ## Goals

                | what | measured | must | aim | so |
                | --- | ---: | ---: | ---: | ---: |
                | starts ÷ pgbench | 0.050 | 0.700 | 1.50 | MISSED |

                ## Operations

                | what | per second |
                | --- | ---: |
                | start | 71.3 |
                | callback | – |
                """);
    }

    @Test
    void programsReadTheSameWithAllDigits() {
        ObjectNode json = report().json();

        assertThat(json.at("/tables/Operations/0/per second").doubleValue()).isEqualTo(71.25);
        assertThat(json.at("/tables/Operations/1/per second").isNull()).isTrue();
        assertThat(json.at("/tables/Goals/0/so").asText()).isEqualTo("MISSED");
        assertThat(json.at("/notMeasured/0").asText()).isEqualTo("pgbench: it is not installed");
        assertThat(json.at("/faults").isEmpty()).isTrue();
    }

    @Test
    void aWrongAnswerDevaluesEveryFigure() {
        BenchmarkReport report = report();
        report.faults("start", List.of("1 answered, but not stored so: room-2"));

        assertThat(report.faults()).containsExactly("start: 1 answered, but not stored so: room-2");
        assertThat(report.text())
                .contains(
                        "**The figures below count for nothing; faults: 1**", "- start: 1 answered, but not stored so")
                .doesNotContain("No wrong answers");
        assertThat(report.json().at("/faults/0").asText()).startsWith("start: ");
    }

    @Test
    void aRowThatDoesNotFitItsTableIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReportTable("t", List.of("a", "b"), List.of(List.of("only one"))))
                .withMessageContaining("does not fit");
    }
}
