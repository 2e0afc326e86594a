package io.voxgate.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what was answered with what is stored and with what the vendor was asked: something that is fast because it
 * does not do what it says is found here.
 */
final class RowComparison {
    /** Of each kind of fault so many are named; the others are counted. */
    private static final int NAMED = 3;

    private RowComparison() {}

    /**
     * A session, as its start was answered or as it is stored.
     *
     * @param room which no other start has
     * @param handle the vendor's id
     */
    record StartedSession(String room, String id, String handle) {}

    /**
     * @param uncertain rooms whose start was answered neither 201 nor with a refusal: they may have a row
     * @param vendor the ids of all that the vendor began
     */
    static List<String> ofStarts(
            List<StartedSession> answers, Set<String> uncertain, List<StartedSession> rows, Collection<String> vendor) {
        List<String> faults = new ArrayList<>();
        Map<String, List<StartedSession>> stored = rows.stream().collect(Collectors.groupingBy(StartedSession::room));
        Set<String> answered = answers.stream().map(StartedSession::room).collect(Collectors.toSet());
        Set<String> begun = Set.copyOf(vendor);
        Set<String> handles = rows.stream().map(StartedSession::handle).collect(Collectors.toSet());
        tell(faults, "answered twice", repeated(answers, StartedSession::room));
        tell(faults, "two sessions with one id", repeated(rows, StartedSession::id));
        tell(
                faults,
                "answered, but not stored so",
                answers.stream()
                        .filter(answer ->
                                !stored.getOrDefault(answer.room(), List.of()).equals(List.of(answer)))
                        .map(answer -> answer + " against " + stored.getOrDefault(answer.room(), List.of()))
                        .toList());
        tell(
                faults,
                "stored, but never answered",
                stored.keySet().stream()
                        .filter(room -> !answered.contains(room) && !uncertain.contains(room))
                        .toList());
        tell(
                faults,
                "answered, but not begun at the vendor",
                answers.stream()
                        .map(StartedSession::handle)
                        .filter(handle -> !begun.contains(handle))
                        .toList());
        tell(faults, "begun twice with one id", repeated(vendor, Function.identity()));
        long unclaimed = begun.stream().filter(task -> !handles.contains(task)).count();
        if (unclaimed > uncertain.size()) {
            faults.add("begun at the vendor, but no session's: " + unclaimed + ", of which at most " + uncertain.size()
                    + " are of starts without an answer");
        }
        return faults;
    }

    /**
     * @param acknowledged what was answered as taken
     * @param sent all that was sent, whatever was answered
     * @param arrived each that is there, as often as it is there
     */
    static <T extends Comparable<T>> List<String> ofArrivals(Set<T> acknowledged, Set<T> sent, List<T> arrived) {
        List<String> faults = new ArrayList<>();
        Set<T> there = Set.copyOf(arrived);
        tell(
                faults,
                "acknowledged, but not there",
                acknowledged.stream()
                        .filter(one -> !there.contains(one))
                        .sorted()
                        .toList());
        tell(faults, "there twice", repeated(arrived, Function.identity()));
        tell(
                faults,
                "there, but never sent",
                there.stream().filter(one -> !sent.contains(one)).sorted().toList());
        return faults;
    }

    private static <T, K> List<K> repeated(Collection<T> all, Function<T, K> key) {
        return all.stream().collect(Collectors.groupingBy(key, Collectors.counting())).entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void tell(List<String> faults, String what, List<?> found) {
        if (!found.isEmpty()) {
            faults.add(found.size() + " " + what + ": "
                    + found.stream().limit(NAMED).map(Object::toString).collect(Collectors.joining(", "))
                    + (found.size() > NAMED ? ", …" : ""));
        }
    }
}
