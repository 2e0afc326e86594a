package io.voxgate.tenant;

import io.voxgate.vendor.Account;
import io.voxgate.vendor.Adapters;
import io.voxgate.vendor.Diagnosis;
import io.voxgate.vendor.HttpCall;
import io.voxgate.vendor.Nonce;
import io.voxgate.vendor.Secrets;
import io.voxgate.vendor.VendorAdapter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;

/** Asks the vendor something harmless with a connection's key, and says in words what is wrong. */
@ApplicationScoped
public class ConnectionCheck {
    private final Adapters adapters;
    private final Connections connections;
    private final ProbeSender sender;
    private final Clock clock;
    private final Ids ids;

    public ConnectionCheck(Adapters adapters, Connections connections, ProbeSender sender, Clock clock, Ids ids) {
        this.adapters = adapters;
        this.connections = connections;
        this.sender = sender;
        this.clock = clock;
        this.ids = ids;
    }

    public Diagnosis diagnose(Connection connection) {
        VendorAdapter adapter = adapters.get(connection.vendor());
        Account account = connections.account(connection);
        HttpCall call = adapter.sign(adapter.probe(account), account, new Secrets(connection.secrets(), Map.of()), clock.instant(), nonce());
        return switch (sender.send(connection.vendor(), call)) {
            case ProbeSender.Sent.Reply answer -> adapter.diagnose(answer.reply());
            case ProbeSender.Sent.NoReply none -> new Diagnosis(Diagnosis.State.UNREACHABLE, none.why(), null);
        };
    }

    private Nonce nonce() {
        return new Nonce(HexFormat.of().formatHex(ids.bytes(16)));
    }
}
