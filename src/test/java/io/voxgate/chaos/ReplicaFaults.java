package io.voxgate.chaos;

import io.voxgate.replicas.Fleet;
import io.voxgate.replicas.Replica;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Kills, pauses, ends and misleads replicas, one fault after the other, and heals each. */
final class ReplicaFaults implements ChaosClock.Work<ProcessFault> {
    /** Debian's; without it no clock is shifted, and the report says so. */
    private static final Path SHIFTED_CLOCK = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    private static final Duration BACK = Duration.ofSeconds(120);

    private final Fleet fleet;
    private final FaultTally tally;

    ReplicaFaults(Fleet fleet, FaultTally tally) {
        this.fleet = fleet;
        this.tally = tally;
    }

    @Override
    public void perform(ProcessFault fault) throws InterruptedException {
        restartTheDead();
        Replica replica = fleet.replica(fault.replica());
        switch (fault.kind()) {
            case KILL -> {
                replica.kill();
                Thread.sleep(fault.time());
                revive(replica, Map.of());
            }
            case PAUSE -> {
                replica.freeze();
                Thread.sleep(fault.time());
                replica.resume();
            }
            case TERMINATE -> {
                replica.stop();
                revive(replica, Map.of());
            }
            case CLOCK -> {
                if (!Files.exists(SHIFTED_CLOCK)) {
                    tally.skipped(fault);
                    return;
                }
                replica.kill();
                revive(replica, clock(fault));
            }
            default -> throw new IllegalArgumentException("No fault of a replica: " + fault);
        }
        tally.done(fault);
    }

    /** It may not become ready while the database is away; the run goes on. */
    private static void revive(Replica replica, Map<String, String> variables) {
        replica.begin(variables);
    }

    /** As an orchestrator does: a replica that came up while there was no database may have ended by itself. */
    private void restartTheDead() {
        fleet.replicas().stream().filter(replica -> !replica.alive()).forEach(replica -> replica.begin(Map.of()));
    }

    private static Map<String, String> clock(ProcessFault fault) {
        return Map.of("LD_PRELOAD", SHIFTED_CLOCK.toString(), "FAKETIME", "%+ds".formatted(fault.time().toSeconds()),
                "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** Waits until both serve; those whose clock is wrong stay so. */
    void heal() throws InterruptedException {
        long end = System.nanoTime() + BACK.toNanos();
        while (!fleet.replicas().stream().allMatch(Replica::ready)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("After " + BACK.toSeconds() + " s without a fault not every replica is ready; see target/replicas/chaos");
            }
            restartTheDead();
            Thread.sleep(Duration.ofMillis(500));
        }
    }
}
