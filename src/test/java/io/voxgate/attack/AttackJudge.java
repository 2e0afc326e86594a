package io.voxgate.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What must hold under every attack. Time is judged nowhere: how long something takes is a matter of the machine.
 *
 * @param memoryBytes the limit of the manifest
 */
record AttackJudge(long memoryBytes) {
    /**
     * What PostgreSQL's processes may have for themselves, all together: some megabytes for each of the pool's
     * connections.
     */
    static final long DATABASE_BYTES = 512L << 20;

    /** Processor seconds that are not the attack's: compilers, garbage, the victim's own work. */
    static final double START_SECONDS = 4;

    static final double SECONDS_PER_SECOND = 0.25;

    /** What does not hold, in words. */
    List<String> faults(AttackResult result, AttackBounds bounds) {
        List<String> faults = new ArrayList<>();
        AttackResult.Service service = result.service();
        check(faults, service.alive(), "a replica died");
        check(faults, service.ready(), "the replica is not ready");
        check(
                faults,
                service.peakBytes() <= memoryBytes,
                "memory of %,d KiB is over the manifest's %,d KiB"
                        .formatted(service.peakBytes() >> 10, memoryBytes >> 10));
        check(
                faults,
                service.databasePeakBytes() <= DATABASE_BYTES,
                "PostgreSQL's processes took %,d KiB".formatted(service.databasePeakBytes() >> 10));
        cpu(faults, "the replica", service.cpuSeconds(), allowed(result, bounds.cpuMillis()));
        cpu(faults, "PostgreSQL", service.databaseCpuSeconds(), allowed(result, bounds.databaseCpuMillis()));
        check(
                faults,
                result.requests().largestAnswer() <= bounds.answerBytes(),
                "an answer of %,d bytes, at most %,d are in order"
                        .formatted(result.requests().largestAnswer(), bounds.answerBytes()));
        result.victims()
                .forEach((what, victim) -> check(
                        faults,
                        victim.failures().isEmpty(),
                        "the victim's %s: %s of %d"
                                .formatted(
                                        what,
                                        counted(victim.failures()),
                                        victim.served() + victim.failures().size())));
        result.alone().forEach((what, times) -> faults.add(what + (times > 1 ? " (" + times + " times)" : "")));
        return faults;
    }

    private static double allowed(AttackResult result, double millis) {
        return START_SECONDS
                + SECONDS_PER_SECOND * result.took().toSeconds()
                + result.requests().sent() * millis / 1000;
    }

    private static void cpu(List<String> faults, String whose, double used, double allowed) {
        check(faults, used <= allowed, "%s used %.1f CPU seconds, %.1f are in order".formatted(whose, used, allowed));
    }

    private static void check(List<String> faults, boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static String counted(List<String> failures) {
        Map<String, Long> counted = failures.stream()
                .collect(Collectors.groupingBy(failure -> failure, TreeMap::new, Collectors.counting()));
        return counted.entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
