package io.voxgate.session;

import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.SecretText;
import io.voxgate.model.VendorText;
import io.voxgate.persistence.DatabaseUnavailable;
import io.voxgate.tenant.Connection;
import io.voxgate.tenant.Connections;
import io.voxgate.tenant.CredentialRules;
import io.voxgate.tenant.Credentials;
import io.voxgate.tenant.Ids;
import io.voxgate.vendor.Account;
import io.voxgate.vendor.Adapters;
import io.voxgate.vendor.HttpCall;
import io.voxgate.vendor.Nonce;
import io.voxgate.vendor.Outcome;
import io.voxgate.vendor.SecretMask;
import io.voxgate.vendor.Secrets;
import io.voxgate.vendor.Slot;
import io.voxgate.vendor.VendorAdapter;
import io.voxgate.vendor.VendorCall;
import io.voxgate.vendor.VendorInfo;
import io.voxgate.vendor.transport.Deadline;
import io.voxgate.vendor.transport.RateLimits;
import io.voxgate.vendor.transport.RateLimits.Place;
import io.voxgate.vendor.transport.Sent;
import io.voxgate.vendor.transport.Transport;
import io.voxgate.vendor.transport.Turn;
import io.voxgate.vendor.transport.TurnBook;
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
class VendorCalls {
    /** A machine or a database that is too slow for a turn so often gets no better by waiting. */
    private static final int MOST_MISSED = 5;

    private static final Logger LOG = Logger.getLogger(VendorCalls.class);

    private final Adapters adapters;
    private final Connections connections;
    private final Credentials credentials;
    private final RateLimits limits;
    private final Transport transport;
    private final Clock clock;
    private final Ids ids;

    VendorCalls(Adapters adapters, Connections connections, Credentials credentials, RateLimits limits, Transport transport, Clock clock, Ids ids) {
        this.adapters = adapters;
        this.connections = connections;
        this.credentials = credentials;
        this.limits = limits;
        this.transport = transport;
        this.clock = clock;
        this.ids = ids;
    }

    /** A tenant's way to a vendor. */
    record Line(Connection connection, VendorAdapter adapter, Account account) {
        VendorInfo info() {
            return adapter.info();
        }
    }

    /** A call with everything that its signature needs. */
    record Ready(Line line, VendorCall call, Secrets secrets, Map<String, Credentials.Opened> credentials) {}

    Optional<Line> line(String tenantId, String connection) {
        return connections.find(tenantId, connection).map(found -> new Line(found, adapters.get(found.vendor()), connections.account(found)));
    }

    Ready ready(Line line, VendorCall call) {
        Set<String> names = call.slots().stream().filter(Slot.Secret.class::isInstance).map(slot -> ((Slot.Secret) slot).ref()).collect(Collectors.toSet());
        Map<String, Credentials.Opened> opened = names.isEmpty() ? Map.of() : credentials.open(line.connection().tenantId(), names);
        Map<String, Map<String, SecretText>> fields = opened.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().fields()));
        return new Ready(line, call, new Secrets(line.connection().secrets(), fields), opened);
    }

    /** Why a call's credentials cannot go with it (they lack something, or must not go where the agent sends them), by the agent's leaf that named them. */
    List<Fault> missing(Ready ready, Agent agent) {
        Stream<Fault> lacking = ready.call().slots().stream().filter(Slot.Secret.class::isInstance).map(Slot.Secret.class::cast)
                .map(slot -> missing(slot, ready.secrets())).flatMap(Optional::stream);
        return Stream.concat(lacking, credentials.destinations(agent, ready.credentials(), ready.line().connection()).stream()).distinct().toList();
    }

    private static Optional<Fault> missing(Slot.Secret slot, Secrets secrets) {
        if (!secrets.credentials().containsKey(slot.ref())) {
            return Optional.of(CredentialRules.missing(slot.pointer(), slot.ref()));
        }
        Optional<SecretText> value = secrets.credential(slot.ref(), slot.field());
        if (value.isEmpty()) {
            return slot.required()
                    ? Optional.of(new Fault(slot.pointer(), CredentialRules.INCOMPLETE, "The credential \"" + slot.ref() + "\" has no field " + slot.field() + "."))
                    : Optional.empty();
        }
        return slot.numeric() && !value.get().reveal().matches("[0-9]{1,18}")
                ? Optional.of(new Fault(slot.pointer(), CredentialRules.INCOMPLETE, "The field " + slot.field() + " of the credential \"" + slot.ref() + "\" must be a number."))
                : Optional.empty();
    }

    /** Takes the account's turn, without waiting for it. */
    Place turn(Line line, String operation, Deadline deadline) {
        VendorInfo info = line.info();
        String account = line.account().text(info.appSetting()).orElse(line.connection().tenantId() + "/" + line.connection().name());
        return Optional.ofNullable(info.ratePerSecond().get(operation))
                .map(limit -> limits.take(new TurnBook.Key(line.connection().tenantId(), info.id(), account, operation), limit, deadline))
                .orElseGet(() -> new Place.Yours(Turn.any()));
    }

    /** Signs and sends a call in its turn; if that is over before it can go out, in another. */
    Sent send(Ready ready, Turn turn, Deadline deadline) {
        Line line = ready.line();
        Sent sent = new Sent.OutOfTurn(Duration.ZERO);
        Turn mine = turn;
        for (int missed = 0; sent instanceof Sent.OutOfTurn; missed++) {
            mine.await();
            HttpCall signed = line.adapter().sign(ready.call(), line.account(), ready.secrets(), clock.instant(), nonce());
            sent = transport.send(line.info().id(), signed, missed < MOST_MISSED ? mine : Turn.any(), deadline);
            if (sent instanceof Sent.OutOfTurn) {
                switch (turn(line, ready.call().operation(), deadline)) {
                    case Place.Yours yours -> mine = yours.turn();
                    case Place.Full full -> {
                        return new Sent.OutOfTurn(full.until());
                    }
                }
            }
        }
        return sent instanceof Sent.Reply reply ? new Sent.Reply(mask(ready).reply(reply.reply())) : sent;
    }

    /** Whatever a vendor answers passes here before anybody reads it. */
    private SecretMask mask(Ready ready) {
        return credentials.mask(ready.line().connection().tenantId()).and(ready.secrets().mask());
    }

    /** Sends a call in its turn and reads the answer. */
    Called answer(Ready ready, Turn turn, Deadline deadline) {
        return switch (send(ready, turn, deadline)) {
            case Sent.OutOfTurn out -> new Called.Limited(out.until());
            case Sent.Reply reply -> new Called.Answered(usable(ready.line().adapter().read(ready.call(), reply.reply())));
            case Sent.NotSent not -> new Called.NotSent(not.why());
            case Sent.Broken broken -> new Called.Answered(new Outcome.Unknown(broken.why(), Optional.empty()));
        };
    }

    /** An id that no column can hold names no session: what was started is looked for, as if no answer had come. */
    private static Outcome usable(Outcome outcome) {
        return outcome instanceof Outcome.Accepted accepted && accepted.vendorSessionId().filter(id -> !VendorText.usableId(id)).isPresent()
                ? new Outcome.Unknown("The vendor's id of the session is too long, or has characters that an id cannot have.", Optional.empty())
                : outcome;
    }

    /** The whole way: turn, signature, transport, meaning. A connection that was moved since the session began gets no credential that may not pass there. */
    Called call(Line line, VendorCall call, Deadline deadline) {
        Ready ready = ready(line, call);
        if (!ready.credentials().values().stream().allMatch(credential -> credential.mayPass(line.connection()))) {
            return new Called.NotSent("The call needs a credential that must not be sent over the connection's endpoint.");
        }
        return switch (turn(line, call.operation(), deadline)) {
            case Place.Yours yours -> answer(ready, yours.turn(), deadline);
            case Place.Full full -> new Called.Limited(full.until());
        };
    }

    /** The vendor took a start with this connection's app. Whether that is written down changes nothing for the start itself: the next one proves it again. */
    void proven(Line line) {
        try {
            connections.prove(line.connection());
        } catch (DatabaseUnavailable e) {
            LOG.warnf("An app could not be noted as proven: vendor=%s connection=%s cause=%s", line.info().id(), line.connection().name(), e.getCause().getMessage());
        }
    }

    Nonce nonce() {
        return new Nonce(HexFormat.of().formatHex(ids.bytes(16)));
    }
}
