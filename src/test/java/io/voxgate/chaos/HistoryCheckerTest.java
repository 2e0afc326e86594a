package io.voxgate.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voxgate.chaos.ChaosHistory.Session;
import io.voxgate.chaos.ChaosHistory.Task;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The judge is judged: what a run without a fault of ours left behind is good, and each bug that is planted in it is
 * found.
 */
class HistoryCheckerTest {
    /** Recorded by {@link ChaosIT}; orders with faults of every kind. */
    private static final ChaosHistory GOOD = ChaosHistory.read(Path.of("src/test/resources/chaos/good-history.json"));

    @Test
    void aGoodHistoryIsGood() {
        assertThat(HistoryChecker.check(GOOD)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyPlantedBugIsFound() {
        return PlantedBugs.all().stream()
                .map(bug -> dynamicTest(bug.name(), () -> {
                    List<Violation> violations =
                            HistoryChecker.check(bug.plant().apply(GOOD));
                    assertThat(violations).extracting(Violation::property).contains(bug.property());
                    assertThat(violations.size())
                            .as("nothing else is blamed: %s", violations)
                            .isLessThanOrEqualTo(3);
                }));
    }

    @Test
    void everyPropertyHasABug() {
        assertThat(PlantedBugs.all())
                .extracting(PlantedBugs.PlantedBug::property)
                .containsAll(Arrays.asList(ChaosProperty.values()));
    }

    /** Nobody can say whose a call is that one of two sessions began; of one that had no rival everybody can. */
    @Test
    void aCallIsLostOnlyBesideAnotherThatWasNeverMade() {
        Task call = GOOD.vendors().tasks().stream()
                .filter(task -> task.vendor() == ChaosVendor.CCC
                        && GOOD.vendors().callbacks().stream()
                                .anyMatch(callback ->
                                        callback.handle().equals(task.handle()) && callback.acknowledged() != 0))
                .findFirst()
                .orElseThrow();
        Session own = GOOD.rows().sessions().stream()
                .filter(session -> session.marker().equals(call.marker()))
                .findFirst()
                .orElseThrow();
        Session lost = new Session(own.id(), own.marker(), own.vendor(), "failed", "lost", "", 1, own.ended());
        HistoryEdit alone = HistoryEdit.of(GOOD)
                .change(own, lost)
                .withoutEvents(event -> event.session().equals(own.id()));
        assertThat(HistoryChecker.check(alone.done()))
                .extracting(Violation::property)
                .contains(ChaosProperty.CALLBACK_KEPT);

        HistoryEdit beside = alone.add(
                new Session("ses_other", "order-never-made", own.vendor(), "failed", "lost", "", 1, own.ended() + 5));
        assertThat(HistoryChecker.check(beside.done()))
                .extracting(Violation::property)
                .doesNotContain(ChaosProperty.CALLBACK_KEPT);

        HistoryEdit later = alone.change(
                new Session("ses_other", "order-never-made", own.vendor(), "failed", "lost", "", 1, own.ended() + 5),
                new Session(
                        "ses_other", "order-never-made", own.vendor(), "failed", "lost", "", 1, own.ended() + 5_000));
        assertThat(HistoryChecker.check(later.done()))
                .extracting(Violation::property)
                .contains(ChaosProperty.CALLBACK_KEPT);
    }

    @Test
    void theHistoryOfAViolationTellsWhatHappened() {
        String marker = GOOD.vendors().tasks().getFirst().marker();
        assertThat(String.join("\n", HistoryExcerpt.of(GOOD, marker, List.of())))
                .contains("caller   sends start", "vendor   begins", "events: [1 session.starting");
    }
}
