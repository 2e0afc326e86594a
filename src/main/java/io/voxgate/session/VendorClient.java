package io.voxgate.session;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.SecretMask;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.connection.Connection;
import io.voxgate.connection.ConnectionKeys;
import io.voxgate.connection.ConnectionKeys.SigningSecrets;
import io.voxgate.connection.Connections;
import io.voxgate.connection.Credentials;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.Transport;
import io.voxgate.egress.ratelimit.RateLimitPermit;
import io.voxgate.egress.ratelimit.RateLimitStore;
import io.voxgate.egress.ratelimit.RateLimits;
import io.voxgate.egress.ratelimit.RateLimits.Reservation;
import io.voxgate.limits.Limit;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import io.voxgate.model.VendorText;
import io.voxgate.secret.IdGenerator;
import io.voxgate.session.state.SessionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Calls to vendors with a tenant's account: limit, signature, transport, meaning. */
@ApplicationScoped
public class VendorClient {
    /** A machine or a database that is too slow for a permit so often gets no better by waiting. */
    private static final int MOST_MISSED = 5;

    private static final Logger LOG = Logger.getLogger(VendorClient.class);

    private final AdapterRegistry adapters;
    private final Connections connections;
    private final ConnectionKeys keys;
    private final Credentials credentials;
    private final RateLimits limits;
    private final Transport transport;
    private final Clock clock;
    private final IdGenerator idGenerator;

    public VendorClient(
            AdapterRegistry adapters,
            Connections connections,
            ConnectionKeys keys,
            Credentials credentials,
            RateLimits limits,
            Transport transport,
            Clock clock,
            IdGenerator idGenerator) {
        this.adapters = adapters;
        this.connections = connections;
        this.keys = keys;
        this.credentials = credentials;
        this.limits = limits;
        this.transport = transport;
        this.clock = clock;
        this.idGenerator = idGenerator;
    }

    /** A tenant's way to a vendor. */
    public record VendorConnection(Connection connection, VendorAdapter adapter, VendorAccount account) {
        public VendorInfo info() {
            return adapter.info();
        }

        /** What this vendor calls a session of this connection. */
        public SessionRepository.Handle handle(String vendorSessionId) {
            return new SessionRepository.Handle(
                    info().id(), connection.name(), connection.callbackToken(), vendorSessionId);
        }

        /** How many calls of this operation the account may make in a second; empty: any number. */
        Optional<Integer> limitPerSecond(String operation) {
            return info().limitPerSecond(operation, account);
        }
    }

    /** A call with everything that its signature needs. */
    public record PreparedCall(
            VendorConnection vendor,
            VendorCall call,
            CredentialValues secrets,
            Map<String, Credentials.OpenedCredential> credentials) {

        /** The same with what signs the connection's calls at this moment. */
        PreparedCall with(SigningSecrets.Ready own) {
            return new PreparedCall(
                    vendor, call, new CredentialValues(own.secrets(), secrets.credentials()), credentials);
        }
    }

    public Optional<VendorConnection> connection(String tenantId, String connection) {
        return connections
                .find(tenantId, connection)
                .map(found -> new VendorConnection(found, adapters.get(found.vendor()), connections.account(found)));
    }

    public PreparedCall ready(VendorConnection vendor, VendorCall call) {
        Set<String> names = call.slots().stream()
                .filter(Placeholder.Secret.class::isInstance)
                .map(slot -> ((Placeholder.Secret) slot).ref())
                .collect(Collectors.toSet());
        Map<String, Credentials.OpenedCredential> opened = names.isEmpty()
                ? Map.of()
                : credentials.open(vendor.connection().tenantId(), names);
        Map<String, Map<String, SecretText>> fields = opened.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().fields()));
        return new PreparedCall(
                vendor, call, new CredentialValues(vendor.connection().secrets(), fields), opened);
    }

    /**
     * Why a call's credentials cannot go with it (they lack something, or must not go where the agent sends them), by
     * the agent's leaf that named them.
     */
    List<Fault> missing(PreparedCall ready, Agent agent) {
        boolean absent = ready.call().slots().stream().anyMatch(slot -> absent(slot, ready));
        Set<String> known =
                absent ? credentials.names(ready.vendor().connection().tenantId()) : Set.of();
        Stream<Fault> lacking = ready.call().slots().stream()
                .filter(Placeholder.Secret.class::isInstance)
                .map(Placeholder.Secret.class::cast)
                .map(slot -> MissingCredentials.fault(slot, ready.secrets(), known))
                .flatMap(Optional::stream)
                .limit(Limit.FAULTS.max() + 1);
        return Stream.concat(
                        lacking,
                        credentials
                                .destinations(
                                        agent,
                                        ready.credentials(),
                                        ready.vendor().connection())
                                .stream())
                .distinct()
                .toList();
    }

    private static boolean absent(Placeholder slot, PreparedCall ready) {
        return slot instanceof Placeholder.Secret secret
                && !ready.secrets().credentials().containsKey(secret.ref());
    }

    /** Takes a permit of the account, without waiting for its moment. */
    public Reservation permit(VendorConnection vendor, String operation, Deadline deadline) {
        return vendor.limitPerSecond(operation)
                .map(limit -> limits.take(key(vendor, operation), limit, deadline))
                .orElseGet(() -> new Reservation.Granted(RateLimitPermit.any()));
    }

    private static RateLimitStore.LimitKey key(VendorConnection vendor, String operation) {
        String account = vendor.account()
                .text(vendor.info().appSetting())
                .orElse(vendor.connection().tenantId() + "/"
                        + vendor.connection().name());
        return new RateLimitStore.LimitKey(
                vendor.connection().tenantId(), vendor.info().id(), account, operation);
    }

    /** Signs and sends a call with its permit; if that expires before it can go out, with another. */
    public SendResult send(PreparedCall ready, RateLimitPermit permit, Deadline deadline) {
        return switch (keys.of(ready.vendor().connection())) {
            case SigningSecrets.Ready own -> sendSigned(ready.with(own), permit, deadline);
            case SigningSecrets.Refused no -> new SendResult.NotSent(ConnectionKeys.words(no.error()));
            case SigningSecrets.Unavailable no -> new SendResult.NotSent(no.why());
        };
    }

    private SendResult sendSigned(PreparedCall ready, RateLimitPermit permit, Deadline deadline) {
        VendorConnection vendor = ready.vendor();
        SendResult sent = new SendResult.PermitExpired(Duration.ZERO);
        RateLimitPermit mine = permit;
        for (int missed = 0; sent instanceof SendResult.PermitExpired; missed++) {
            mine.await();
            HttpCall signed =
                    vendor.adapter().sign(ready.call(), vendor.account(), ready.secrets(), clock.instant(), nonce());
            sent = transport.send(
                    vendor.info().id(), signed, missed < MOST_MISSED ? mine : RateLimitPermit.any(), deadline);
            if (sent instanceof SendResult.PermitExpired) {
                limits.expired(key(vendor, ready.call().operation()));
                switch (permit(vendor, ready.call().operation(), deadline)) {
                    case Reservation.Granted granted -> mine = granted.permit();
                    case Reservation.Full full -> {
                        return new SendResult.PermitExpired(full.until());
                    }
                }
            }
        }
        return sent instanceof SendResult.VendorReply reply
                ? new SendResult.VendorReply(mask(ready).reply(reply.reply()))
                : sent;
    }

    /** Whatever a vendor answers passes here before anybody reads it. */
    private SecretMask mask(PreparedCall ready) {
        return credentials.mask(ready.vendor().connection().tenantId(), ready.secrets());
    }

    /** Sends a call with its permit and reads the answer. */
    CallResult answer(PreparedCall ready, RateLimitPermit permit, Deadline deadline) {
        return switch (keys.of(ready.vendor().connection())) {
            case SigningSecrets.Ready own -> read(ready.with(own), permit, deadline);
            case SigningSecrets.Refused no ->
                new CallResult.Answered(new CallOutcome.Refused(
                        CallOutcome.RefusalKind.CREDENTIAL_REJECTED, no.error(), false, Optional.empty()));
            case SigningSecrets.Unavailable no -> new CallResult.NotSent(no.why());
        };
    }

    private CallResult read(PreparedCall ready, RateLimitPermit permit, Deadline deadline) {
        return switch (sendSigned(ready, permit, deadline)) {
            case SendResult.PermitExpired out -> new CallResult.Limited(out.until());
            case SendResult.VendorReply reply ->
                new CallResult.Answered(usable(ready.vendor().adapter().read(ready.call(), reply.reply())));
            case SendResult.NotSent not -> new CallResult.NotSent(not.why());
            case SendResult.Broken broken ->
                new CallResult.Answered(new CallOutcome.Unknown(broken.why(), Optional.empty()));
        };
    }

    /** An id that no column can hold names no session: what was started is looked for, as if no answer had come. */
    private static CallOutcome usable(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Accepted accepted
                        && accepted.vendorSessionId()
                                .filter(id -> !VendorText.usableId(id))
                                .isPresent()
                ? new CallOutcome.Unknown(
                        "The vendor's id of the session is too long, or has characters that an id cannot have.",
                        Optional.empty())
                : outcome;
    }

    /**
     * The whole way: permit, signature, transport, meaning. A connection that was moved since the session began gets no
     * credential that may not pass there.
     */
    public CallResult call(VendorConnection vendor, VendorCall call, Deadline deadline) {
        PreparedCall ready = ready(vendor, call);
        if (!ready.credentials().values().stream().allMatch(credential -> credential.mayPass(vendor.connection()))) {
            return new CallResult.NotSent(
                    "The call needs a credential that must not be sent over the connection's endpoint.");
        }
        return switch (permit(vendor, call.operation(), deadline)) {
            case Reservation.Granted granted -> answer(ready, granted.permit(), deadline);
            case Reservation.Full full -> new CallResult.Limited(full.until());
        };
    }

    /**
     * The vendor took a start with this connection's app. Whether that is written down changes nothing for the start
     * itself: the next one proves it again.
     */
    void proven(VendorConnection vendor) {
        try {
            connections.prove(vendor.connection());
        } catch (DatabaseUnavailable e) {
            LOG.warnf(
                    "An app could not be noted as proven: vendor=%s connection=%s cause=%s",
                    vendor.info().id(), vendor.connection().name(), e.reason());
        }
    }

    RequestNonce nonce() {
        return new RequestNonce(HexFormat.of().formatHex(idGenerator.bytes(16)));
    }
}
