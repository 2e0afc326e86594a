package io.voxgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PlotTest {

    @Test
    void aWordInARoomIdChoosesThePlot() {
        assertThat(Plot.ofRoom("demo-throttled")).containsExactly(Plot.THROTTLED);
        assertThat(Plot.ofRoom("demo-reset-after-7")).containsExactly(Plot.RESET_AFTER);
        assertThat(Plot.ofRoom("demo-short-duplicates")).containsExactly(Plot.SHORT, Plot.DUPLICATES);
        assertThat(Plot.ofRoom("demo-shorter")).isEmpty();
        assertThat(Plot.ofRoom("throttled")).isEmpty();
        assertThat(Plot.ofRoom("demo-busy")).as("a room is never busy").isEmpty();
    }

    @Test
    void theLastDigitsOfANumberChooseThePlot() {
        assertThat(Plot.ofPhone("+8613800000001")).containsExactly(Plot.BUSY);
        assertThat(Plot.ofPhone("0086 138 0000-0009")).containsExactly(Plot.RESET_AFTER);
        assertThat(Plot.ofPhone("+8613800000000")).isEmpty();
        assertThat(Plot.ofPhone("+8613800000022")).as("nobody is kicked off the phone").isEmpty();
        assertThat(Plot.ofNumericRoom("1290006")).containsExactly(Plot.THROTTLED);
        assertThat(Plot.ofNumericRoom("90006")).containsExactly(Plot.THROTTLED);
        assertThat(Plot.ofNumericRoom("1234")).isEmpty();
        assertThat(Plot.ofNumericRoom("120006")).isEmpty();
    }

    /** What a person reads in the list is what chooses the plot. */
    @Test
    void eachRowOfTheListChoosesItsPlot() {
        assertThat(Plot.table()).hasSameSizeAs(Plot.values()).allSatisfy(row -> {
            Set<Plot> plot = Set.of(Plot.valueOf(row.word().toUpperCase().replace('-', '_')));
            assertThat(row.roomWord() + row.phoneEnding()).isNotEmpty();
            if (!row.roomWord().isEmpty()) {
                assertThat(Plot.ofRoom("r" + row.roomWord())).isEqualTo(plot);
                assertThat(Plot.ofNumericRoom("7" + row.roomEnding())).isEqualTo(plot);
            }
            if (!row.phoneEnding().isEmpty()) {
                assertThat(Plot.ofPhone("+86138000" + row.phoneEnding())).isEqualTo(plot);
            }
        });
    }

    @Test
    void noTwoRowsShareAnEnding() {
        assertThat(Plot.table()).filteredOn(row -> !row.phoneEnding().isEmpty()).extracting(Plot.Row::phoneEnding).doesNotHaveDuplicates();
        assertThat(Plot.table()).filteredOn(row -> !row.roomEnding().isEmpty()).extracting(Plot.Row::roomEnding).doesNotHaveDuplicates();
    }

    @Test
    void thePhoneEndingsPromisedToPeople() {
        assertThat(Plot.table().stream().limit(9).map(row -> row.phoneEnding() + " " + row.word())).containsExactly(
                "0001 busy", "0002 no-answer", "0003 voicemail", "0004 rejected", "0005 invalid-number", "0006 throttled", "0007 http500", "0008 slow", "0009 reset-after");
    }
}
