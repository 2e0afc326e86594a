package io.voxgate.role;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.Transport;
import io.voxgate.secret.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Asks with the call that the vendor's adapter makes. Asked twice, a service only gives two keys. */
@ApplicationScoped
public class VendorTokenService implements SecurityTokenService {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int NONCE_BYTES = 16;

    private final AdapterRegistry adapters;
    private final Transport transport;
    private final InstallationRoles installation;
    private final Clock clock;
    private final IdGenerator idGenerator;

    public VendorTokenService(
            AdapterRegistry adapters,
            Transport transport,
            InstallationRoles installation,
            Clock clock,
            IdGenerator idGenerator) {
        this.adapters = adapters;
        this.transport = transport;
        this.installation = installation;
        this.clock = clock;
        this.idGenerator = idGenerator;
    }

    @Override
    public RoleAnswer assume(RoleRequest request) {
        VendorAdapter adapter = adapters.get(request.vendor());
        RequestNonce nonce = new RequestNonce(HexFormat.of().formatHex(idGenerator.bytes(NONCE_BYTES)));
        if (request.withoutKey(adapter)) {
            return installation.assume(adapter, request, nonce, Deadline.in(DEADLINE));
        }
        Optional<HttpCall> call = adapter.assumeRole(request.account(), request.secrets(), clock.instant(), nonce);
        return call.map(question -> sent(adapter, request.vendor(), question))
                .orElseGet(() -> new RoleAnswer.Unavailable(request.vendor() + " has no roles."));
    }

    private RoleAnswer sent(VendorAdapter adapter, String vendor, HttpCall question) {
        return switch (transport.send(vendor, question, Deadline.in(DEADLINE))) {
            case SendResult.VendorReply reply -> adapter.role(reply.reply());
            case SendResult.NotSent not -> unavailable(not.why());
            case SendResult.PermitExpired _ -> throw new IllegalStateException("This call has no permit");
            case SendResult.Broken broken -> unavailable(broken.why());
        };
    }

    static RoleAnswer unavailable(String why) {
        return new RoleAnswer.Unavailable("The vendor's Security Token Service could not be asked. " + why);
    }
}
