package io.voxgate.attack;

import io.voxgate.replicas.Fleet;
import io.voxgate.replicas.Replica;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One attack on a running fleet, with a victim at work beside it, and everything measured. */
final class AttackRun {
    /** A reproduction that takes longer than this has shown what it shows. */
    private static final Duration LONGEST_REPRODUCTION = Duration.ofSeconds(25);

    private static final Duration REST = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);

    /** Processor seconds a second below which a process rests; the victim goes on. */
    private static final double RESTING = 0.8;

    private final Attack attack;
    private final Fleet fleet;
    private final ProcessMeter database;
    private final AtomicLong databasePeak = new AtomicLong();
    private final AttackTally tally = new AttackTally();
    private List<ProcessMeter> replicas = List.of();
    private volatile boolean watching = true;

    private AttackRun(Attack attack, Fleet fleet) {
        this.attack = attack;
        this.fleet = fleet;
        this.database = new ProcessMeter(fleet.postgres().pid());
    }

    /**
     * @param time how long to keep on; nothing: the reproduction once
     * @param perSecond how much the victim does
     */
    static AttackResult of(Attack attack, Fleet fleet, VictimTenant victim, Duration time, int perSecond) {
        return new AttackRun(attack, fleet).run(victim, time, perSecond);
    }

    private AttackResult run(VictimTenant victim, Duration time, int perSecond) {
        AttackTarget target = new AttackTarget(fleet);
        attack.prepare(target);
        replicas = fleet.replicas().stream()
                .map(Replica::pid)
                .map(ProcessMeter::new)
                .toList();
        replicas.forEach(ProcessMeter::forgetPeak);
        double cpu = cpu();
        double databaseCpu = database.cpuSeconds();
        Thread watch = Thread.ofPlatform().daemon().start(this::watch);
        long began = System.nanoTime();
        VictimWork work = VictimWork.begin(victim, perSecond, !time.isZero() || attack.watchesSessions());
        go(target, time);
        boolean rested = awaitRest();
        VictimWork.Series series = work.finish();
        attack.check(target, tally);
        watching = false;
        join(watch);
        AttackResult.Service service = new AttackResult.Service(
                replicas.stream().allMatch(ProcessMeter::alive),
                fleet.a().alive() && fleet.a().ready(),
                rested,
                cpu() - cpu,
                database.cpuSeconds() - databaseCpu,
                peak(),
                databasePeak.get());
        Map<String, AttackResult.Victim> victims = new TreeMap<>();
        series.all().forEach((name, times) -> victims.put(name, AttackResult.Victim.of(times)));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        attack.end();
        target.clear();
        return new AttackResult(
                attack.name(),
                attack.purpose(),
                took,
                new AttackResult.Requests(
                        tally.requests(),
                        tally.sentBytes(),
                        tally.receivedBytes(),
                        tally.largestAnswer(),
                        tally.outcomes()),
                service,
                victims,
                tally.faults());
    }

    private void go(AttackTarget target, Duration time) {
        target.endAfter(time.isZero() ? LONGEST_REPRODUCTION : time);
        Thread attacker = Thread.ofPlatform().name("attacker").daemon().start(() -> {
            if (time.isZero()) {
                attack.once(target, tally);
            } else {
                attack.keepOn(target, tally);
            }
        });
        join(attacker);
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofMinutes(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double cpu() {
        return replicas.stream().mapToDouble(ProcessMeter::cpuSeconds).sum();
    }

    private long peak() {
        return replicas.stream().mapToLong(ProcessMeter::peakBytes).max().orElse(0);
    }

    /** Memory comes and goes: the kernel keeps a process's peak, but not that of a group. */
    private void watch() {
        while (watching) {
            databasePeak.accumulateAndGet(database.ownBytes(), Math::max);
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean awaitRest() {
        long end = System.nanoTime() + REST.toNanos();
        boolean rested = false;
        while (!rested && System.nanoTime() < end) {
            double before = cpu() + database.cpuSeconds();
            Pauses.of(Duration.ofMillis(500));
            rested = (cpu() + database.cpuSeconds() - before) * 2 < RESTING;
        }
        return rested;
    }
}
