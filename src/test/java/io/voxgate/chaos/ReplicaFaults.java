package io.voxgate.chaos;

import io.voxgate.replicas.Fleet;
import io.voxgate.replicas.Replica;
import io.voxgate.replicas.ShiftedClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kills, pauses, ends and misleads replicas, one fault after the other, and heals each. */
final class ReplicaFaults implements ChaosClock.Work<ProcessFault> {
    private static final Duration BACK = Duration.ofSeconds(120);
    private static final Duration OTHER = Duration.ofSeconds(45);
    private static final String STARTED = "/q/health/started";
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Fleet fleet;
    private final FaultTally tally;
    private final Set<Replica> shifted = new HashSet<>();

    ReplicaFaults(Fleet fleet, FaultTally tally) {
        this.fleet = fleet;
        this.tally = tally;
    }

    @Override
    public void perform(ProcessFault fault) throws InterruptedException {
        Replica replica = fleet.replica(fault.replica());
        awaitOther(replica);
        synchronized (this) {
            strike(replica, fault);
        }
    }

    private void strike(Replica replica, ProcessFault fault) throws InterruptedException {
        switch (fault.kind()) {
            case KILL -> {
                replica.kill();
                Thread.sleep(fault.time());
                begin(replica);
            }
            case PAUSE -> {
                replica.freeze();
                Thread.sleep(fault.time());
                replica.resume();
            }
            case TERMINATE -> {
                if (!replica.stopOrKill()) {
                    tally.stubborn();
                }
                begin(replica);
            }
            case CLOCK -> {
                if (!ShiftedClock.isAvailable()) {
                    tally.skipped(fault);
                    return;
                }
                replica.kill();
                replica.begin(ShiftedClock.environment(fault.time()));
                shifted.add(replica);
            }
            default -> throw new IllegalArgumentException("No fault of a replica: " + fault);
        }
        tally.done(fault);
    }

    /** With a right clock. It may not become ready while the database is away; the run goes on. */
    private void begin(Replica replica) {
        replica.begin(Map.of());
        shifted.remove(replica);
    }

    /** One of two serves, if it can, be it with a wrong clock: callers who find nobody show nothing. */
    private void awaitOther(Replica replica) throws InterruptedException {
        long end = System.nanoTime() + OTHER.toNanos();
        while (System.nanoTime() < end
                && fleet.replicas().stream().filter(other -> other != replica).noneMatch(other -> other.up(STARTED))) {
            Thread.sleep(LOOK);
        }
    }

    /**
     * As an orchestrator does: a replica that came up while there was no database may have ended by itself. Until the
     * thread is interrupted.
     */
    void keepAlive() throws InterruptedException {
        while (true) {
            restartTheDead();
            Thread.sleep(LOOK);
        }
    }

    private synchronized void restartTheDead() {
        fleet.replicas().stream().filter(replica -> !replica.alive()).forEach(this::begin);
    }

    /** Sets the clocks right, and waits until both serve. */
    void heal() throws InterruptedException {
        synchronized (this) {
            List.copyOf(shifted).forEach(replica -> {
                replica.kill();
                begin(replica);
            });
        }
        long end = System.nanoTime() + BACK.toNanos();
        while (!fleet.replicas().stream().allMatch(Replica::ready)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("After " + BACK.toSeconds()
                        + " s without a fault not every replica is ready; see target/replicas/chaos");
            }
            Thread.sleep(LOOK);
        }
    }
}
