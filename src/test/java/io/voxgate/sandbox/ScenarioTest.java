package io.voxgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    @Test
    void aWordInARoomIdChoosesThePlot() {
        assertThat(Scenario.ofRoom("demo-throttled")).containsExactly(Scenario.THROTTLED);
        assertThat(Scenario.ofRoom("demo-reset-after-7")).containsExactly(Scenario.RESET_AFTER);
        assertThat(Scenario.ofRoom("demo-short-duplicates")).containsExactly(Scenario.SHORT, Scenario.DUPLICATES);
        assertThat(Scenario.ofRoom("demo-shorter")).isEmpty();
        assertThat(Scenario.ofRoom("throttled")).isEmpty();
        assertThat(Scenario.ofRoom("demo-busy")).as("a room is never busy").isEmpty();
    }

    @Test
    void theLastDigitsOfANumberChooseThePlot() {
        assertThat(Scenario.ofPhone("+8613800000001")).containsExactly(Scenario.BUSY);
        assertThat(Scenario.ofPhone("0086 138 0000-0009")).containsExactly(Scenario.RESET_AFTER);
        assertThat(Scenario.ofPhone("+8613800000000")).isEmpty();
        assertThat(Scenario.ofPhone("+8613800000022"))
                .as("nobody is kicked off the phone")
                .isEmpty();
        assertThat(Scenario.ofNumericRoom("1290006")).containsExactly(Scenario.THROTTLED);
        assertThat(Scenario.ofNumericRoom("90006")).containsExactly(Scenario.THROTTLED);
        assertThat(Scenario.ofNumericRoom("1234")).isEmpty();
        assertThat(Scenario.ofNumericRoom("120006")).isEmpty();
    }

    /** What a person reads in the list is what chooses the plot. */
    @Test
    void eachRowOfTheListChoosesItsPlot() {
        assertThat(Scenario.table()).hasSameSizeAs(Scenario.values()).allSatisfy(row -> {
            Set<Scenario> scenario =
                    Set.of(Scenario.valueOf(row.word().toUpperCase().replace('-', '_')));
            assertThat(row.roomWord() + row.phoneEnding()).isNotEmpty();
            if (!row.roomWord().isEmpty()) {
                assertThat(Scenario.ofRoom("r" + row.roomWord())).isEqualTo(scenario);
                assertThat(Scenario.ofNumericRoom("7" + row.roomEnding())).isEqualTo(scenario);
            }
            if (!row.phoneEnding().isEmpty()) {
                assertThat(Scenario.ofPhone("+86138000" + row.phoneEnding())).isEqualTo(scenario);
            }
        });
    }

    @Test
    void noTwoRowsShareAnEnding() {
        assertThat(Scenario.table())
                .filteredOn(row -> !row.phoneEnding().isEmpty())
                .extracting(Scenario.ScenarioRow::phoneEnding)
                .doesNotHaveDuplicates();
        assertThat(Scenario.table())
                .filteredOn(row -> !row.roomEnding().isEmpty())
                .extracting(Scenario.ScenarioRow::roomEnding)
                .doesNotHaveDuplicates();
    }

    @Test
    void thePhoneEndingsPromisedToPeople() {
        assertThat(Scenario.table().stream().limit(9).map(row -> row.phoneEnding() + " " + row.word()))
                .containsExactly(
                        "0001 busy",
                        "0002 no-answer",
                        "0003 voicemail",
                        "0004 rejected",
                        "0005 invalid-number",
                        "0006 throttled",
                        "0007 http500",
                        "0008 slow",
                        "0009 reset-after");
    }
}
