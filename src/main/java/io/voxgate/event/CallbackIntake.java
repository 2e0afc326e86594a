package io.voxgate.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Metrics;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CallbackRequest;
import io.voxgate.adapter.CallbackVerification;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.SecretMask;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.connection.CallbackAddresses;
import io.voxgate.connection.CallbackRoundTrip;
import io.voxgate.connection.Connection;
import io.voxgate.connection.Connections;
import io.voxgate.connection.Credentials;
import io.voxgate.event.UnmatchedEventTable.UnmatchedRow;
import io.voxgate.json.Json;
import io.voxgate.limits.ConcurrencyLimiter;
import io.voxgate.limits.Limit;
import io.voxgate.model.EventData;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.WrongKeys;
import io.voxgate.tenant.TenantShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Takes vendors' callbacks in: verified over the raw bytes first, stored once, answered only when they are safe. */
@ApplicationScoped
public class CallbackIntake {
    private static final Logger LOG = Logger.getLogger(CallbackIntake.class);

    private final Connections connections;
    private final AdapterRegistry adapters;
    private final Credentials credentials;
    private final CallbackRecorder recorder;
    private final CallbackAddresses addresses;
    private final WrongKeys wrong;
    private final TenantShares shares;
    private final Clock clock;

    public CallbackIntake(
            Connections connections,
            Credentials credentials,
            AdapterRegistry adapters,
            CallbackRecorder recorder,
            CallbackAddresses addresses,
            WrongKeys wrong,
            TenantShares shares,
            Clock clock) {
        this.connections = connections;
        this.credentials = credentials;
        this.adapters = adapters;
        this.recorder = recorder;
        this.addresses = addresses;
        this.wrong = wrong;
        this.shares = shares;
        this.clock = clock;
    }

    /**
     * Where a callback came to.
     *
     * @param token the end of the callback URL
     * @param source where it comes from
     */
    public record CallbackTarget(String vendor, String token, String source) {}

    /**
     * @throws Problem 404 for a URL that belongs to no connection, 401 for a callback that is not the vendor's; 429
     *     instead of both when there were too many
     */
    public HttpReply receive(CallbackTarget target, CallbackRequest request) {
        Optional<VendorAdapter> adapter = adapters.find(target.vendor());
        List<Connection> owners =
                adapter.isEmpty() ? List.of() : addresses.owners(target.vendor(), target.token(), target.source());
        if (owners.isEmpty()) {
            throw wrong.refusal(
                    WrongKeys.WrongKind.CALLBACK_ADDRESS,
                    target.source(),
                    Problem.notFound("There is no such callback address."));
        }
        Optional<HttpReply> roundTrip = CallbackRoundTrip.answer(adapter.get().info(), owners, request);
        if (roundTrip.isPresent()) {
            return roundTrip.get();
        }
        try (ConcurrencyLimiter.Permit _ = shares.callback(owners.getFirst().tenantId())) {
            Map<String, List<UnmatchedRow>> bySession = verified(adapter.get(), owners, target.token(), request);
            List<String> names = owners.stream().map(Connection::name).toList();
            bySession.values().forEach(events -> recorder.record(names, events));
            return adapter.get().acknowledge(request);
        }
    }

    /** The events of a callback that is the vendor's, by session. */
    private Map<String, List<UnmatchedRow>> verified(
            VendorAdapter adapter, List<Connection> owners, String token, CallbackRequest request) {
        verify(adapter, owners, request);
        Json.beyond(request.body()).ifPresent(limit -> refuse(adapter.info().id(), limit));
        SecretMask mask = mask(owners);
        return adapter.events(request).stream()
                .map(event -> row(owners.getFirst(), token, SecretFree.of(event, mask)))
                .collect(Collectors.groupingBy(UnmatchedRow::vendorSessionId, LinkedHashMap::new, Collectors.toList()));
    }

    /** Connections that share an app may each have another callback key; one that fits is enough. */
    private void verify(VendorAdapter adapter, List<Connection> owners, CallbackRequest request) {
        Instant now = clock.instant();
        String why = "";
        for (Connection owner : owners) {
            switch (adapter.verify(
                    request, connections.account(owner), new CredentialValues(owner.secrets(), Map.of()), now)) {
                case CallbackVerification.Verified _ -> {
                    return;
                }
                case CallbackVerification.Refused refused -> why = refused.why();
            }
        }
        Connection first = owners.getFirst();
        throw wrong.refusal(
                WrongKeys.WrongKind.CALLBACK_SIGNATURE,
                first.tenantId() + " " + first.name(),
                Problem.of(ProblemCode.UNAUTHENTICATED, "The callback is not the vendor's: " + why));
    }

    /** Whatever a vendor reports unasked passes here before it is stored, delivered or streamed. */
    private SecretMask mask(List<Connection> owners) {
        return owners.stream()
                .map(owner -> credentials.mask(owner.tenantId(), new CredentialValues(owner.secrets(), Map.of())))
                .reduce(SecretMask::and)
                .orElse(SecretMask.NONE);
    }

    /**
     * Nothing of it is stored, and the vendor gets that answer; it is signed, so that its vendor would have to send
     * what no vendor sends.
     */
    private static void refuse(String vendor, Limit limit) {
        Metrics.counter("voxgate.callbacks.refused", "vendor", vendor, "limit", limit.word())
                .increment();
        LOG.warnf("callback refused vendor=%s limit=%s", vendor, limit.word());
        throw Problem.overLimit(
                ProblemCode.BODY_TOO_LARGE,
                limit,
                "A callback may have at most " + limit.max() + " " + limit.unit() + ": " + limit.what() + ".");
    }

    /** What is too large to be kept is said in its place. */
    private UnmatchedRow row(Connection owner, String token, VendorEvent event) {
        ObjectNode data = EventDataCodec.write(event.data());
        long bytes = EventSize.of(data);
        long raw = EventSize.of(event.raw());
        boolean whole = EventSize.fits(event.data().type(), bytes, raw);
        ObjectNode form = EventSize.fitsAlone(bytes)
                ? data
                : EventDataCodec.write(new EventData.VendorOther(Map.of(
                        "type",
                        event.data().type(),
                        EventSize.LEFT_OUT,
                        EventSize.leftOut(bytes).path(EventSize.LEFT_OUT).asText())));
        return new UnmatchedRow(
                owner.tenantId(),
                owner.vendor(),
                token,
                event.vendorSessionId(),
                event.dedupeKey(),
                event.data().type(),
                event.occurredAt().truncatedTo(ChronoUnit.MICROS),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                form,
                whole ? event.raw() : EventSize.leftOut(raw),
                event.room());
    }
}
