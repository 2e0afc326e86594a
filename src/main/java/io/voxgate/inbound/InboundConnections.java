package io.voxgate.inbound;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.voxgate.inbound.InboundPort.Reason;
import io.voxgate.limits.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Chooses how many connections this process takes, before it listens, and tells how it goes. */
@ApplicationScoped
public class InboundConnections {
    private static final Logger LOG = Logger.getLogger(InboundConnections.class);

    private final int most;
    private final int mostPerAddress;
    private final MeterRegistry meters;

    public InboundConnections(
            @ConfigProperty(name = "voxgate.connections.most") Optional<Integer> most,
            @ConfigProperty(name = "voxgate.connections.per-address") Optional<Integer> mostPerAddress, MeterRegistry meters) {
        this.most = most.orElse(Limit.CONNECTIONS.count());
        this.mostPerAddress = mostPerAddress.orElse(Limit.CONNECTIONS_PER_ADDRESS.count());
        this.meters = meters;
    }

    void begin(@Observes StartupEvent start) {
        OptionalLong files = OpenFiles.most();
        int connections = OpenFiles.connections(most, files);
        if (connections < most) {
            LOG.warnf("This process may open %d files only, so it takes %d connections instead of %d: "
                            + "raise the limit (ulimit -n, LimitNOFILE) to %d, or set VOXGATE_CONNECTIONS.",
                    files.orElse(0), connections, most, most + OpenFiles.OTHERS);
        }
        GuardedServers.enable(InboundLimits.usual().connections(connections, mostPerAddress));
        Gauge.builder("voxgate.connections.open", () -> GuardedServers.ports().stream().mapToInt(port -> port.table().open()).sum())
                .register(meters);
        Arrays.stream(Reason.values()).forEach(reason -> FunctionCounter.builder("voxgate.connections.closed", reason,
                why -> GuardedServers.ports().stream().mapToLong(port -> port.closed(why).sum()).sum()).tag("reason", reason.name()
                        .toLowerCase(Locale.ROOT)).register(meters));
    }

    void listening(@ObservesAsync HttpServerStart server) {
        if (GuardedServers.ports().isEmpty() && LaunchMode.current() == LaunchMode.NORMAL) {
            LOG.error("Connections are not limited: Netty did not load " + GuardedServers.class.getName() + ".");
        }
    }
}
