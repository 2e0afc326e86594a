package io.voxgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.bench.RowComparison.StartedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A wrong result is found, whichever side is wrong; and nothing is found where all agree. */
class RowComparisonTest {
    private static final StartedSession ONE = new StartedSession("room-1", "ses_1", "task-1");
    private static final StartedSession TWO = new StartedSession("room-2", "ses_2", "task-2");
    private static final List<StartedSession> BOTH = List.of(ONE, TWO);
    private static final List<String> TASKS = List.of("task-1", "task-2");

    private static List<String> faults(List<StartedSession> answers, List<StartedSession> rows, List<String> tasks) {
        return RowComparison.ofStarts(answers, Set.of(), rows, tasks);
    }

    @Test
    void whereAllAgreeNothingIsFound() {
        assertThat(faults(BOTH, BOTH, TASKS)).isEmpty();
        assertThat(faults(List.of(), List.of(), List.of())).isEmpty();
    }

    /** The second commit fails each time, and everything is a third faster. */
    @Test
    void anAnswerWhoseRowLacksTheVendorsIdIsFound() {
        List<StartedSession> rows = List.of(ONE, new StartedSession("room-2", "ses_2", "-"));

        assertThat(faults(BOTH, rows, TASKS))
                .anySatisfy(fault -> assertThat(fault).contains("not stored so", "room-2", "handle=-"));
    }

    @Test
    void anAnswerWithoutARowIsFound() {
        assertThat(faults(BOTH, List.of(ONE), TASKS))
                .anySatisfy(fault -> assertThat(fault).contains("1 answered, but not stored so", "room-2"));
    }

    @Test
    void theAnswerToAnotherRequestIsFound() {
        List<StartedSession> answers = List.of(
                new StartedSession("room-1", "ses_2", "task-2"), new StartedSession("room-2", "ses_1", "task-1"));

        assertThat(faults(answers, BOTH, TASKS))
                .anySatisfy(fault -> assertThat(fault).contains("2 answered"));
    }

    @Test
    void twoRowsForOneStartAreFound() {
        List<StartedSession> rows = List.of(ONE, TWO, new StartedSession("room-2", "ses_3", "task-3"));

        assertThat(faults(BOTH, rows, List.of("task-1", "task-2", "task-3")))
                .anySatisfy(fault -> assertThat(fault).contains("not stored so", "ses_3"));
    }

    @Test
    void aRowThatNobodyWasToldOfIsFoundUnlessItsAnswerWasLost() {
        List<StartedSession> answers = List.of(ONE);

        assertThat(faults(answers, BOTH, TASKS))
                .anySatisfy(fault -> assertThat(fault).contains("stored, but never answered: room-2"));
        assertThat(RowComparison.ofStarts(answers, Set.of("room-2"), BOTH, TASKS))
                .isEmpty();
    }

    @Test
    void aStartThatNeverReachedTheVendorIsFound() {
        assertThat(faults(BOTH, BOTH, List.of("task-1")))
                .anySatisfy(fault -> assertThat(fault).contains("not begun at the vendor: task-2"));
    }

    @Test
    void whatTheVendorBeganBesideIsFound() {
        assertThat(faults(BOTH, BOTH, List.of("task-1", "task-2", "task-9")))
                .anySatisfy(fault -> assertThat(fault).contains("no session's: 1"));
        assertThat(faults(BOTH, BOTH, List.of("task-1", "task-2", "task-2")))
                .anySatisfy(fault -> assertThat(fault).contains("begun twice"));
    }

    @Test
    void manyFaultsOfAKindAreCountedAndThreeAreNamed() {
        List<StartedSession> answers = new ArrayList<>();
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(new StartedSession("room-" + i, "ses_" + i, "task-" + i));
            tasks.add("task-" + i);
        }

        assertThat(faults(answers, List.of(), tasks).getFirst())
                .startsWith("10 answered, but not stored so: ")
                .endsWith(", …");
    }

    @Test
    void anEventThatWasLostOrStoredTwiceOrInventedIsFound() {
        Set<Integer> sent = Set.of(1, 2, 3);

        assertThat(RowComparison.ofArrivals(Set.of(1, 2), sent, List.of(2, 1, 3)))
                .as("3 was stored, and its answer was lost")
                .isEmpty();
        assertThat(RowComparison.ofArrivals(Set.of(1, 2), sent, List.of(1)))
                .containsExactly("1 acknowledged, but not there: 2");
        assertThat(RowComparison.ofArrivals(Set.of(1), sent, List.of(1, 1))).containsExactly("1 there twice: 1");
        assertThat(RowComparison.ofArrivals(Set.of(1), sent, List.of(1, 7)))
                .containsExactly("1 there, but never sent: 7");
    }
}
