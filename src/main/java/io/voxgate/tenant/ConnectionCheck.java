package io.voxgate.tenant;

import io.voxgate.vendor.Account;
import io.voxgate.vendor.Adapters;
import io.voxgate.vendor.Diagnosis;
import io.voxgate.vendor.HttpCall;
import io.voxgate.vendor.Nonce;
import io.voxgate.vendor.Secrets;
import io.voxgate.vendor.VendorAdapter;
import io.voxgate.vendor.transport.Deadline;
import io.voxgate.vendor.transport.Sent;
import io.voxgate.vendor.transport.Transport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/** Asks the vendor something harmless with a connection's key, and says in words what is wrong. */
@ApplicationScoped
public class ConnectionCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Adapters adapters;
    private final Connections connections;
    private final Transport transport;
    private final Clock clock;
    private final Ids ids;

    public ConnectionCheck(Adapters adapters, Connections connections, Transport transport, Clock clock, Ids ids) {
        this.adapters = adapters;
        this.connections = connections;
        this.transport = transport;
        this.clock = clock;
        this.ids = ids;
    }

    public Diagnosis diagnose(Connection connection) {
        VendorAdapter adapter = adapters.get(connection.vendor());
        Account account = connections.account(connection);
        HttpCall call = adapter.sign(adapter.probe(account), account, new Secrets(connection.secrets(), Map.of()), clock.instant(), nonce());
        return switch (transport.send(connection.vendor(), call, Deadline.in(PATIENCE))) {
            case Sent.Reply answer -> adapter.diagnose(answer.reply());
            case Sent.NotSent not -> new Diagnosis(Diagnosis.State.UNREACHABLE, not.why(), null);
            case Sent.Broken broken -> new Diagnosis(Diagnosis.State.UNREACHABLE, broken.why(), null);
        };
    }

    private Nonce nonce() {
        return new Nonce(HexFormat.of().formatHex(ids.bytes(16)));
    }
}
