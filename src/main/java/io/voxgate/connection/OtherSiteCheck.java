package io.voxgate.connection;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.ConnectionDiagnosis.DiagnosisState;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.OtherSite;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.Transport;
import io.voxgate.secret.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the vendor's other site about a key that this one does not know, so that a check can name the setting. */
@ApplicationScoped
class OtherSiteCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** What only a site says that knows the key. */
    private static final Set<DiagnosisState> KNOWN = Set.of(
            DiagnosisState.HEALTHY,
            DiagnosisState.WRONG_APP,
            DiagnosisState.MISSING_PERMISSION,
            DiagnosisState.THROTTLED);

    private final AdapterRegistry adapters;
    private final Connections connections;
    private final Credentials credentials;
    private final Transport transport;
    private final Clock clock;
    private final IdGenerator idGenerator;

    OtherSiteCheck(
            AdapterRegistry adapters,
            Connections connections,
            Credentials credentials,
            Transport transport,
            Clock clock,
            IdGenerator idGenerator) {
        this.adapters = adapters;
        this.connections = connections;
        this.credentials = credentials;
        this.transport = transport;
        this.clock = clock;
        this.idGenerator = idGenerator;
    }

    /** The same, or that the key belongs to the other site. */
    ConnectionDiagnosis refined(Connection connection, ConnectionDiagnosis diagnosis) {
        VendorAdapter adapter = adapters.get(connection.vendor());
        boolean lent = LentIdentity.isNeeded(
                adapter.info().connection(), connection.secrets().keySet());
        if (lent || !unknownKey(adapter, diagnosis)) {
            return diagnosis;
        }
        return adapter.otherSite(connections.account(connection))
                .flatMap(other -> asked(adapter, connection, other)
                        .filter(there -> knows(there, diagnosis))
                        .map(_ -> new ConnectionDiagnosis(diagnosis.state(), other.advice(), diagnosis.vendorError())
                                .at(other.setting())))
                .orElse(diagnosis);
    }

    /** Whether the vendor knows no such key; one with another secret is known, and no other site is to be asked. */
    static boolean unknownKey(VendorAdapter adapter, ConnectionDiagnosis diagnosis) {
        return diagnosis.state() == DiagnosisState.WRONG_KEY
                && adapter.info()
                        .connection()
                        .secret(SecretPart.KEY_ID)
                        .filter(name -> ("/credentials/" + name).equals(diagnosis.pointer()))
                        .isPresent();
    }

    /** A wrong secret is reported only of a key that is known. */
    static boolean knows(ConnectionDiagnosis there, ConnectionDiagnosis here) {
        boolean wrongSecret = there.state() == DiagnosisState.WRONG_KEY
                && there.pointer() != null
                && !there.pointer().equals(here.pointer());
        return wrongSecret || KNOWN.contains(there.state());
    }

    /** Empty when there is no answer: then nothing more is known than before. */
    private Optional<ConnectionDiagnosis> asked(VendorAdapter adapter, Connection connection, OtherSite other) {
        CredentialValues secrets = new CredentialValues(connection.secrets(), Map.of());
        HttpCall call = adapter.sign(
                adapter.probe(other.account()),
                other.account(),
                secrets,
                clock.instant(),
                new RequestNonce(HexFormat.of().formatHex(idGenerator.bytes(16))));
        return switch (transport.send(connection.vendor(), call, Deadline.in(TIMEOUT))) {
            case SendResult.VendorReply answer ->
                Optional.of(adapter.diagnose(credentials
                        .mask(connection.tenantId())
                        .and(secrets.mask())
                        .reply(answer.reply())));
            case SendResult.NotSent _, SendResult.PermitExpired _, SendResult.Broken _ -> Optional.empty();
        };
    }
}
