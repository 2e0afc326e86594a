package io.voxgate.connection;

import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.model.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Which endpoints a connection may name, as far as the text alone shows.
 *
 * @param sandbox whether the built-in simulators are there
 * @param privateAddresses whether this installation's connections may reach private addresses, over plain HTTP and at
 *     any port
 */
record EndpointRules(boolean sandbox, boolean privateAddresses) {
    private static final String POINTER = "/endpoint";
    private static final int HTTPS = 443;
    private static final int FIRST_FREE_PORT = 1024;
    private static final int LAST_PORT = 65_535;

    /** What is wrong with it; empty: nothing. */
    Optional<Fault> refusal(String endpoint) {
        if (endpoint.equals(ConnectionRules.SANDBOX)) {
            return sandbox
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            POINTER,
                            "SANDBOX_OFF",
                            "The sandbox is switched off in this installation (VOXGATE_SANDBOX=on)."));
        }
        try {
            URI uri = new URI(endpoint);
            boolean scheme = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && privateAddresses);
            boolean plain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return scheme && plain ? port(uri).or(() -> address(endpoint)) : Optional.of(badForm());
        } catch (URISyntaxException e) {
            return Optional.of(badForm());
        }
    }

    /** The ports of other services are none of a vendor's: a caller that may name them could ask what answers there. */
    private Optional<Fault> port(URI uri) {
        int port = uri.getPort();
        boolean numbered = port == -1 || (port >= 1 && port <= LAST_PORT);
        boolean free = privateAddresses || port == -1 || port == HTTPS || port >= FIRST_FREE_PORT;
        return numbered && free
                ? Optional.empty()
                : Optional.of(new Fault(
                        POINTER,
                        "ADDRESS_NOT_ALLOWED",
                        privateAddresses ? "The port must be 1 to 65535." : "The port must be 443 or 1024 to 65535."));
    }

    private Optional<Fault> address(String endpoint) {
        Optional<HostName> host = HostName.of(endpoint);
        return host.isEmpty()
                ? Optional.of(badForm())
                : new HostRules(new EgressAddressPolicy(privateAddresses))
                        .refusal(host.get())
                        .map(why -> forbidden(host.get(), why));
    }

    /** That calls may not go to a host. */
    Fault forbidden(HostName host, String why) {
        return new Fault(
                POINTER,
                "ADDRESS_NOT_ALLOWED",
                "Calls may not go there: " + host.name() + " " + why
                        + (privateAddresses
                                ? "."
                                : " (VOXGATE_PRIVATE_ADDRESSES=allow lets connections reach private ones)."));
    }

    private Fault badForm() {
        return new Fault(
                POINTER,
                "WRONG_FORM",
                "It must be \"sandbox\" or an https URL without user, query and fragment"
                        + (privateAddresses ? " (http is allowed in this installation)." : "."));
    }
}
