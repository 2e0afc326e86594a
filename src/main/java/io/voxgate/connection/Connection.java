package io.voxgate.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.SecretText;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's account at one vendor, opened for use.
 *
 * @param secrets decrypted, by field name
 */
public record Connection(
        String tenantId,
        String name,
        String vendor,
        ConnectionTarget target,
        ObjectNode settings,
        Map<String, SecretText> secrets,
        CallbackEndpoint callbacks) {

    /**
     * Where calls go to.
     *
     * @param endpoint {@code sandbox}, a URL, or empty for the vendor's own
     */
    public record ConnectionTarget(Optional<String> region, Optional<String> endpoint) {}

    /**
     * Where the vendor's callbacks come to.
     *
     * @param token the unguessable end of the callback URL
     * @param claim whose the vendor's app is
     */
    public record CallbackEndpoint(String token, CallbackClaim claim) {}

    public Connection {
        secrets = Map.copyOf(secrets);
    }

    public Optional<String> region() {
        return target.region();
    }

    public Optional<String> endpoint() {
        return target.endpoint();
    }

    public String callbackToken() {
        return callbacks.token();
    }

    public CallbackClaim claim() {
        return callbacks.claim();
    }

    /**
     * The host that sees everything that is sent over this connection without being the vendor: that of its endpoint,
     * as a credential's {@code hosts} spell it. Empty for the vendor's own endpoint and for the sandbox, which is this
     * service itself.
     */
    public Optional<String> relay() {
        return endpoint()
                .filter(text -> !text.equals(ConnectionRules.SANDBOX))
                .map(text -> HostName.of(text).map(HostName::toString).orElse(text));
    }
}
