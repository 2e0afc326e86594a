package io.voxgate.chaos;

import io.voxgate.chaos.ChaosHistory.Answer;
import io.voxgate.chaos.ChaosHistory.CallerSide;
import io.voxgate.chaos.ChaosHistory.Event;
import io.voxgate.chaos.ChaosHistory.ReceivedMessage;
import io.voxgate.chaos.ChaosHistory.RowSide;
import io.voxgate.chaos.ChaosHistory.Session;
import io.voxgate.chaos.ChaosHistory.Task;
import io.voxgate.chaos.ChaosHistory.Unknown;
import io.voxgate.chaos.ChaosHistory.VendorSide;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** A history with a few facts changed. */
final class HistoryEdit {
    private final ChaosHistory history;
    private final List<Task> tasks;
    private final List<Session> sessions;
    private final List<Event> events;
    private final List<Unknown> unknown;
    private final List<Answer> answers;
    private final List<ReceivedMessage> messages;

    private HistoryEdit(ChaosHistory history) {
        this.history = history;
        tasks = new ArrayList<>(history.vendors().tasks());
        sessions = new ArrayList<>(history.rows().sessions());
        events = new ArrayList<>(history.rows().events());
        unknown = new ArrayList<>(history.rows().unknown());
        answers = new ArrayList<>(history.callers().answers());
        messages = new ArrayList<>(history.callers().messages());
    }

    static HistoryEdit of(ChaosHistory history) {
        return new HistoryEdit(history);
    }

    HistoryEdit add(Task task) {
        tasks.add(task);
        return this;
    }

    HistoryEdit add(Session session) {
        sessions.add(session);
        return this;
    }

    HistoryEdit add(Event event) {
        events.add(event);
        return this;
    }

    HistoryEdit add(Unknown span) {
        unknown.add(span);
        return this;
    }

    HistoryEdit add(Answer answer) {
        answers.add(answer);
        return this;
    }

    HistoryEdit add(ReceivedMessage message) {
        messages.add(message);
        return this;
    }

    HistoryEdit change(Task from, Task to) {
        Collections.replaceAll(tasks, from, to);
        return this;
    }

    HistoryEdit change(Session from, Session to) {
        Collections.replaceAll(sessions, from, to);
        return this;
    }

    HistoryEdit change(Event from, Event to) {
        Collections.replaceAll(events, from, to);
        return this;
    }

    HistoryEdit change(Answer from, Answer to) {
        Collections.replaceAll(answers, from, to);
        return this;
    }

    HistoryEdit withoutTasks(Predicate<Task> gone) {
        tasks.removeIf(gone);
        return this;
    }

    HistoryEdit withoutEvents(Predicate<Event> gone) {
        events.removeIf(gone);
        return this;
    }

    HistoryEdit withoutUnknown(Predicate<Unknown> gone) {
        unknown.removeIf(gone);
        return this;
    }

    HistoryEdit withoutMessages(Predicate<ReceivedMessage> gone) {
        messages.removeIf(gone);
        return this;
    }

    ChaosHistory done() {
        return new ChaosHistory(
                history.calm(),
                history.end(),
                new VendorSide(
                        tasks, history.vendors().requests(), history.vendors().callbacks()),
                new RowSide(sessions, events, unknown),
                new CallerSide(answers, messages));
    }
}
