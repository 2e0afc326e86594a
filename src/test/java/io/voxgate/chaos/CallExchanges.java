package io.voxgate.chaos;

import io.voxgate.chaos.ChaosHistory.Answer;
import io.voxgate.chaos.ChaosHistory.Session;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.chaos.ChaosHistory.Unknown;
import io.voxgate.chaos.ChaosHistory.VendorSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two calls to one number whose starts were both never answered: CCC's lists say nothing by which anybody could tell
 * them apart, so the first call is the first session's. Who has the other's call has one all the same: the two are
 * taken as exchanged, and counted.
 */
final class CallExchanges {
    private final HistoryIndex index;
    private final Set<String> unknown;
    private final List<Task> tasks;
    private int many;

    private CallExchanges(ChaosHistory history) {
        index = new HistoryIndex(history);
        unknown = Stream.concat(history.rows().unknown().stream().map(Unknown::session), notTold(history))
                .collect(Collectors.toSet());
        tasks = new ArrayList<>(history.vendors().tasks());
    }

    /**
     * Whose callers were told that it may have begun, and never that it has: such a start is unknown for so short a
     * time, when it is settled at the first look, that nobody may have seen it in the rows.
     */
    private static Stream<String> notTold(ChaosHistory history) {
        Set<String> begun = sessions(history, 201).collect(Collectors.toSet());
        return sessions(history, 202).filter(session -> !begun.contains(session));
    }

    private static Stream<String> sessions(ChaosHistory history, int status) {
        return history.callers().answers().stream()
                .filter(answer -> answer.what().equals("start") && answer.status() == status)
                .map(Answer::session);
    }

    /** @param history in which each of them has its own */
    record Undone(ChaosHistory history, int many) {}

    static Undone undo(ChaosHistory history) {
        CallExchanges exchanges = new CallExchanges(history);
        history.rows().sessions().forEach(exchanges::undo);
        VendorSide vendors = new VendorSide(
                exchanges.tasks, history.vendors().requests(), history.vendors().callbacks());
        return new Undone(
                new ChaosHistory(history.calm(), history.end(), vendors, history.rows(), history.callers()),
                exchanges.many);
    }

    private void undo(Session session) {
        Optional<Task> has = index.task(session.handle())
                .filter(task ->
                        task.vendor() == ChaosVendor.CCC && !task.marker().equals(session.marker()));
        has.flatMap(task -> partner(session, task))
                .filter(other -> session.id().compareTo(other.id()) < 0)
                .ifPresent(other -> {
                    rename(session.handle(), session.marker());
                    rename(other.handle(), other.marker());
                    many++;
                });
    }

    /**
     * The session that this task was begun for, if it has what was begun for the other, and nobody was told of either
     * by the vendor.
     */
    private Optional<Session> partner(Session session, Task task) {
        return index.sessions(task.marker()).stream()
                .filter(other -> unknown.contains(session.id()) && unknown.contains(other.id()))
                .filter(other -> index.task(other.handle())
                        .filter(theirs -> theirs.marker().equals(session.marker())
                                && theirs.place().equals(task.place()))
                        .isPresent())
                .findFirst();
    }

    private void rename(String handle, String marker) {
        tasks.replaceAll(task -> task.handle().equals(handle)
                ? new Task(
                        task.vendor(), task.handle(), marker, task.session(), task.place(), task.late(), task.times())
                : task);
    }
}
