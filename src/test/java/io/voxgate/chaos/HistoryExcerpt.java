package io.voxgate.chaos;

import io.voxgate.chaos.ChaosHistory.Session;
import io.voxgate.chaos.ChaosHistory.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a history says of one order, in the order of time: what somebody needs who wants to know how it came about.
 */
final class HistoryExcerpt {
    private final ChaosHistory history;
    private final HistoryIndex index;
    private final TreeMap<Long, List<String>> lines = new TreeMap<>();

    private HistoryExcerpt(ChaosHistory history) {
        this.history = history;
        this.index = new HistoryIndex(history);
    }

    /** @param faults lines that begin with "at" and a time */
    static List<String> of(ChaosHistory history, String marker, List<String> faults) {
        return new HistoryExcerpt(history).of(marker, faults);
    }

    private List<String> of(String marker, List<String> faults) {
        List<Session> sessions = index.sessions(marker);
        Set<String> handles = Stream.concat(
                        index.tasks(marker).stream().map(Task::handle),
                        sessions.stream().map(Session::handle))
                .collect(Collectors.toSet());
        history.vendors().requests().stream()
                .filter(request -> names(request.about(), marker, sessions, handles))
                .forEach(request -> add(
                        request.at(),
                        "vendor   " + request.action() + " of " + request.about()
                                + (request.fault() == VendorFault.NONE ? "" : ": " + request.fault())));
        handles.stream().flatMap(handle -> index.task(handle).stream()).forEach(task -> {
            add(task.begun(), "vendor   begins " + task.handle() + " for " + task.marker() + " at " + task.place());
            add(task.stopAsked(), "vendor   is asked to stop " + task.handle());
            add(task.ended(), "vendor   ends " + task.handle());
        });
        history.callers().answers().stream()
                .filter(answer -> answer.marker().equals(marker))
                .forEach(answer -> {
                    add(
                            answer.sent(),
                            "caller   sends " + answer.what() + " to " + answer.replica() + " " + answer.key());
                    add(
                            answer.answered(),
                            "caller   is answered " + answer.status() + " by " + answer.replica() + ": "
                                    + answer.session() + " " + answer.code() + " " + answer.detail());
                });
        history.vendors().callbacks().stream()
                .filter(callback -> handles.contains(callback.handle()))
                .forEach(callback -> {
                    add(callback.firstSent(), "callback " + callback.id() + " (" + callback.what() + ") is sent");
                    add(callback.acknowledged(), "callback " + callback.id() + " is answered 200");
                });
        sessions.forEach(session -> add(session.ended(), "row      " + session.id() + " is over"));
        history.rows().unknown().stream()
                .filter(span ->
                        sessions.stream().anyMatch(session -> session.id().equals(span.session())))
                .forEach(span -> {
                    add(span.first(), "row      is unknown");
                    add(span.last(), "row      was unknown until now");
                });
        add(history.calm(), "run      the last fault is over");
        add(history.end(), "run      is over");
        faults(faults);
        return text(sessions);
    }

    private static boolean names(String about, String marker, List<Session> sessions, Set<String> handles) {
        return about.equals(marker)
                || !about.isEmpty() && handles.contains(about)
                || sessions.stream().anyMatch(session -> session.id().equals(about));
    }

    private void faults(List<String> faults) {
        if (lines.isEmpty()) {
            return;
        }
        long from = lines.firstKey() - 20_000;
        long until = lines.headMap(history.calm()).isEmpty()
                ? history.calm()
                : lines.headMap(history.calm()).lastKey() + 20_000;
        faults.forEach(fault -> {
            long at = Long.parseLong(fault.split(" ")[1]);
            if (at >= from && at <= until) {
                add(at, "fault    " + fault.replaceFirst("at [0-9]+ ", ""));
            }
        });
    }

    private void add(long at, String line) {
        if (at != 0) {
            lines.computeIfAbsent(at, _ -> new ArrayList<>()).add(line.stripTrailing());
        }
    }

    private List<String> text(List<Session> sessions) {
        List<String> text = new ArrayList<>();
        sessions.forEach(session -> text.add("at the end: " + session));
        sessions.forEach(session -> text.add("events: "
                + history.rows().events().stream()
                        .filter(event -> event.session().equals(session.id()))
                        .map(event -> event.sequence() + " " + event.type()
                                + (event.callback().isEmpty() ? "" : " " + event.callback()))
                        .toList()));
        long begin = lines.isEmpty() ? 0 : lines.firstKey();
        for (Map.Entry<Long, List<String>> entry : lines.entrySet()) {
            entry.getValue()
                    .forEach(line -> text.add("%8.3f s  %s".formatted((entry.getKey() - begin) / 1000.0, line)));
        }
        return text;
    }
}
