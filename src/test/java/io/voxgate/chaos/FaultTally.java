package io.voxgate.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The faults of processes and lines that were really done. */
final class FaultTally {
    private final long began = System.nanoTime();
    private final List<String> log = new ArrayList<>();
    private final List<ProcessFault> done = new ArrayList<>();
    private final List<ProcessFault> skipped = new ArrayList<>();
    private int stubborn;

    synchronized void done(ProcessFault fault) {
        done.add(fault);
        log.add("at " + System.currentTimeMillis() + " ("
                + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s) over: " + fault);
    }

    synchronized void skipped(ProcessFault fault) {
        skipped.add(fault);
    }

    /** How many of each kind. */
    synchronized Map<ProcessFault.Kind, Long> counts() {
        return new TreeMap<>(done.stream().collect(Collectors.groupingBy(ProcessFault::kind, Collectors.counting())));
    }

    /** A replica did not end in the time that an orchestrator gives it. */
    synchronized void stubborn() {
        stubborn++;
        log.add("at " + System.currentTimeMillis() + " (SIGTERM) it did not end by itself and was killed");
    }

    synchronized int killedAfterTerminate() {
        return stubborn;
    }

    synchronized int skipped() {
        return skipped.size();
    }

    /** When which was over. */
    synchronized List<String> log() {
        return List.copyOf(log);
    }
}
