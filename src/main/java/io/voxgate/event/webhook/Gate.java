package io.voxgate.event.webhook;

import io.voxgate.vendor.transport.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds out which addresses a target means right now, and lets none through that may not be connected to. */
record Gate(Resolver resolver, AddressGuard guard) {

    /** What stands behind a name. */
    sealed interface Passage {
        /** @param addresses all checked; only to these may be connected */
        record Open(List<InetAddress> addresses) implements Passage {}

        /** @param why a sentence */
        record Closed(String why) implements Passage {}

        /** The name has no address now. */
        record Unknown() implements Passage {}
    }

    /** @param patience for the name service */
    Passage pass(Target target, Duration patience) {
        List<InetAddress> addresses = target.literal().map(List::of).orElseGet(() -> resolve(target.host(), patience));
        if (addresses.isEmpty()) {
            return new Passage.Unknown();
        }
        Optional<String> refusal = addresses.stream().map(guard::refusal).flatMap(Optional::stream).findFirst();
        return refusal.<Passage>map(Passage.Closed::new).orElseGet(() -> new Passage.Open(addresses));
    }

    private List<InetAddress> resolve(String host, Duration patience) {
        FutureTask<List<InetAddress>> asking = new FutureTask<>(() -> resolver.resolve(host));
        Thread.ofVirtual().name("resolve").start(asking);
        try {
            return asking.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                return List.of();
            }
            throw new IllegalStateException("The name service failed", e.getCause());
        } catch (TimeoutException e) {
            asking.cancel(true);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asking.cancel(true);
            return List.of();
        }
    }
}
