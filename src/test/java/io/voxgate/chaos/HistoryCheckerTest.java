package io.voxgate.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voxgate.chaos.ChaosHistory.Answer;
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

    /** Two calls to one number are exchanged only where no caller was told that one of them had begun. */
    @Test
    void callsAreExchangedOnlyWhereNobodyWasToldThatOneHadBegun() {
        List<Session> two = GOOD.rows().sessions().stream()
                .filter(session -> session.vendor() == ChaosVendor.CCC
                        && !session.handle().isEmpty()
                        && answered(session.id(), 202))
                .limit(2)
                .toList();
        Task first = task(two.getFirst());
        Task second = task(two.getLast());
        HistoryEdit exchanged = HistoryEdit.of(GOOD)
                .withoutUnknown(span -> true)
                .change(two.getFirst(), with(two.getFirst(), second.handle()))
                .change(two.getLast(), with(two.getLast(), first.handle()));
        assertThat(HistoryChecker.check(exchanged.done()))
                .as("to two numbers")
                .extracting(Violation::property)
                .contains(ChaosProperty.OWN_TASK_ONLY);

        exchanged.change(
                second,
                new Task(
                        second.vendor(),
                        second.handle(),
                        second.marker(),
                        second.session(),
                        first.place(),
                        second.late(),
                        second.times()));
        assertThat(HistoryChecker.check(exchanged.done()))
                .as("to one number")
                .extracting(Violation::property)
                .doesNotContain(ChaosProperty.OWN_TASK_ONLY);

        Answer told = GOOD.callers().answers().stream()
                .filter(answer -> answer.what().equals("start")
                        && answer.session().equals(two.getFirst().id()))
                .findFirst()
                .orElseThrow();
        exchanged.add(new Answer(
                told.marker(),
                told.key(),
                told.what(),
                told.replica(),
                told.sent(),
                told.answered() + 1,
                201,
                told.session(),
                "",
                ""));
        assertThat(HistoryChecker.check(exchanged.done()))
                .as("to one number, one of them answered 201")
                .extracting(Violation::property)
                .contains(ChaosProperty.OWN_TASK_ONLY);
    }

    private static boolean answered(String session, int status) {
        return GOOD.callers().answers().stream()
                .anyMatch(answer ->
                        answer.what().equals("start") && answer.session().equals(session) && answer.status() == status);
    }

    private static Task task(Session session) {
        return GOOD.vendors().tasks().stream()
                .filter(task -> task.handle().equals(session.handle()))
                .findFirst()
                .orElseThrow();
    }

    private static Session with(Session session, String handle) {
        return new Session(
                session.id(),
                session.marker(),
                session.vendor(),
                session.status(),
                session.endReason(),
                handle,
                session.starts(),
                session.ended());
    }

    @Test
    void theHistoryOfAViolationTellsWhatHappened() {
        String marker = GOOD.vendors().tasks().getFirst().marker();
        assertThat(String.join("\n", HistoryExcerpt.of(GOOD, marker, List.of())))
                .contains("caller   sends start", "vendor   begins", "events: [1 session.starting");
    }
}
