package io.voxgate.connection;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.ConnectionDiagnosis;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.config.EgressSettings;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.Transport;
import io.voxgate.egress.ratelimit.RateLimitStore;
import io.voxgate.egress.ratelimit.RateLimits;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.secret.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the vendor something harmless with a connection's key, and says in words what is wrong. */
@ApplicationScoped
public class ConnectionCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A check of one connection each second is enough, and uses up no account's rate. */
    private static final int PER_SECOND = 1;

    /** As long as the permit itself takes to get. */
    private static final Duration NOW = Duration.ofMillis(300);

    private final AdapterRegistry adapters;
    private final Connections connections;
    private final ConnectionKeys keys;
    private final Credentials credentials;
    private final Transport transport;
    private final RateLimits limits;
    private final Clock clock;
    private final IdGenerator idGenerator;
    private final OtherSiteCheck sites;
    private final ConnectionFindings findings;
    private final boolean privateAddresses;

    public ConnectionCheck(
            AdapterRegistry adapters,
            Connections connections,
            ConnectionKeys keys,
            Credentials credentials,
            Transport transport,
            RateLimits limits,
            Clock clock,
            IdGenerator idGenerator,
            OtherSiteCheck sites,
            ConnectionFindings findings,
            EgressSettings settings) {
        this.adapters = adapters;
        this.connections = connections;
        this.keys = keys;
        this.credentials = credentials;
        this.transport = transport;
        this.limits = limits;
        this.clock = clock;
        this.idGenerator = idGenerator;
        this.sites = sites;
        this.findings = findings;
        this.privateAddresses = settings.privateAddresses();
    }

    /**
     * What a check showed.
     *
     * @param ahead how far our clock is ahead of the vendor's, to the second; empty when the vendor does not say
     * @param findings what else is to be put right, though the vendor does not say so
     */
    public record Checked(ConnectionDiagnosis diagnosis, Optional<Duration> ahead, List<Fault> findings) {
        public Checked {
            findings = List.copyOf(findings);
        }
    }

    /** @throws Problem 429 when this connection was checked a moment ago */
    public Checked check(Connection connection) {
        RateLimitStore.LimitKey key =
                new RateLimitStore.LimitKey(connection.tenantId(), connection.vendor(), connection.name(), "verify");
        switch (limits.take(key, PER_SECOND, Deadline.in(NOW))) {
            case RateLimits.Reservation.Granted granted -> granted.permit().await();
            case RateLimits.Reservation.Full full -> throw refusal(full.until());
        }
        return switch (keys.of(connection)) {
            case ConnectionKeys.SigningSecrets.Ready own ->
                asked(connection, new CredentialValues(own.secrets(), Map.of()));
            case ConnectionKeys.SigningSecrets.Refused no ->
                new Checked(
                        new ConnectionDiagnosis(
                                        ConnectionDiagnosis.DiagnosisState.WRONG_KEY,
                                        ConnectionKeys.words(no.error()),
                                        no.error())
                                .at("/credentials/roleArn"),
                        Optional.empty(),
                        findings.secrets(adapters.get(connection.vendor()), connection));
            case ConnectionKeys.SigningSecrets.Unavailable no ->
                new Checked(
                        new ConnectionDiagnosis(ConnectionDiagnosis.DiagnosisState.UNREACHABLE, no.why(), null),
                        Optional.empty(),
                        findings.secrets(adapters.get(connection.vendor()), connection));
        };
    }

    private Checked asked(Connection connection, CredentialValues secrets) {
        VendorAdapter adapter = adapters.get(connection.vendor());
        VendorAccount account = connections.account(connection);
        HttpCall call = adapter.sign(adapter.probe(account), account, secrets, clock.instant(), nonce());
        return switch (transport.send(connection.vendor(), call, Deadline.in(TIMEOUT))) {
            case SendResult.VendorReply answer ->
                checked(
                        adapter,
                        connection,
                        credentials
                                .mask(connection.tenantId())
                                .and(secrets.mask())
                                .reply(answer.reply()));
            case SendResult.NotSent not -> unreachable(connection, call, not.why());
            case SendResult.PermitExpired _ ->
                throw new IllegalStateException("A check has no permit that could expire");
            case SendResult.Broken broken -> unreachable(connection, call, broken.why());
        };
    }

    private static Problem refusal(Duration until) {
        return Problem.of(
                        ProblemCode.RATE_LIMITED,
                        "This connection was checked a moment ago; once a second is the limit.")
                .with("retryAfterMs", Math.max(1, until.toMillis()))
                .mayRetry();
    }

    /**
     * Why, where it is the vendor's own endpoint or the caller's own network. Of a host that a tenant names it says
     * nothing: what listens there is not for it to find out.
     */
    private Checked unreachable(Connection connection, HttpCall call, String why) {
        boolean strange = connection.relay().isPresent() && !privateAddresses;
        String reason = strange ? "No vendor answers there." : why;
        return new Checked(
                new ConnectionDiagnosis(
                                ConnectionDiagnosis.DiagnosisState.UNREACHABLE,
                                reason + " Asked was " + call.uri().getHost()
                                        + ": is the endpoint right, and may this service reach it?",
                                null)
                        .at("/endpoint"),
                Optional.empty(),
                findings.secrets(adapters.get(connection.vendor()), connection));
    }

    private Checked checked(VendorAdapter adapter, Connection connection, HttpReply reply) {
        ConnectionDiagnosis diagnosis = sites.refined(connection, adapter.diagnose(reply));
        if (diagnosis.state() == ConnectionDiagnosis.DiagnosisState.HEALTHY && adapter.probeProvesApp()) {
            connections.prove(connection);
        }
        String trust = CallbackTrust.said(adapter.info(), connection);
        List<Fault> secrets = findings.secrets(adapter, connection);
        return checked(
                wrongForm(trust.isEmpty() ? diagnosis : diagnosis.and(trust), secrets),
                ahead(reply),
                found(adapter, connection, diagnosis, ahead(reply), secrets));
    }

    /** The vendor has not seen the secret that mints what people join with. */
    private static ConnectionDiagnosis wrongForm(ConnectionDiagnosis diagnosis, List<Fault> secrets) {
        if (diagnosis.state() != ConnectionDiagnosis.DiagnosisState.HEALTHY || secrets.isEmpty()) {
            return diagnosis;
        }
        return new ConnectionDiagnosis(
                        ConnectionDiagnosis.DiagnosisState.WRONG_KEY,
                        "The vendor takes the API key. " + secrets.getFirst().detail(),
                        null)
                .at(secrets.getFirst().pointer());
    }

    private List<Fault> found(
            VendorAdapter adapter,
            Connection connection,
            ConnectionDiagnosis diagnosis,
            Optional<Duration> ahead,
            List<Fault> secrets) {
        boolean healthy = diagnosis.state() == ConnectionDiagnosis.DiagnosisState.HEALTHY;
        List<Fault> found = new ArrayList<>(secrets);
        if (healthy) {
            findings.clock(ahead).ifPresent(found::add);
            findings.callbacks(adapter, connection).ifPresent(found::add);
        }
        return found;
    }

    private static Checked checked(ConnectionDiagnosis diagnosis, Optional<Duration> ahead, List<Fault> findings) {
        boolean clock = diagnosis.state() == ConnectionDiagnosis.DiagnosisState.WRONG_CLOCK;
        return new Checked(
                clock ? ahead.map(skew -> diagnosis.and(words(skew))).orElse(diagnosis) : diagnosis, ahead, findings);
    }

    private static String words(Duration ahead) {
        return "This service is " + ahead.abs().toSeconds() + " seconds " + (ahead.isNegative() ? "behind." : "ahead.");
    }

    /** The vendor's time as its Date header says. */
    private Optional<Duration> ahead(HttpReply reply) {
        return reply.header("Date")
                .flatMap(ConnectionCheck::time)
                .map(theirs -> Duration.ofSeconds(
                        Duration.between(theirs, clock.instant()).toSeconds()));
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private RequestNonce nonce() {
        return new RequestNonce(HexFormat.of().formatHex(idGenerator.bytes(16)));
    }
}
