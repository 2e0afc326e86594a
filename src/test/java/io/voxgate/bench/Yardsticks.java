package io.voxgate.bench;

import io.voxgate.replicas.Postgres;
import java.util.Optional;

/** What the service is compared with, as far as it is there; what is not is told with the reason. */
final class Yardsticks implements AutoCloseable {
    private final StubPeer peer;
    private final Optional<PgBench> pgBench;
    private final Optional<NginxHop> nginx;
    private final Optional<PortkeyGateway> portkey;
    private final SdkProcess sdk;

    Yardsticks(StubPeer peer, Postgres postgres, BenchmarkReport report) {
        this.peer = peer;
        this.sdk = new SdkProcess(peer);
        Optional<String> absence = PgBench.absence();
        absence.ifPresent(why -> report.missing("pgbench", why));
        this.pgBench = absence.isPresent() ? Optional.empty() : Optional.of(PgBench.on(postgres));
        this.nginx = NginxHop.open(peer);
        if (nginx.isEmpty()) {
            report.missing("the nginx hop", "nginx is not installed");
        }
        this.portkey = portkey(peer, report);
    }

    private static Optional<PortkeyGateway> portkey(StubPeer peer, BenchmarkReport report) {
        try {
            return Optional.of(PortkeyGateway.open(peer));
        } catch (RuntimeException e) {
            report.missing("Portkey", "it could not be installed from npm, or does not start: " + firstLine(e));
            return Optional.empty();
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    StubPeer peer() {
        return peer;
    }

    Optional<PgBench> pgBench() {
        return pgBench;
    }

    Optional<NginxHop> nginx() {
        return nginx;
    }

    Optional<PortkeyGateway> portkey() {
        return portkey;
    }

    SdkProcess sdk() {
        return sdk;
    }

    @Override
    public void close() {
        sdk.close();
        nginx.ifPresent(NginxHop::close);
        portkey.ifPresent(PortkeyGateway::close);
    }
}
