package io.voxgate.connection;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.adapter.VendorInfo.SecretPart;
import io.voxgate.model.SecretText;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxAccounts;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.secret.Sha256Digests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The connections with the endpoint {@code sandbox} are the customers of the simulated vendors. */
@ApplicationScoped
public class SandboxAccountDirectory implements SandboxAccounts {
    private final ConnectionTable table;
    private final StoredConnections connections;
    private final ServiceUrls serviceUrls;
    private final AdapterRegistry adapters;

    public SandboxAccountDirectory(
            ConnectionTable table, StoredConnections connections, ServiceUrls serviceUrls, AdapterRegistry adapters) {
        this.table = table;
        this.connections = connections;
        this.serviceUrls = serviceUrls;
        this.adapters = adapters;
    }

    @Override
    public List<SandboxAccount> byKeyId(String vendor, String keyId) {
        return table.inSandbox(vendor, Sha256Digests.sha256(keyId)).stream()
                .map(connections::readable)
                .flatMap(Optional::stream)
                .map(this::customer)
                .toList();
    }

    private SandboxAccount customer(Connection connection) {
        VendorInfo info = adapters.get(connection.vendor()).info();
        Function<SecretPart, Optional<String>> secret = part -> secret(info, connection.secrets(), part);
        return new SandboxAccount(
                info.id(),
                signer(info, connection.secrets()).orElseGet(() -> SandboxKey.permanent("", "")),
                connection.settings().path(info.appSetting()).asText(),
                secret.apply(SecretPart.JOIN_KEY),
                Optional.of(serviceUrls
                        .sandboxCallback(info.id(), connection.callbackToken())
                        .toString()),
                secret.apply(SecretPart.CALLBACK_USER),
                secret.apply(SecretPart.CALLBACK_SECRET));
    }

    /** What signs a customer's calls: its key, or without one what its role's keys are made of. */
    static Optional<SandboxKey> signer(VendorInfo info, Map<String, SecretText> secrets) {
        Function<SecretPart, Optional<String>> secret = part -> secret(info, secrets, part);
        return secret.apply(SecretPart.KEY_ID)
                .map(id -> SandboxKey.of(
                        id, secret.apply(SecretPart.KEY_SECRET).orElse(""), secret.apply(SecretPart.KEY_TOKEN)))
                .or(() -> secret.apply(SecretPart.ROLE).map(SandboxKey::ofRole));
    }

    /** The secret for a part, whatever the vendor calls it. */
    static Optional<String> secret(VendorInfo info, Map<String, SecretText> secrets, SecretPart part) {
        return info.connection().secret(part).map(secrets::get).map(SecretText::reveal);
    }
}
