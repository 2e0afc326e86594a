package io.voxgate.tenant;

import io.voxgate.model.SecretText;
import io.voxgate.persistence.ConnectionTable;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxAccounts;
import io.voxgate.vendor.Adapters;
import io.voxgate.vendor.VendorInfo;
import io.voxgate.vendor.VendorInfo.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The connections with the endpoint {@code sandbox} are the customers of the simulated vendors. */
@ApplicationScoped
public class SandboxCustomers implements SandboxAccounts {
    private final ConnectionTable table;
    private final StoredConnections connections;
    private final Addresses addresses;
    private final Adapters adapters;

    public SandboxCustomers(ConnectionTable table, StoredConnections connections, Addresses addresses, Adapters adapters) {
        this.table = table;
        this.connections = connections;
        this.addresses = addresses;
        this.adapters = adapters;
    }

    @Override
    public List<SandboxAccount> byKeyId(String vendor, String keyId) {
        return table.inSandbox(vendor, Digests.sha256(keyId)).stream().map(connections::readable).flatMap(Optional::stream).map(this::customer).toList();
    }

    private SandboxAccount customer(Connection connection) {
        VendorInfo info = adapters.get(connection.vendor()).info();
        Function<Part, Optional<String>> secret = part -> secret(info, connection.secrets(), part);
        return new SandboxAccount(info.id(), secret.apply(Part.KEY_ID).orElse(""), secret.apply(Part.KEY_SECRET).orElse(""),
                connection.settings().path(info.appSetting()).asText(), secret.apply(Part.JOIN_KEY),
                Optional.of(addresses.sandboxCallback(info.id(), connection.callbackToken()).toString()),
                secret.apply(Part.CALLBACK_USER), secret.apply(Part.CALLBACK_SECRET));
    }

    /** The secret for a part, whatever the vendor calls it. */
    static Optional<String> secret(VendorInfo info, Map<String, SecretText> secrets, Part part) {
        return info.connection().secret(part).map(secrets::get).map(SecretText::reveal);
    }
}
