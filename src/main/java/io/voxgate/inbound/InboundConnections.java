package io.voxgate.inbound;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.voxgate.config.ConnectionSettings;
import io.voxgate.inbound.InboundPort.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Chooses how many connections this process takes, before it listens, and reports how many there are. */
@ApplicationScoped
public class InboundConnections {
    private static final Logger LOG = Logger.getLogger(InboundConnections.class);

    private final ConnectionSettings settings;
    private final MeterRegistry meters;

    public InboundConnections(ConnectionSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    void begin(@Observes StartupEvent start) {
        int maximum = settings.maximum();
        OptionalLong files = OpenFiles.most();
        int connections = OpenFiles.connections(maximum, files);
        if (connections < maximum) {
            LOG.warnf(
                    "This process may open %d files only, so it takes %d connections instead of %d: "
                            + "raise the limit (ulimit -n, LimitNOFILE) to %d, or set VOXGATE_CONNECTIONS.",
                    files.orElse(0), connections, maximum, maximum + OpenFiles.OTHERS);
        }
        GuardedServers.enable(InboundLimits.usual().connections(connections, settings.perAddress()));
        Gauge.builder(
                        "voxgate.connections.open",
                        () -> GuardedServers.ports().stream()
                                .mapToInt(port -> port.table().open())
                                .sum())
                .register(meters);
        Arrays.stream(Reason.values())
                .forEach(reason -> FunctionCounter.builder(
                                "voxgate.connections.closed",
                                reason,
                                why -> GuardedServers.ports().stream()
                                        .mapToLong(port -> port.closed(why).sum())
                                        .sum())
                        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                        .register(meters));
    }

    void listening(@ObservesAsync HttpServerStart server) {
        if (GuardedServers.ports().isEmpty() && LaunchMode.current() == LaunchMode.NORMAL) {
            LOG.error("Connections are not limited: Netty did not load " + GuardedServers.class.getName() + ".");
        }
    }
}
