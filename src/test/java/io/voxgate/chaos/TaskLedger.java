package io.voxgate.chaos;

import io.voxgate.chaos.ChaosHistory.Callback;
import io.voxgate.chaos.ChaosHistory.Request;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.chaos.ChaosHistory.TaskTimes;
import io.voxgate.chaos.ChaosHistory.VendorSide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What the vendors did, as they alone know it. Facts are only added. */
final class TaskLedger {
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Callback> callbacks = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    synchronized void begin(Task task) {
        if (tasks.putIfAbsent(task.handle(), task) != null) {
            throw new IllegalStateException("Two tasks of one handle: " + task);
        }
    }

    /** @return false when it was over before */
    synchronized boolean end(String handle, long at) {
        boolean running = tasks.get(handle).ended() == 0;
        if (running) {
            change(handle, task -> task.at(new TaskTimes(task.begun(), at, task.stopAsked())));
        }
        return running;
    }

    synchronized void stopAsked(String handle, long at) {
        change(handle, task -> task.stopAsked() != 0 ? task : task.at(new TaskTimes(task.begun(), task.ended(), at)));
    }

    private void change(String handle, UnaryOperator<Task> change) {
        tasks.computeIfPresent(handle, (_, task) -> change.apply(task));
    }

    synchronized Optional<Task> task(String handle) {
        return Optional.ofNullable(tasks.get(handle));
    }

    /** The latest that fits. */
    synchronized Optional<Task> latest(Predicate<Task> fits) {
        return tasks.values().stream().filter(fits).reduce((_, later) -> later);
    }

    synchronized List<Task> all(Predicate<Task> fits) {
        return tasks.values().stream().filter(fits).toList();
    }

    synchronized void request(Request request) {
        requests.add(request);
    }

    synchronized void sent(Callback callback) {
        callbacks.putIfAbsent(callback.id(), callback);
    }

    synchronized void acknowledged(String id, long at) {
        callbacks.computeIfPresent(
                id,
                (_, callback) -> callback.acknowledged() != 0
                        ? callback
                        : new Callback(callback.id(), callback.handle(), callback.what(), callback.firstSent(), at));
    }

    synchronized VendorSide side() {
        return new VendorSide(List.copyOf(tasks.values()), List.copyOf(requests), List.copyOf(callbacks.values()));
    }
}
