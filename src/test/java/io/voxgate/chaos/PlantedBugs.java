package io.voxgate.chaos;

import static io.voxgate.chaos.ChaosProperty.ANSWER_IS_TRUE;
import static io.voxgate.chaos.ChaosProperty.CALLBACK_KEPT;
import static io.voxgate.chaos.ChaosProperty.EVENT_DELIVERED;
import static io.voxgate.chaos.ChaosProperty.NO_INTERNAL_ERROR;
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
import io.voxgate.chaos.ChaosHistory.Event;
import io.voxgate.chaos.ChaosHistory.ReceivedMessage;
import io.voxgate.chaos.ChaosHistory.Session;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.chaos.ChaosHistory.TaskTimes;
import io.voxgate.chaos.ChaosHistory.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Bugs as they would show in a history: each is a small change to a good one. */
final class PlantedBugs {
    /** @param property what no longer holds then */
    record PlantedBug(String name, ChaosProperty property, UnaryOperator<ChaosHistory> plant) {}

    private PlantedBugs() {}

    static List<PlantedBug> all() {
        return List.of(
                new PlantedBug(
                        "the vendor dials twice for one order", ONE_START_PER_SESSION, PlantedBugs::dialledTwice),
                new PlantedBug(
                        "one key is answered with two sessions", ONE_SESSION_PER_KEY, PlantedBugs::twoSessionsOfOneKey),
                new PlantedBug("two sessions have one handle", ONE_SESSION_PER_HANDLE, PlantedBugs::stolenHandle),
                new PlantedBug("two sessions have each other's task", OWN_TASK_ONLY, PlantedBugs::swappedHandles),
                new PlantedBug("a task runs on after its session has failed", NO_ORPHAN, PlantedBugs::orphan),
                new PlantedBug("a session stays unknown", UNKNOWN_SETTLES, PlantedBugs::stillUnknown),
                new PlantedBug("a session was unknown for eleven minutes", UNKNOWN_SETTLES, PlantedBugs::longUnknown),
                new PlantedBug("a session stays active after its task", SESSION_SETTLES, PlantedBugs::neverOver),
                new PlantedBug("a stop was taken and never sent", STOP_ARRIVES, PlantedBugs::lostStop),
                new PlantedBug(
                        "a callback that was answered 200 is no event", CALLBACK_KEPT, PlantedBugs::lostCallback),
                new PlantedBug("a callback is two events", CALLBACK_KEPT, PlantedBugs::doubledCallback),
                new PlantedBug("a callback is an event of another session", CALLBACK_KEPT, PlantedBugs::strayCallback),
                new PlantedBug("a number is missing among the events", SEQUENCE_WITHOUT_GAP, PlantedBugs::gap),
                new PlantedBug("an event never came", EVENT_DELIVERED, PlantedBugs::lostMessage),
                new PlantedBug("one message came with two bodies", EVENT_DELIVERED, PlantedBugs::changedBody),
                new PlantedBug("nothing was done, but the agent talks", ANSWER_IS_TRUE, PlantedBugs::untrueRefusal),
                new PlantedBug("201, but nothing was begun", ANSWER_IS_TRUE, PlantedBugs::untrueSuccess),
                new PlantedBug("a start is answered 500", NO_INTERNAL_ERROR, PlantedBugs::internalError));
    }

    private static ChaosHistory dialledTwice(ChaosHistory history) {
        Task call = first(history.vendors().tasks(), task -> task.vendor() == ChaosVendor.CCC && task.ended() != 0);
        return HistoryEdit.of(history)
                .add(new Task(call.vendor(), "a-second-call", call.marker(), "", call.place(), false, call.times()))
                .done();
    }

    private static ChaosHistory twoSessionsOfOneKey(ChaosHistory history) {
        Answer told = first(
                history.callers().answers(),
                answer -> answer.what().equals("start")
                        && answer.good()
                        && !answer.key().isEmpty());
        Session other =
                first(history.rows().sessions(), session -> !session.id().equals(told.session()));
        return HistoryEdit.of(history).add(answer(told, 201, other.id(), "")).done();
    }

    private static ChaosHistory stolenHandle(ChaosHistory history) {
        List<Session> two = two(history);
        return HistoryEdit.of(history)
                .change(
                        two.getFirst(),
                        session(two.getFirst(), "ended", two.getLast().handle()))
                .done();
    }

    private static ChaosHistory swappedHandles(ChaosHistory history) {
        List<Session> two = two(history);
        // To different numbers: that can be told apart.
        return HistoryEdit.of(history)
                .change(
                        two.getFirst(),
                        session(two.getFirst(), "ended", two.getLast().handle()))
                .change(
                        two.getLast(),
                        session(two.getLast(), "ended", two.getFirst().handle()))
                .done();
    }

    private static List<Session> two(ChaosHistory history) {
        List<Session> two = history.rows().sessions().stream()
                .filter(session ->
                        session.vendor() == ChaosVendor.CCC && !session.handle().isEmpty())
                .limit(2)
                .toList();
        if (two.size() < 2) {
            throw new IllegalStateException("The good history has too few calls");
        }
        return two;
    }

    private static ChaosHistory orphan(ChaosHistory history) {
        Task task = stopped(history);
        return HistoryEdit.of(history)
                .change(task, task(task, task.stopAsked()))
                .done();
    }

    private static ChaosHistory stillUnknown(ChaosHistory history) {
        Session session = owner(history, stopped(history));
        return HistoryEdit.of(history)
                .change(session, session(session, "unknown", session.handle()))
                .done();
    }

    private static ChaosHistory longUnknown(ChaosHistory history) {
        Session session = owner(history, stopped(history));
        return HistoryEdit.of(history)
                .add(new Unknown(
                        session.id(), history.end() - Duration.ofMinutes(11).toMillis(), history.end()))
                .done();
    }

    private static ChaosHistory neverOver(ChaosHistory history) {
        Session session = owner(history, stopped(history));
        return HistoryEdit.of(history)
                .change(session, session(session, "active", session.handle()))
                .done();
    }

    private static ChaosHistory lostStop(ChaosHistory history) {
        Task task = stopped(history);
        Session session = owner(history, task);
        return HistoryEdit.of(history)
                .change(task, task(task, 0))
                .change(session, session(session, "stopping", session.handle()))
                .done();
    }

    private static ChaosHistory lostCallback(ChaosHistory history) {
        Event event = told(history);
        return HistoryEdit.of(history)
                .change(event, new Event(event.session(), event.sequence(), event.id(), event.type(), ""))
                .done();
    }

    private static ChaosHistory doubledCallback(ChaosHistory history) {
        Event event = told(history);
        int last = history.rows().events().stream()
                .filter(other -> other.session().equals(event.session()))
                .mapToInt(Event::sequence)
                .max()
                .orElseThrow();
        return HistoryEdit.of(history)
                .add(new Event(event.session(), last + 1, "evt_copy", event.type(), event.callback()))
                .add(new ReceivedMessage(HistoryChecker.GOOD_RECEIVER, "evt_copy", "0"))
                .done();
    }

    private static ChaosHistory strayCallback(ChaosHistory history) {
        Event event = told(history);
        Event other = first(
                history.rows().events(),
                another -> another.callback().isEmpty() && !another.session().equals(event.session()));
        return HistoryEdit.of(history)
                .change(event, new Event(event.session(), event.sequence(), event.id(), event.type(), ""))
                .change(other, new Event(other.session(), other.sequence(), other.id(), other.type(), event.callback()))
                .done();
    }

    private static ChaosHistory gap(ChaosHistory history) {
        Event event = first(history.rows().events(), one -> one.sequence() > 1);
        return HistoryEdit.of(history)
                .change(
                        event,
                        new Event(event.session(), event.sequence() + 1000, event.id(), event.type(), event.callback()))
                .done();
    }

    private static ChaosHistory lostMessage(ChaosHistory history) {
        String id = history.rows().events().getFirst().id();
        return HistoryEdit.of(history)
                .withoutMessages(
                        message -> message.id().equals(id) && message.webhook().equals(HistoryChecker.GOOD_RECEIVER))
                .done();
    }

    private static ChaosHistory changedBody(ChaosHistory history) {
        ReceivedMessage message = history.callers().messages().getFirst();
        return HistoryEdit.of(history)
                .add(new ReceivedMessage(message.webhook(), message.id(), "another"))
                .done();
    }

    private static ChaosHistory untrueRefusal(ChaosHistory history) {
        Answer only = onlyStart(history);
        return HistoryEdit.of(history)
                .change(only, answer(only, 503, "", "The database does not answer. Nothing was done; try again."))
                .done();
    }

    private static ChaosHistory untrueSuccess(ChaosHistory history) {
        Answer only = onlyStart(history);
        return HistoryEdit.of(history)
                .withoutTasks(task -> task.marker().equals(only.marker()))
                .done();
    }

    private static ChaosHistory internalError(ChaosHistory history) {
        Answer only = onlyStart(history);
        return HistoryEdit.of(history)
                .change(only, answer(only, 500, "", "Internal error"))
                .done();
    }

    /** A task that was stopped, of a session that was told so, long before the end. */
    private static Task stopped(ChaosHistory history) {
        HistoryIndex index = new HistoryIndex(history);
        return first(
                history.vendors().tasks(),
                task -> task.stopAsked() != 0
                        && task.ended() != 0
                        && task.ended() < history.calm()
                        && index.sessions(task.marker()).size() == 1
                        && history.callers().answers().stream()
                                .anyMatch(answer -> answer.marker().equals(task.marker())
                                        && answer.what().equals("stop")
                                        && answer.good()));
    }

    private static Session owner(ChaosHistory history, Task task) {
        return new HistoryIndex(history).sessions(task.marker()).getFirst();
    }

    private static Event told(ChaosHistory history) {
        return first(
                history.rows().events(),
                event -> !event.callback().isEmpty()
                        && history.rows().events().stream()
                                        .filter(other -> other.callback().equals(event.callback()))
                                        .count()
                                == 1);
    }

    /** A start that was asked for once, and answered 201. */
    private static Answer onlyStart(ChaosHistory history) {
        return new HistoryIndex(history)
                .startsByMarker().values().stream()
                        .filter(answers ->
                                answers.size() == 1 && answers.getFirst().status() == 201)
                        .findFirst()
                        .orElseThrow()
                        .getFirst();
    }

    private static <T> T first(List<T> facts, Predicate<T> fits) {
        Optional<T> found = facts.stream().filter(fits).findFirst();
        return found.orElseThrow(() -> new IllegalStateException("The good history lacks what this bug needs"));
    }

    private static Answer answer(Answer as, int status, String session, String detail) {
        return new Answer(
                as.marker(),
                as.key(),
                as.what(),
                as.replica(),
                as.sent(),
                as.answered(),
                status,
                session,
                status < 400 ? "" : "UNAVAILABLE",
                detail);
    }

    private static Session session(Session as, String status, String handle) {
        return new Session(as.id(), as.marker(), as.vendor(), status, as.endReason(), handle, as.starts(), as.ended());
    }

    /** The same task, running still. */
    private static Task task(Task as, long stopAsked) {
        return as.at(new TaskTimes(as.begun(), 0, stopAsked));
    }
}
