package io.voxgate.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.event.UnmatchedEventTable.CallingTask;
import io.voxgate.session.store.SessionTable.Unsettled;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskOwnersTest {
    private static final Instant BEGIN = Instant.parse("2026-11-28T10:00:00Z");

    private static Unsettled unknown(String id, int millis) {
        return new Unsettled(id, BEGIN.plusMillis(millis), BEGIN.plusMillis(millis), false);
    }

    private static Unsettled onItsWay(String id, int millis) {
        return new Unsettled(id, BEGIN.plusMillis(millis), BEGIN.plusMillis(millis), true);
    }

    private static CallingTask task(String id, int millis) {
        return new CallingTask(id, BEGIN.plusMillis(millis));
    }

    @Test
    void theOnlyTaskIsTheOnlySessions() {
        assertThat(TaskOwners.taskOf("a", List.of(unknown("a", 0)), List.of(task("1", 100)))).contains("1");
        assertThat(TaskOwners.taskOf("a", List.of(unknown("a", 0)), List.of())).isEmpty();
    }

    /** The second start never began anything; found by chaos, seed 20261203. */
    @Test
    void aTaskThatCalledBeforeAnotherStartWasSentIsNotThatStarts() {
        List<Unsettled> open = List.of(unknown("a", 0), unknown("b", 2_000));
        List<CallingTask> tasks = List.of(task("1", 240));

        assertThat(TaskOwners.taskOf("a", open, tasks)).contains("1");
        assertThat(TaskOwners.taskOf("b", open, tasks)).isEmpty();
    }

    @Test
    void ofTwoThatCouldHaveBegunTheOnlyTaskNobodyCanSayWhoseItIs() {
        List<Unsettled> open = List.of(unknown("a", 0), unknown("b", 2_000));
        List<CallingTask> tasks = List.of(task("1", 2_100));

        assertThat(TaskOwners.taskOf("a", open, tasks)).isEmpty();
        assertThat(TaskOwners.taskOf("b", open, tasks)).isEmpty();
    }

    @Test
    void asManyTasksAsStartsAreTheirsInTurn() {
        List<Unsettled> open = List.of(unknown("a", 0), unknown("b", 200));
        List<CallingTask> tasks = List.of(task("1", 900), task("2", 1_000));

        assertThat(TaskOwners.taskOf("a", open, tasks)).contains("1");
        assertThat(TaskOwners.taskOf("b", open, tasks)).contains("2");
    }

    @Test
    void aStartThatMayStillBeAnsweredIsWaitedForWhereItCouldBeTheOwner() {
        assertThat(TaskOwners.taskOf("a", List.of(unknown("a", 0), onItsWay("b", 200)), List.of(task("1", 900), task("2", 1_000)))).isEmpty();
        assertThat(TaskOwners.taskOf("a", List.of(unknown("a", 0), onItsWay("b", 5_000)), List.of(task("1", 900)))).contains("1");
    }

    @Test
    void aTaskOfSomebodyElseMakesAllUncertain() {
        assertThat(TaskOwners.taskOf("a", List.of(unknown("a", 0)), List.of(task("0", 10), task("1", 100)))).isEmpty();
    }

    /** Clocks of replicas differ by as much as their measurement is uncertain. */
    @Test
    void aTaskMayCallALittleBeforeItsStartWasSent() {
        assertThat(TaskOwners.taskOf("a", List.of(unknown("a", 0)), List.of(task("1", -900)))).contains("1");
        assertThat(TaskOwners.taskOf("a", List.of(unknown("a", 0)), List.of(task("1", -1_100)))).isEmpty();
    }
}
