package io.voxgate.connection;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.egress.Deadline;
import io.voxgate.egress.SendResult;
import io.voxgate.egress.Transport;
import io.voxgate.model.Fault;
import io.voxgate.secret.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a check of a connection finds beside the vendor's answer: its secrets' forms, its callback URL, the clock. */
@ApplicationScoped
class ConnectionFindings {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Vendors put up with minutes; a machine whose clock is kept has milliseconds. */
    private static final Duration CLOCK = Duration.ofSeconds(30);

    private static final String CALLBACK_URL = "/callbackUrl";

    private final Connections connections;
    private final ServiceUrls urls;
    private final Transport transport;
    private final IdGenerator idGenerator;

    ConnectionFindings(Connections connections, ServiceUrls urls, Transport transport, IdGenerator idGenerator) {
        this.connections = connections;
        this.urls = urls;
        this.transport = transport;
        this.idGenerator = idGenerator;
    }

    /** Of the secrets alone. The sandbox takes any. */
    List<Fault> secrets(VendorAdapter adapter, Connection connection) {
        if (sandbox(connection)) {
            return List.of();
        }
        CredentialValues values = new CredentialValues(connection.secrets(), Map.of());
        return Stream.concat(
                        SecretForms.faults(adapter.info(), connection).stream(),
                        adapter.secretForms(connections.account(connection), values).stream())
                .distinct()
                .toList();
    }

    /** How far this service's clock is off, where that is more than a kept clock is. */
    Optional<Fault> clock(Optional<Duration> ahead) {
        return ahead.filter(skew -> skew.abs().compareTo(CLOCK) > 0)
                .map(skew -> new Fault(
                        "/clockSkewMs",
                        "CLOCK_SKEW",
                        "This service's clock is " + skew.abs().toSeconds() + " seconds "
                                + (skew.isNegative() ? "behind" : "ahead of")
                                + " the vendor's: set this machine's clock "
                                + "(NTP) before the vendor refuses its calls."));
    }

    /** Whether the callback URL leads back here; the simulated vendors do not use it. */
    Optional<Fault> callbacks(VendorAdapter adapter, Connection connection) {
        if (sandbox(connection) || adapter.info().reporting().byCallback().isEmpty()) {
            return Optional.empty();
        }
        String url = urls.callback(adapter.info().id(), connection.callbackToken());
        if (!urls.hasPublicUrl()) {
            return Optional.of(new Fault(
                    CALLBACK_URL,
                    "CALLBACK_URL_LOCAL",
                    "VOXGATE_PUBLIC_URL is not set, so that the callback URL names this machine, which the vendor cannot "
                            + "reach: set it to the address that the world knows."));
        }
        if (!CallbackRoundTrip.isPossible(adapter.info(), connection)) {
            return Optional.empty();
        }
        HttpCall ask = CallbackRoundTrip.ask(adapter.info(), connection, URI.create(url), idGenerator.bytes(16));
        return switch (transport.send(adapter.info().id(), ask, Deadline.in(TIMEOUT))) {
            case SendResult.VendorReply answer ->
                CallbackRoundTrip.completes(adapter.info(), connection, ask, answer.reply())
                        ? Optional.empty()
                        : Optional.of(new Fault(
                                CALLBACK_URL,
                                "CALLBACK_ELSEWHERE",
                                "VOXGATE_PUBLIC_URL leads to something else than this installation (it answered HTTP "
                                        + answer.reply().status()
                                        + "): does the proxy before it pass /callbacks/ on, with "
                                        + "every header?"));
            case SendResult.NotSent not -> Optional.of(unreachable(not.why()));
            case SendResult.Broken broken -> Optional.of(unreachable(broken.why()));
            case SendResult.PermitExpired _ ->
                throw new IllegalStateException("A check has no permit that could expire");
        };
    }

    private static Fault unreachable(String why) {
        return new Fault(
                CALLBACK_URL,
                "CALLBACK_UNREACHABLE",
                "This service cannot reach its own callback URL by VOXGATE_PUBLIC_URL, so that probably the vendor cannot "
                        + "either. " + why.replace("the vendor", "it")
                        + " Where only the way from inside is closed, this may be "
                        + "ignored.");
    }

    private static boolean sandbox(Connection connection) {
        return connection.endpoint().filter(ConnectionRules.SANDBOX::equals).isPresent();
    }
}
