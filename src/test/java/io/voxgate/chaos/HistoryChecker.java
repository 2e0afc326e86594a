package io.voxgate.chaos;

import static io.voxgate.chaos.ChaosProperty.CALLBACK_KEPT;
import static io.voxgate.chaos.ChaosProperty.EVENT_DELIVERED;
import static io.voxgate.chaos.ChaosProperty.NO_ORPHAN;
import static io.voxgate.chaos.ChaosProperty.ONE_SESSION_PER_HANDLE;
import static io.voxgate.chaos.ChaosProperty.ONE_SESSION_PER_KEY;
import static io.voxgate.chaos.ChaosProperty.ONE_START_PER_SESSION;
import static io.voxgate.chaos.ChaosProperty.OWN_TASK_ONLY;
import static io.voxgate.chaos.ChaosProperty.SEQUENCE_WITHOUT_GAP;
import static io.voxgate.chaos.ChaosProperty.SESSION_SETTLES;
import static io.voxgate.chaos.ChaosProperty.STOP_ARRIVES;
import static io.voxgate.chaos.ChaosProperty.UNKNOWN_SETTLES;

import io.voxgate.chaos.ChaosHistory.Answer;
import io.voxgate.chaos.ChaosHistory.Callback;
import io.voxgate.chaos.ChaosHistory.Event;
import io.voxgate.chaos.ChaosHistory.ReceivedMessage;
import io.voxgate.chaos.ChaosHistory.Session;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.chaos.ChaosHistory.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares the three sides of a history. It knows no clock and no process: the same history has the same violations.
 */
final class HistoryChecker {
    /** After the last fault. */
    static final Duration ORPHAN_GRACE = Duration.ofSeconds(60);

    static final Duration LONGEST_UNKNOWN = Duration.ofMinutes(10);
    static final Duration USUAL_UNKNOWN = Duration.ofSeconds(60);

    /** The last moments of a run are not judged: what has just ended may still be on its way into the rows. */
    private static final Duration JUST_NOW = Duration.ofSeconds(20);

    private static final int ENOUGH_FOR_A_PERCENTILE = 200;

    /** How coarse the times are at which rows are seen to change. */
    private static final long MOMENT_MS = 2000;

    private static final long SAME_TRANSACTION_MS = 100;

    /** A call's record tells that it was answered, and that it is over. */
    private static final int EVENTS_OF_A_RECORD = 2;

    /** The receiver that takes everything. */
    static final String GOOD_RECEIVER = "good";

    private final HistoryIndex index;
    private final ChaosHistory history;
    private final List<Violation> violations = new ArrayList<>();

    private HistoryChecker(ChaosHistory history) {
        this.history = history;
        this.index = new HistoryIndex(history);
    }

    static List<Violation> check(ChaosHistory history) {
        HistoryChecker checker = new HistoryChecker(CallExchanges.undo(history).history());
        checker.starts();
        checker.keys();
        checker.handles();
        checker.orphans();
        checker.unknown();
        checker.settled();
        checker.stops();
        checker.callbacks();
        checker.sequences();
        checker.deliveries();
        checker.violations.addAll(AnswerChecker.check(checker.index));
        return checker.violations;
    }

    private void found(ChaosProperty property, String subject, String what) {
        violations.add(new Violation(property, subject, what));
    }

    /**
     * What a vendor begins long after everybody has given up is no second start of ours; that it does not run on,
     * {@link #orphans} says.
     */
    private void starts() {
        index.tasksByMarker().forEach((marker, tasks) -> {
            if (tasks.stream().filter(task -> !task.late()).count() > 1) {
                found(
                        ONE_START_PER_SESSION,
                        marker,
                        "begun " + tasks.size() + " times: "
                                + tasks.stream().map(Task::handle).toList());
            }
        });
    }

    private void keys() {
        index.startsByMarker().forEach((marker, answers) -> {
            List<String> told = answers.stream()
                    .filter(Answer::good)
                    .map(Answer::session)
                    .distinct()
                    .toList();
            List<String> stored =
                    index.sessions(marker).stream().map(Session::id).toList();
            if (told.size() > 1 || stored.size() > 1) {
                found(ONE_SESSION_PER_KEY, marker, "told " + told + ", stored " + stored);
            }
        });
    }

    private void handles() {
        Map<String, List<Session>> byHandle = history.rows().sessions().stream()
                .filter(session -> !session.handle().isEmpty())
                .collect(Collectors.groupingBy(session -> session.vendor() + " " + session.handle()));
        byHandle.forEach((handle, sessions) -> {
            if (sessions.size() > 1) {
                found(
                        ONE_SESSION_PER_HANDLE,
                        sessions.getFirst().marker(),
                        handle + " belongs to "
                                + sessions.stream().map(Session::marker).toList());
            }
        });
        history.rows()
                .sessions()
                .forEach(session -> index.task(session.handle())
                        .filter(task -> !task.marker().equals(session.marker()))
                        .ifPresent(task -> found(
                                OWN_TASK_ONLY,
                                session.marker(),
                                session.id() + " has " + task.handle() + ", which was begun for " + task.marker())));
    }

    private void orphans() {
        history.vendors().tasks().forEach(task -> {
            long ran = task.ended() == 0 ? history.end() : task.ended();
            List<Session> owners = index.sessions(task.marker());
            boolean owned = owners.stream()
                    .anyMatch(session -> !HistoryIndex.over(session) || session.ended() >= ran - JUST_NOW.toMillis());
            long unowned = Math.max(
                    history.calm(),
                    owners.stream().mapToLong(Session::ended).max().orElse(task.begun()));
            if (!owned && ran - unowned > ORPHAN_GRACE.toMillis()) {
                found(
                        NO_ORPHAN,
                        task.marker(),
                        task.handle() + (task.ended() == 0 ? " runs on" : " ran") + " while its session is "
                                + owners.stream()
                                        .map(session ->
                                                session.id() + " " + session.status() + "/" + session.endReason())
                                        .toList());
            }
        });
    }

    private void unknown() {
        history.rows().sessions().stream()
                .filter(session -> session.status().equals("unknown"))
                .filter(session -> !mayStillBeginSomewhere(session.id()))
                .forEach(session -> found(UNKNOWN_SETTLES, session.marker(), session.id() + " is unknown at the end"));
        List<Long> times = history.rows().unknown().stream()
                .filter(span -> !neverBegunCall(span.session()))
                .map(HistoryChecker::length)
                .sorted()
                .toList();
        history.rows().unknown().stream()
                .filter(span -> length(span) > LONGEST_UNKNOWN.toMillis())
                .forEach(span -> found(
                        UNKNOWN_SETTLES,
                        marker(span.session()),
                        span.session() + " was unknown for " + length(span) / 1000 + " s"));
        if (times.size() >= ENOUGH_FOR_A_PERCENTILE && percentile95(times) > USUAL_UNKNOWN.toMillis()) {
            found(UNKNOWN_SETTLES, "all", "95 of 100 were unknown for up to " + percentile95(times) / 1000 + " s");
        }
    }

    private static long length(Unknown span) {
        return span.last() - span.first();
    }

    static long percentile95(List<Long> sorted) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }

    private String marker(String session) {
        return index.session(session).map(Session::marker).orElse(session);
    }

    /** A contact center tells of a call up to three minutes later, and only then it is certain that there was none. */
    private boolean neverBegunCall(String session) {
        return index.session(session)
                .filter(found -> found.vendor() == ChaosVendor.CCC
                        && index.tasks(found.marker()).isEmpty())
                .isPresent();
    }

    private boolean mayStillBeginSomewhere(String session) {
        return neverBegunCall(session)
                && history.rows().unknown().stream()
                        .filter(span -> span.session().equals(session))
                        .allMatch(span -> length(span) < LONGEST_UNKNOWN.toMillis());
    }

    private void settled() {
        history.rows().sessions().stream()
                .filter(session ->
                        !HistoryIndex.over(session) && !session.status().equals("unknown"))
                .forEach(session -> {
                    List<Task> tasks = index.tasks(session.marker());
                    boolean over = tasks.stream()
                            .allMatch(task -> task.ended() != 0 && task.ended() < history.end() - JUST_NOW.toMillis());
                    if (over) {
                        found(
                                SESSION_SETTLES,
                                session.marker(),
                                session.id() + " is " + session.status() + ", but its task "
                                        + (tasks.isEmpty() ? "was never begun" : "is over"));
                    }
                });
    }

    private void stops() {
        history.callers().answers().stream()
                .filter(answer -> answer.what().equals("stop")
                        && answer.good()
                        && answer.answered() < history.end() - JUST_NOW.toMillis())
                .collect(Collectors.groupingBy(Answer::session))
                .forEach((id, answers) -> index.session(id).stream()
                        .flatMap(session -> index.tasks(session.marker()).stream())
                        .filter(task -> task.ended() == 0 && task.stopAsked() == 0 && !isUndecidable(task))
                        .forEach(task -> found(
                                STOP_ARRIVES,
                                task.marker(),
                                task.handle() + " runs on, though a stop of " + id + " was answered "
                                        + answers.getFirst().status())));
    }

    private void callbacks() {
        Map<String, List<Event>> byCallback = history.rows().events().stream()
                .filter(event -> !event.callback().isEmpty())
                .collect(Collectors.groupingBy(Event::callback));
        history.vendors().callbacks().stream()
                .filter(callback -> callback.acknowledged() != 0)
                .forEach(callback -> {
                    List<Event> events = byCallback.getOrDefault(callback.id(), List.of());
                    String marker =
                            index.task(callback.handle()).map(Task::marker).orElse(callback.handle());
                    if (events.isEmpty()
                            && !begunTooLate(callback)
                            && index.task(callback.handle())
                                    .filter(this::isUndecidable)
                                    .isEmpty()) {
                        found(
                                CALLBACK_KEPT,
                                marker,
                                callback.id() + " (" + callback.what() + " of " + callback.handle()
                                        + ") was answered 200 and is no event");
                    } else if (events.size() > (callback.what().equals("cdr") ? EVENTS_OF_A_RECORD : 1)) {
                        found(CALLBACK_KEPT, marker, callback.id() + " is " + events.size() + " events: " + events);
                    }
                    owner(callback)
                            .filter(owner -> events.stream()
                                    .anyMatch(event -> !event.session().equals(owner.id())))
                            .ifPresent(owner -> found(
                                    CALLBACK_KEPT,
                                    marker,
                                    callback.id() + " of " + owner.id() + " is an event of another session: "
                                            + events));
                });
    }

    /** A task that began when its session was over already: nobody waits for what is told of it. */
    private boolean begunTooLate(Callback callback) {
        return index.task(callback.handle())
                .filter(Task::late)
                .filter(task -> index.sessions(task.marker()).stream()
                        .allMatch(session -> HistoryIndex.over(session) && session.ended() < task.begun() + MOMENT_MS))
                .isPresent();
    }

    /**
     * Of two calls to one number one was never made, and nobody can say which: CCC's lists do not tell it. Then both
     * sessions end as lost, in one transaction.
     */
    private boolean isUndecidable(Task task) {
        return task.vendor() == ChaosVendor.CCC
                && index.sessions(task.marker()).stream()
                        .filter(HistoryChecker::isGivenUp)
                        .anyMatch(own -> history.rows().sessions().stream()
                                .anyMatch(other -> isGivenUp(other)
                                        && index.tasks(other.marker()).isEmpty()
                                        && Math.abs(other.ended() - own.ended()) < SAME_TRANSACTION_MS));
    }

    private static boolean isGivenUp(Session session) {
        return session.vendor() == ChaosVendor.CCC
                && session.status().equals("failed")
                && session.endReason().equals("lost")
                && session.handle().isEmpty();
    }

    private Optional<Session> owner(Callback callback) {
        return index.task(callback.handle())
                .map(task -> index.sessions(task.marker()))
                .filter(sessions -> sessions.size() == 1)
                .map(List::getFirst);
    }

    private void sequences() {
        history.rows().events().stream()
                .collect(Collectors.groupingBy(Event::session))
                .forEach((session, events) -> {
                    List<Integer> numbers =
                            events.stream().map(Event::sequence).sorted().toList();
                    for (int i = 0; i < numbers.size(); i++) {
                        if (numbers.get(i) != i + 1) {
                            found(SEQUENCE_WITHOUT_GAP, marker(session), session + " has the events " + numbers);
                            return;
                        }
                    }
                });
    }

    private void deliveries() {
        Map<String, List<ReceivedMessage>> byId =
                history.callers().messages().stream().collect(Collectors.groupingBy(ReceivedMessage::id));
        byId.forEach((id, messages) -> {
            if (messages.stream().map(ReceivedMessage::body).distinct().count() > 1) {
                found(EVENT_DELIVERED, id, "came with different bodies");
            }
        });
        history.rows().events().stream()
                .filter(event -> byId.getOrDefault(event.id(), List.of()).stream()
                        .noneMatch(message -> message.webhook().equals(GOOD_RECEIVER)))
                .forEach(event -> found(
                        EVENT_DELIVERED,
                        marker(event.session()),
                        event.id() + " (" + event.type() + " of " + event.session() + ") never came"));
    }
}
