package io.voxgate.chaos;

import io.voxgate.chaos.ChaosHistory.Answer;
import io.voxgate.chaos.ChaosHistory.Session;
import io.voxgate.chaos.ChaosHistory.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A history's facts by what one asks for. */
final class HistoryIndex {
    private final ChaosHistory history;
    private final Map<String, List<Task>> tasksByMarker;
    private final Map<String, Task> tasksByHandle;
    private final Map<String, List<Session>> sessionsByMarker;
    private final Map<String, Session> sessionsById;
    private final Map<String, List<Answer>> startsByMarker;

    HistoryIndex(ChaosHistory history) {
        this.history = history;
        tasksByMarker = history.vendors().tasks().stream().collect(Collectors.groupingBy(Task::marker));
        tasksByHandle = history.vendors().tasks().stream()
                .collect(Collectors.toMap(Task::handle, Function.identity(), (first, _) -> first));
        sessionsByMarker = history.rows().sessions().stream().collect(Collectors.groupingBy(Session::marker));
        sessionsById = history.rows().sessions().stream().collect(Collectors.toMap(Session::id, Function.identity()));
        startsByMarker = history.callers().answers().stream()
                .filter(answer -> answer.what().equals("start"))
                .collect(Collectors.groupingBy(Answer::marker));
    }

    ChaosHistory history() {
        return history;
    }

    /** Begun for an order. */
    List<Task> tasks(String marker) {
        return tasksByMarker.getOrDefault(marker, List.of());
    }

    Optional<Task> task(String handle) {
        return Optional.ofNullable(tasksByHandle.get(handle));
    }

    Map<String, List<Task>> tasksByMarker() {
        return tasksByMarker;
    }

    List<Session> sessions(String marker) {
        return sessionsByMarker.getOrDefault(marker, List.of());
    }

    Optional<Session> session(String id) {
        return Optional.ofNullable(sessionsById.get(id));
    }

    Map<String, List<Answer>> startsByMarker() {
        return startsByMarker;
    }

    static boolean over(Session session) {
        return session.status().equals("ended") || session.status().equals("failed");
    }
}
