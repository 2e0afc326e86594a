package io.voxgate.session;

import io.voxgate.event.UnmatchedEventTable.CallingTask;
import io.voxgate.session.store.SessionTable.Unsettled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whose the tasks are that called back from a room, where sessions are open whose starts were never answered. A task that called back before
 * a start was sent is not of that start; where as many tasks have called as starts could have begun by then, each of those starts has begun
 * one, and the first task is the first start's. Of all others nobody can say anything.
 */
final class TaskOwners {
    /** Between two replicas whose clocks were both measured against the database's. */
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

    private TaskOwners() {}

    /**
     * @param open the open sessions of the room, in the order in which their starts were sent
     * @param tasks in the order in which they first called back
     */
    static Optional<String> taskOf(String session, List<Unsettled> open, List<CallingTask> tasks) {
        List<Integer> able = tasks.stream().map(task -> sentBefore(task.firstCallback(), open)).toList();
        if (IntStream.range(0, able.size()).anyMatch(i -> able.get(i) <= i)) {
            return Optional.empty(); // one of the tasks is somebody else's
        }
        int decided = 0;
        for (int called = 1; called <= tasks.size(); called++) {
            if (able.get(called - 1) == called) {
                List<Unsettled> owners = open.subList(decided, called);
                if (owners.stream().anyMatch(Unsettled::sent)) {
                    return Optional.empty(); // its start may still be answered, and that says whose task it is
                }
                int place = owners.stream().map(Unsettled::id).toList().indexOf(session);
                if (place >= 0) {
                    return Optional.of(tasks.get(decided + place).vendorSessionId());
                }
                decided = called;
            }
        }
        return Optional.empty();
    }

    private static int sentBefore(Instant time, List<Unsettled> open) {
        return (int) open.stream().filter(session -> !session.createdAt().isAfter(time.plus(CLOCKS_DIFFER))).count();
    }
}
