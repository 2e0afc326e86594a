package io.voxgate.session.reconcile;

import io.voxgate.event.UnmatchedEventTable.CallingTask;
import io.voxgate.session.store.SessionTable.Unsettled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whose the tasks are that called back from a room, where sessions are open whose starts were never answered. A task in
 * which a session's agent spoke is that session's. Of the others, a task that called back before a start was sent is
 * not of that start; so where one more task has called than before, and one more start could have begun by then, the
 * task is that start's. In which order tasks call says nothing: callbacks overtake each other. Of all others nothing is
 * known.
 */
final class TaskOwners {
    /** Between two replicas whose clocks were both measured against the database's. */
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

    private final List<Unsettled> open = new ArrayList<>();
    private final List<CallingTask> tasks = new ArrayList<>();
    private final List<Owned> owned = new ArrayList<>();

    private record Owned(String session, String task) {}

    /**
     * @param open the open sessions of the room, in the order in which their starts were sent
     * @param tasks in the order in which they first called back
     */
    TaskOwners(List<Unsettled> open, List<CallingTask> tasks) {
        this.open.addAll(open);
        this.tasks.addAll(tasks);
        open.forEach(session -> only(tasks, session)
                .filter(task -> speaker(open, task).size() == 1)
                .ifPresent(task -> {
                    owned.add(new Owned(session.id(), task.vendorSessionId()));
                    this.open.remove(session);
                    this.tasks.remove(task);
                }));
        byTime();
    }

    /** The only task in which this session's agent spoke. */
    private static Optional<CallingTask> only(List<CallingTask> tasks, Unsettled session) {
        List<CallingTask> spoken = tasks.stream()
                .filter(task -> task.speakers().contains(session.agentUserId()))
                .toList();
        return spoken.size() == 1 ? Optional.of(spoken.getFirst()) : Optional.empty();
    }

    private static List<Unsettled> speaker(List<Unsettled> open, CallingTask task) {
        return open.stream()
                .filter(session -> task.speakers().contains(session.agentUserId()))
                .toList();
    }

    private void byTime() {
        List<Integer> able =
                tasks.stream().map(task -> startsBefore(task.firstCallback())).toList();
        if (IntStream.range(0, able.size()).anyMatch(i -> able.get(i) <= i)) {
            return; // one of the tasks is somebody else's
        }
        int decided = 0;
        for (int called = 1; called <= able.size(); called++) {
            if (able.get(called - 1) == called) {
                if (open.subList(decided, called).stream().anyMatch(Unsettled::sent)) {
                    return; // its start may still be answered, and that says whose task it is
                }
                if (called == decided + 1) {
                    owned.add(
                            new Owned(open.get(decided).id(), tasks.get(decided).vendorSessionId()));
                }
                decided = called;
            }
        }
    }

    private int startsBefore(Instant time) {
        return (int)
                open.stream().filter(session -> startedBefore(session, time)).count();
    }

    private static boolean startedBefore(Unsettled session, Instant time) {
        return !session.createdAt().isAfter(time.plus(CLOCKS_DIFFER));
    }

    /** The task that is certainly the session's. */
    Optional<String> taskOf(String session) {
        return owned.stream()
                .filter(owner -> owner.session().equals(session))
                .map(Owned::task)
                .findFirst();
    }

    /**
     * The tasks that may be the session's, because they are not certainly another's and called after its start was
     * sent.
     */
    List<String> candidates(String session) {
        return open.stream()
                .filter(found -> found.id().equals(session))
                .flatMap(found -> tasks.stream().filter(task -> startedBefore(found, task.firstCallback())))
                .map(CallingTask::vendorSessionId)
                .filter(task -> owned.stream().noneMatch(owner -> owner.task().equals(task)))
                .toList();
    }
}
