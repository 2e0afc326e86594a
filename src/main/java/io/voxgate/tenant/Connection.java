package io.voxgate.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.SecretText;
import io.voxgate.persistence.ConnectionTable.CallbackClaim;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's account at one vendor, opened for use.
 *
 * @param endpoint {@code sandbox}, a URL, or empty for the vendor's own
 * @param secrets decrypted, by field name
 * @param callbackToken the unguessable end of the callback URL
 * @param claim whose the vendor's app is
 */
public record Connection(
        String tenantId, String name, String vendor, Optional<String> region, Optional<String> endpoint, ObjectNode settings,
        Map<String, SecretText> secrets, String callbackToken, CallbackClaim claim) {

    public Connection {
        secrets = Map.copyOf(secrets);
    }

    /**
     * The host that sees everything that is sent over this connection without being the vendor: that of its endpoint, as a credential's
     * {@code hosts} spell it. Empty for the vendor's own endpoint and for the sandbox, which is this service itself.
     */
    public Optional<String> relay() {
        return endpoint.filter(text -> !text.equals(ConnectionRules.SANDBOX)).map(text -> HostName.of(text).map(HostName::toString).orElse(text));
    }
}
