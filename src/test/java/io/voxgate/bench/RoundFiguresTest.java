package io.voxgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RoundFiguresTest {
    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    @Test
    void oneRoundThatWasDisturbedDoesNotMoveTheMedian() {
        RoundFigures figures = new RoundFigures();
        figures.add(1, "starts", 100);
        figures.add(2, "starts", 7);
        figures.add(3, "starts", 110);

        assertThat(figures.median("starts")).isEqualTo(100);
        assertThat(RoundFigures.median(List.of(4.0, 1.0, 2.0, 3.0)))
                .as("of an even number")
                .isEqualTo(2.5);
    }

    @Test
    void aQuotientIsMadeWithinARoundBeforeTheMedian() {
        // Given: the machine is twice as fast in the second round, and both are
        RoundFigures figures = new RoundFigures();
        figures.add(1, "ours", 50);
        figures.add(1, "theirs", 100);
        figures.add(2, "ours", 100);
        figures.add(2, "theirs", 200);
        figures.add(3, "ours", 60);
        figures.add(3, "theirs", 100);

        // Then: 0.5, 0.5, 0.6, and not 60 ÷ 100
        assertThat(figures.ratio("ours", "theirs")).isEqualTo(0.5, NEARLY);
    }

    @Test
    void aRoundInWhichOneOfBothIsMissingDoesNotCount() {
        RoundFigures figures = new RoundFigures();
        figures.add(1, "ours", 50);
        figures.add(2, "ours", 80);
        figures.add(2, "theirs", 100);

        assertThat(figures.ratio("ours", "theirs")).isEqualTo(0.8, NEARLY);
        assertThat(figures.ratio("ours", "nobody's")).as("never measured").isNaN();
        assertThat(figures.ratio("nobody's", "theirs")).isNaN();
        assertThat(figures.median("nobody's")).isNaN();
    }

    @Test
    void sumsAreComparedToo() {
        RoundFigures figures = new RoundFigures();
        figures.add(1, "service", 30);
        figures.add(1, "database", 10);
        figures.add(1, "SDK", 80);

        assertThat(figures.ratio(List.of("service", "database"), List.of("SDK")))
                .isEqualTo(0.5, NEARLY);
    }
}
