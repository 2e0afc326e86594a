package io.voxgate.event.webhook;

import io.voxgate.egress.EgressAddressPolicy;
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
record TargetResolver(HostResolver resolver, EgressAddressPolicy guard) {
    private static final String NO_ADDRESS = "The name service knows no address of this host.";

    /** What stands behind a name. */
    sealed interface Resolution {
        /** @param addresses all checked; only to these may be connected */
        record Open(List<InetAddress> addresses) implements Resolution {}

        /** @param why a sentence */
        record Closed(String why) implements Resolution {}

        /**
         * The name has no address that is known now.
         *
         * @param why a sentence
         */
        record Unknown(String why) implements Resolution {}
    }

    /** @param timeout for the name service */
    Resolution pass(WebhookUrl target, Duration timeout) {
        return target.literal()
                .map(literal -> judged(List.of(literal)))
                .orElseGet(() -> resolve(target.host(), timeout));
    }

    private Resolution judged(List<InetAddress> addresses) {
        Optional<String> refusal =
                addresses.stream().map(guard::refusal).flatMap(Optional::stream).findFirst();
        return refusal.<Resolution>map(Resolution.Closed::new).orElseGet(() -> new Resolution.Open(addresses));
    }

    private Resolution resolve(String host, Duration timeout) {
        FutureTask<List<InetAddress>> asking = new FutureTask<>(() -> resolver.resolve(host));
        Thread.ofVirtual().name("resolve").start(asking);
        try {
            List<InetAddress> addresses = asking.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return addresses.isEmpty() ? new Resolution.Unknown(NO_ADDRESS) : judged(addresses);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                return new Resolution.Unknown(NO_ADDRESS);
            }
            throw new IllegalStateException("The name service failed", e.getCause());
        } catch (TimeoutException e) {
            asking.cancel(true);
            return new Resolution.Unknown("The name service did not answer before the deadline.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asking.cancel(true);
            return new Resolution.Unknown("Voxgate is stopping.");
        }
    }
}
