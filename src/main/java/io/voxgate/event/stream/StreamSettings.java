package io.voxgate.event.stream;

import io.voxgate.limits.Limit;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What may be chosen of live streams. */
@Dependent
public class StreamSettings {
    private final int perTenant;
    private final int perReplica;
    private final Duration heartbeat;
    private final Duration writeTimeout;
    private final Duration grace;

    public StreamSettings(
            @ConfigProperty(name = "voxgate.streams.per-tenant") Optional<Integer> perTenant,
            @ConfigProperty(name = "voxgate.streams.per-replica") Optional<Integer> perReplica,
            @ConfigProperty(name = "voxgate.streams.heartbeat", defaultValue = "15s") Duration heartbeat,
            @ConfigProperty(name = "voxgate.streams.write-timeout", defaultValue = "10s") Duration writeTimeout,
            @ConfigProperty(name = "voxgate.streams.grace", defaultValue = "5s") Duration grace) {
        this.perTenant = perTenant.orElse(Limit.STREAMS_PER_TENANT.count());
        this.perReplica = perReplica.orElse(Limit.STREAMS_PER_REPLICA.count());
        this.heartbeat = heartbeat;
        this.writeTimeout = writeTimeout;
        this.grace = grace;
    }

    /** How many streams a tenant may have open at this process. */
    int perTenant() {
        return perTenant;
    }

    /** How many streams all tenants together may have open at this process. */
    int perReplica() {
        return perReplica;
    }

    /** After how long without an event a sign of life is written. */
    Duration heartbeat() {
        return heartbeat;
    }

    /** How long a reader may leave a full connection standing. */
    Duration writeTimeout() {
        return writeTimeout;
    }

    /** How long after a session's last event its stream waits for another. */
    Duration grace() {
        return grace;
    }
}
