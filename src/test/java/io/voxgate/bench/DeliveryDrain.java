package io.voxgate.bench;

import io.voxgate.bench.StubPeer.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast deliveries that wait are sent. The webhooks are paused while callbacks fill the outbox, so that neither is
 * measured with the other's work.
 */
final class DeliveryDrain {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(2);

    private final BenchmarkTarget target;
    private final StubPeer peer;

    /**
     * @param used while they were sent
     * @param faults empty when each delivery came, once
     */
    record Drained(long deliveries, double perSecond, ResourceReading used, List<String> faults) {}

    DeliveryDrain(BenchmarkTarget target, StubPeer peer) {
        this.target = target;
        this.peer = peer;
    }

    /** Nothing is sent from now on. */
    static void pause(BenchmarkTarget target) {
        target.postgres().run("UPDATE webhook SET paused_until = now() + interval '1 day'");
    }

    /**
     * Sends all that wait, then pauses again.
     *
     * @param expected how many wait
     */
    Drained all(int expected) {
        Set<String> waiting = waiting();
        return send(expected, waiting, waiting);
    }

    /** Sends the first of many that wait, and some more, then pauses again. */
    Drained first(int many) {
        return send(many, Set.of(), waiting());
    }

    private Set<String> waiting() {
        return Set.copyOf(target.postgres().column("SELECT event_id FROM webhook_delivery WHERE status = 'pending'"));
    }

    private Drained send(int enough, Set<String> expected, Set<String> waiting) {
        peer.takeDeliveries();
        ResourceReading before = target.reading();
        long began = System.nanoTime();
        target.postgres().run("UPDATE webhook SET paused_until = NULL; SELECT pg_notify('voxgate_webhook', '')");
        while (peer.delivered() < enough && System.nanoTime() - began < MOST.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        pause(target);
        List<Delivery> delivered = peer.takeDeliveries();
        long last = delivered.stream().mapToLong(Delivery::nanos).max().orElse(began);
        return new Drained(
                delivered.size(),
                delivered.size() / (Math.max(1, last - began) / 1e9),
                target.reading().since(before),
                RowComparison.ofArrivals(
                        expected, waiting, delivered.stream().map(Delivery::id).toList()));
    }
}
