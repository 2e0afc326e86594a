package io.voxgate.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.voxgate.adapter.HttpCall;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The one way to the machine's own metadata service, for the key of the machine's role. Every other way out refuses
 * those addresses, and this one refuses every other: nobody's text decides where it leads, and a name that an adapter
 * writes and somebody else answers for leads nowhere.
 */
@ApplicationScoped
public class MetadataTransport {
    private final Transport transport;

    public MetadataTransport(Vertx vertx, MeterRegistry meters) {
        this.transport = new Transport(vertx, meters, MetadataTransport::refusal);
    }

    /** Sends a question and waits for the whole answer, at most until the deadline. */
    public SendResult send(String vendor, HttpCall question, Deadline deadline) {
        return transport.send(vendor, question, deadline);
    }

    static Optional<String> refusal(InetAddress address) {
        return EgressAddressPolicy.metadata(address)
                ? Optional.empty()
                : Optional.of("The host is not the machine's metadata service.");
    }

    @PreDestroy
    void close() {
        transport.close();
    }
}
