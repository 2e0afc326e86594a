package io.voxgate.adapter;

import io.voxgate.model.SecretText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The secret half: what is needed to sign one call.
 *
 * @param connection the connection's credentials by field name
 * @param credentials the tenant's named credentials that the agent refers to, by name and field
 */
public record CredentialValues(Map<String, SecretText> connection, Map<String, Map<String, SecretText>> credentials) {

    /** Fields beside the secrets that vendors write into everything they say. */
    private static final Set<String> PUBLIC = Set.of("appId", "groupId", "pushUser", "roleArn");

    public CredentialValues {
        connection = Map.copyOf(connection);
        credentials = Map.copyOf(credentials);
    }

    /** What takes them out of the answer: all but ids and names that are called so. */
    public SecretMask mask() {
        return mask(Stream.concat(connection.entrySet().stream(), named()));
    }

    /** The same for any fields of connections or credentials. */
    public static SecretMask mask(Stream<Map.Entry<String, SecretText>> fields) {
        return SecretMask.of(secrets(fields).toList());
    }

    /** Whether a mask takes the named credentials out already. */
    public boolean credentialsKnownTo(SecretMask mask) {
        return secrets(named()).allMatch(mask::knows);
    }

    private Stream<Map.Entry<String, SecretText>> named() {
        return credentials.values().stream().flatMap(fields -> fields.entrySet().stream());
    }

    private static Stream<SecretText> secrets(Stream<Map.Entry<String, SecretText>> fields) {
        return fields.filter(field -> !PUBLIC.contains(field.getKey())).map(Map.Entry::getValue);
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
