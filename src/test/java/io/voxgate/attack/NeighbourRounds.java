package io.voxgate.attack;

import io.voxgate.replicas.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A victim alone and beside a neighbour, in turn, so that whatever else the machine does meets both alike. The
 * neighbour is a new tenant in each round, and deleted after it: nothing of it reaches the next round alone.
 */
final class NeighbourRounds {
    /** What a neighbour left behind is deleted first; that is no more the measurement's than the neighbour is. */
    private static final Duration AFTER_A_NEIGHBOUR = Duration.ofSeconds(5);

    private static final Duration BEGINNING = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final VictimTenant victim;
    private final Pace pace;
    private final List<Map<String, LatencySeries>> alone = new ArrayList<>();
    private final List<Map<String, LatencySeries>> beside = new ArrayList<>();
    private final AttackTally tally = new AttackTally();

    /**
     * What the victim does, alone as beside.
     *
     * @param sessions whether it starts some too
     */
    record Pace(int perSecond, boolean sessions, Duration round) {}

    NeighbourRounds(Fleet fleet, VictimTenant victim, Pace pace) {
        this.fleet = fleet;
        this.victim = victim;
        this.pace = pace;
    }

    /** The first requests of a new process are slow for everybody. */
    void warmUp() {
        work();
    }

    void alone() {
        Pauses.of(AFTER_A_NEIGHBOUR);
        alone.add(work());
    }

    void beside(Attack neighbour) {
        AttackTarget target = new AttackTarget(fleet);
        neighbour.prepare(target);
        Thread attacker = Thread.ofPlatform().daemon().start(() -> {
            LowPriority.take();
            neighbour.keepOn(target, tally);
        });
        Pauses.of(BEGINNING);
        beside.add(work());
        target.endAfter(Duration.ZERO);
        try {
            attacker.join(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        neighbour.end();
        target.clear();
    }

    private Map<String, LatencySeries> work() {
        VictimWork work = VictimWork.begin(victim, pace.perSecond(), pace.sessions());
        Pauses.of(pace.round());
        return work.finish().all();
    }

    AttackTally tally() {
        return tally;
    }

    /** What the victim wanted and did not get, beside the neighbour. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        beside.forEach(series -> series.forEach(
                (name, times) -> times.failures().forEach(failure -> failures.add(name + " " + failure))));
        return failures;
    }

    int served() {
        return beside.stream()
                .flatMap(series -> series.values().stream())
                .mapToInt(LatencySeries::served)
                .sum();
    }

    /** Of everything that the victim does: p99 in milliseconds alone and beside, the medians of the rounds. */
    Map<String, Ratio> ratios() {
        Map<String, Ratio> ratios = new TreeMap<>();
        new TreeSet<>(beside.getFirst().keySet())
                .forEach(name -> ratios.put(name, new Ratio(median(alone, name), median(beside, name))));
        return ratios;
    }

    record Ratio(double aloneMillis, double besideMillis) {
        double times() {
            return aloneMillis == 0 ? 0 : besideMillis / aloneMillis;
        }
    }

    private static double median(List<Map<String, LatencySeries>> rounds, String name) {
        double[] p99s = rounds.stream()
                .map(series -> series.get(name))
                .filter(times -> times.served() > 0)
                .mapToDouble(LatencySeries::p99)
                .sorted()
                .toArray();
        return p99s.length == 0 ? 0 : (p99s[(p99s.length - 1) / 2] + p99s[p99s.length / 2]) / 2;
    }
}
