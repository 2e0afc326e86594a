package io.voxgate.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The judge is judged: what a run without a fault of ours left behind is good, and each bug that is planted in it is found. */
class HistoryCheckerTest {
    /** Recorded by {@link ChaosIT}; orders with faults of every kind. */
    private static final ChaosHistory GOOD = ChaosHistory.read(Path.of("src/test/resources/chaos/good-history.json"));

    @Test
    void aGoodHistoryIsGood() {
        assertThat(HistoryChecker.check(GOOD)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyPlantedBugIsFound() {
        return PlantedBugs.all().stream().map(bug -> dynamicTest(bug.name(), () -> {
            List<Violation> violations = HistoryChecker.check(bug.plant().apply(GOOD));
            assertThat(violations).extracting(Violation::property).contains(bug.property());
            assertThat(violations.size()).as("nothing else is blamed: %s", violations).isLessThanOrEqualTo(3);
        }));
    }

    @Test
    void everyPropertyHasABug() {
        assertThat(PlantedBugs.all()).extracting(PlantedBugs.PlantedBug::property).containsAll(Arrays.asList(ChaosProperty.values()));
    }

    @Test
    void theHistoryOfAViolationTellsWhatHappened() {
        String marker = GOOD.vendors().tasks().getFirst().marker();
        assertThat(String.join("\n", HistoryExcerpt.of(GOOD, marker, List.of()))).contains("caller   sends start", "vendor   begins", "events: [1 session.starting");
    }
}
