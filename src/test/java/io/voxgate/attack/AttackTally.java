package io.voxgate.attack;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What an attacker sent and got, by all of its threads together, and what it saw that must not be. */
final class AttackTally {
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong largest = new AtomicLong();
    private final Map<String, AtomicInteger> outcomes = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicInteger> faults = new ConcurrentHashMap<>();

    /** Counts a request and its answer. */
    WireAnswer count(byte[] request, WireAnswer answer) {
        counted(request.length, answer.outcome());
        received.addAndGet(answer.bytes());
        largest.accumulateAndGet(answer.bytes(), Math::max);
        return answer;
    }

    /** Counts something that was sent and gets no answer. */
    void counted(long bytes, String outcome) {
        requests.incrementAndGet();
        sent.addAndGet(bytes);
        outcomes.computeIfAbsent(outcome, _ -> new AtomicInteger()).incrementAndGet();
    }

    /** Something that must not be, as half a sentence; told once, with how often it was. */
    void fault(String what) {
        faults.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }

    int requests() {
        return requests.get();
    }

    long sentBytes() {
        return sent.get();
    }

    long receivedBytes() {
        return received.get();
    }

    /** Bytes of the largest answer. */
    long largestAnswer() {
        return largest.get();
    }

    int outcomes(String outcome) {
        return outcomes.containsKey(outcome) ? outcomes.get(outcome).get() : 0;
    }

    Map<String, Integer> outcomes() {
        return numbers(outcomes);
    }

    Map<String, Integer> faults() {
        return numbers(faults);
    }

    private static Map<String, Integer> numbers(Map<String, AtomicInteger> counted) {
        Map<String, Integer> numbers = new TreeMap<>();
        counted.forEach((name, number) -> numbers.put(name, number.get()));
        return numbers;
    }
}
