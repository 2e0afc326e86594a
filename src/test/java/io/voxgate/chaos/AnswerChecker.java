package io.voxgate.chaos;

import static io.voxgate.chaos.ChaosProperty.ANSWER_IS_TRUE;
import static io.voxgate.chaos.ChaosProperty.NO_INTERNAL_ERROR;

import io.voxgate.chaos.ChaosHistory.Answer;
import io.voxgate.chaos.ChaosHistory.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether what callers were told is so. */
final class AnswerChecker {
    private final HistoryIndex index;
    private final List<Violation> violations = new ArrayList<>();

    private AnswerChecker(HistoryIndex index) {
        this.index = index;
    }

    static List<Violation> check(HistoryIndex index) {
        AnswerChecker checker = new AnswerChecker(index);
        index.startsByMarker()
                .forEach((marker, answers) -> answers.forEach(answer -> checker.start(marker, answer, answers)));
        index.history().callers().answers().stream()
                .filter(answer -> answer.status() == 500)
                .forEach(answer -> checker.violations.add(new Violation(
                        NO_INTERNAL_ERROR, answer.marker(), answer.what() + " was answered 500: " + answer.detail())));
        return checker.violations;
    }

    private void untrue(String marker, String what) {
        violations.add(new Violation(ANSWER_IS_TRUE, marker, what));
    }

    private void start(String marker, Answer answer, List<Answer> all) {
        if (answer.good() && index.session(answer.session()).isEmpty()) {
            untrue(marker, "answered " + answer.status() + " with " + answer.session() + ", which is not stored");
        } else if (answer.status() == 201 && index.tasks(marker).isEmpty()) {
            untrue(marker, "answered 201, but the vendor began nothing");
        } else if (saysNothingWasDone(answer) && nobodyElseMayHaveStarted(answer, all)) {
            index.tasks(marker).stream()
                    .filter(task -> byThisRequest(task, answer, all))
                    .findFirst()
                    .ifPresent(task -> untrue(
                            marker,
                            "answered " + answer.status() + " " + answer.code() + " \"" + answer.detail()
                                    + "\", but the vendor began " + task.handle()));
        }
    }

    /** Every problem says so, but one that says what may have been done; 500 says nothing. */
    private static boolean saysNothingWasDone(Answer answer) {
        return answer.status() >= 400
                && answer.status() != 500
                && !answer.detail().toLowerCase(Locale.ROOT).contains("may have been");
    }

    /** Before this answer no other request of the order was on its way but such that were told the same. */
    private static boolean nobodyElseMayHaveStarted(Answer answer, List<Answer> all) {
        return all.stream()
                .filter(other -> other != answer && other.sent() <= answer.answered())
                .allMatch(AnswerChecker::saysNothingWasDone);
    }

    /** What was begun before the next request is this one's doing. */
    private static boolean byThisRequest(Task task, Answer answer, List<Answer> all) {
        long next = all.stream()
                .mapToLong(Answer::sent)
                .filter(sent -> sent > answer.answered())
                .min()
                .orElse(Long.MAX_VALUE);
        return task.begun() < next;
    }
}
