package io.voxgate.vendor;

import io.voxgate.model.SecretText;
import java.util.Map;
import java.util.Optional;

/**
 * The secret half: what is needed to sign one call.
 *
 * @param connection the connection's credentials by field name
 * @param credentials the tenant's named credentials that the agent refers to, by name and field
 */
public record Secrets(Map<String, SecretText> connection, Map<String, Map<String, SecretText>> credentials) {

    public Secrets {
        connection = Map.copyOf(connection);
        credentials = Map.copyOf(credentials);
    }

    public Optional<SecretText> connection(String field) {
        return Optional.ofNullable(connection.get(field));
    }

    /** A connection's secret that {@link VendorAdapter#check} has made sure of. */
    public SecretText required(String field) {
        return connection(field).orElseThrow(() -> new IllegalStateException("The connection has no " + field));
    }

    public Optional<SecretText> credential(String ref, String field) {
        return Optional.ofNullable(credentials.getOrDefault(ref, Map.of()).get(field));
    }
}
