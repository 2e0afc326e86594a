package io.voxgate.connection;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CallOutcome.VendorError;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.RoleAnswer;
import io.voxgate.adapter.TemporaryKey;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorInfo.ConnectionSchema;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.config.RoleGrants;
import io.voxgate.model.SecretText;
import io.voxgate.role.RoleKeys;
import io.voxgate.role.RoleRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What signs a connection's calls: its own key, or the temporary key of the role that it names. A grant that the
 * operator takes away holds no longer than the process that read it.
 */
@ApplicationScoped
public class ConnectionKeys {
    private final AdapterRegistry adapters;
    private final Connections connections;
    private final RoleKeys roles;
    private final RoleGrants grants;

    public ConnectionKeys(AdapterRegistry adapters, Connections connections, RoleKeys roles, RoleGrants grants) {
        this.adapters = adapters;
        this.connections = connections;
        this.roles = roles;
        this.grants = grants;
    }

    /** The secrets of a connection as they are at this moment. */
    public sealed interface SigningSecrets {

        /** @param secrets by field name, as the adapter reads them */
        record Ready(Map<String, SecretText> secrets) implements SigningSecrets {}

        /** The vendor does not let the connection's key assume the role. */
        record Refused(VendorError error) implements SigningSecrets {}

        /** The vendor could not be asked for the role's key. */
        record Unavailable(String why) implements SigningSecrets {}
    }

    public SigningSecrets of(Connection connection) {
        ConnectionSchema schema = adapters.get(connection.vendor()).info().connection();
        Map<String, SecretText> own = connection.secrets();
        Optional<SecretText> role = schema.secret(SecretPart.ROLE).map(own::get);
        if (role.isEmpty()) {
            return new SigningSecrets.Ready(own);
        }
        boolean lent = LentIdentity.isNeeded(schema, own.keySet());
        return lent && !grants.allows(connection.tenantId(), role.get().reveal())
                ? new SigningSecrets.Refused(LentIdentity.notGranted(connection.vendor()))
                : answered(schema, own, roles.key(request(connection)));
    }

    private RoleRequest request(Connection connection) {
        VendorAccount account = connections.account(connection);
        boolean sandbox =
                connection.endpoint().filter(ConnectionRules.SANDBOX::equals).isPresent();
        // A relay that a connection names stands in for the product's address alone.
        return new RoleRequest(
                connection.vendor(),
                sandbox ? account : new VendorAccount(account.region(), Optional.empty(), account.settings()),
                new CredentialValues(connection.secrets(), Map.of()));
    }

    private static SigningSecrets answered(ConnectionSchema schema, Map<String, SecretText> own, RoleAnswer answer) {
        return switch (answer) {
            case RoleAnswer.Granted granted -> new SigningSecrets.Ready(with(schema, own, granted.key()));
            case RoleAnswer.Refused refused -> new SigningSecrets.Refused(masked(own, refused.error()));
            case RoleAnswer.Unavailable no -> new SigningSecrets.Unavailable(no.why());
        };
    }

    private static Map<String, SecretText> with(
            ConnectionSchema schema, Map<String, SecretText> own, TemporaryKey key) {
        Map<String, SecretText> secrets = new HashMap<>(own);
        schema.secret(SecretPart.KEY_ID).ifPresent(name -> secrets.put(name, new SecretText(key.id())));
        schema.secret(SecretPart.KEY_SECRET).ifPresent(name -> secrets.put(name, key.secret()));
        schema.secret(SecretPart.KEY_TOKEN).ifPresent(name -> secrets.put(name, key.token()));
        return secrets;
    }

    /** Why a call was not sent, for people. */
    public static String words(VendorError error) {
        return "The connection's role cannot be assumed: " + error.code() + ", " + error.message();
    }

    private static VendorError masked(Map<String, SecretText> own, VendorError error) {
        String message = new CredentialValues(own, Map.of()).mask().text(error.message());
        return new VendorError(error.vendor(), error.code(), message, error.requestId());
    }
}
