package io.voxgate.session.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.event.UnmatchedEventTable.CallingTask;
import io.voxgate.session.store.SessionTable.Unsettled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskOwnersTest {
    private static final Instant BEGIN = Instant.parse("2026-11-28T10:00:00Z");

    private static Unsettled unknown(String id, int millis) {
        return new Unsettled(id, BEGIN.plusMillis(millis), BEGIN.plusMillis(millis), false, false, "agent-" + id);
    }

    private static Unsettled onItsWay(String id, int millis) {
        return new Unsettled(id, BEGIN.plusMillis(millis), BEGIN.plusMillis(millis), true, false, "agent-" + id);
    }

    private static CallingTask task(String id, int millis, String... speakers) {
        return new CallingTask(id, BEGIN.plusMillis(millis), Set.of(speakers));
    }

    private static Optional<String> taskOf(String session, List<Unsettled> open, List<CallingTask> tasks) {
        return new TaskOwners(open, tasks).taskOf(session);
    }

    private static List<String> candidates(String session, List<Unsettled> open, List<CallingTask> tasks) {
        return new TaskOwners(open, tasks).candidates(session);
    }

    @Test
    void theOnlyTaskIsTheOnlySessions() {
        assertThat(taskOf("a", List.of(unknown("a", 0)), List.of(task("1", 100))))
                .contains("1");
        assertThat(taskOf("a", List.of(unknown("a", 0)), List.of())).isEmpty();
    }

    /** The second start never began anything; found by chaos, seed 20261203. */
    @Test
    void aTaskThatCalledBeforeAnotherStartWasSentIsNotThatStarts() {
        List<Unsettled> open = List.of(unknown("a", 0), unknown("b", 2_000));
        List<CallingTask> tasks = List.of(task("1", 240));

        assertThat(taskOf("a", open, tasks)).contains("1");
        assertThat(taskOf("b", open, tasks)).isEmpty();
    }

    @Test
    void ofTwoThatCouldHaveBegunTheOnlyTaskNobodyCanSayWhoseItIs() {
        List<Unsettled> open = List.of(unknown("a", 0), unknown("b", 2_000));
        List<CallingTask> tasks = List.of(task("1", 2_100));

        assertThat(taskOf("a", open, tasks)).isEmpty();
        assertThat(taskOf("b", open, tasks)).isEmpty();
    }

    /** Callbacks overtake each other; found by chaos, seed 20261201. */
    @Test
    void inWhichOrderTasksCalledSaysNothing() {
        List<Unsettled> open = List.of(unknown("a", 0), unknown("b", 200));
        List<CallingTask> tasks = List.of(task("1", 900), task("2", 1_000));

        assertThat(taskOf("a", open, tasks)).isEmpty();
        assertThat(taskOf("b", open, tasks)).isEmpty();
        assertThat(candidates("a", open, tasks)).containsExactly("1", "2");
    }

    @Test
    void aTaskInWhichItsAgentSpokeIsTheSessions() {
        List<Unsettled> open = List.of(unknown("a", 0), unknown("b", 200));

        List<CallingTask> both = List.of(task("1", 900, "agent-b", "person"), task("2", 1_000, "agent-a"));
        assertThat(taskOf("a", open, both)).contains("2");
        assertThat(taskOf("b", open, both)).contains("1");

        List<CallingTask> one = List.of(task("1", 900, "agent-b"), task("2", 1_000, "person"));
        assertThat(taskOf("b", open, one)).contains("1");
        assertThat(taskOf("a", open, one)).as("the only one that is left").contains("2");
        assertThat(candidates("a", open, one)).isEmpty();
    }

    @Test
    void anAgentsNameThatTwoSessionsHaveSaysNothing() {
        Unsettled first = new Unsettled("a", BEGIN, BEGIN, false, false, "agent");
        Unsettled second = new Unsettled("b", BEGIN, BEGIN, false, false, "agent");
        List<CallingTask> tasks = List.of(task("1", 900, "agent"), task("2", 1_000));

        assertThat(taskOf("a", List.of(first, second), tasks)).isEmpty();
        assertThat(taskOf("b", List.of(first, second), tasks)).isEmpty();
    }

    @Test
    void whatCalledBeforeItsStartWasSentIsNoCandidate() {
        List<Unsettled> open = List.of(unknown("a", 0), unknown("b", 5_000));
        assertThat(candidates("b", open, List.of(task("1", 900), task("2", 1_000))))
                .isEmpty();
        assertThat(candidates("a", open, List.of(task("1", 900), task("2", 1_000))))
                .containsExactly("1", "2");
    }

    @Test
    void aStartThatMayStillBeAnsweredIsWaitedForWhereItCouldBeTheOwner() {
        assertThat(taskOf("a", List.of(unknown("a", 0), onItsWay("b", 200)), List.of(task("1", 900), task("2", 1_000))))
                .isEmpty();
        assertThat(taskOf("a", List.of(unknown("a", 0), onItsWay("b", 5_000)), List.of(task("1", 900))))
                .contains("1");
    }

    @Test
    void aTaskOfSomebodyElseMakesAllUncertain() {
        assertThat(taskOf("a", List.of(unknown("a", 0)), List.of(task("0", 10), task("1", 100))))
                .isEmpty();
    }

    /** Clocks of replicas differ by as much as their measurement is uncertain. */
    @Test
    void aTaskMayCallALittleBeforeItsStartWasSent() {
        assertThat(taskOf("a", List.of(unknown("a", 0)), List.of(task("1", -900))))
                .contains("1");
        assertThat(taskOf("a", List.of(unknown("a", 0)), List.of(task("1", -1_100))))
                .isEmpty();
    }
}
