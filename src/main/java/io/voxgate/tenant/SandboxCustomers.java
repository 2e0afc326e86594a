package io.voxgate.tenant;

import io.voxgate.model.SecretText;
import io.voxgate.persistence.ConnectionTable;
import io.voxgate.sandbox.SandboxAccount;
import io.voxgate.sandbox.SandboxAccounts;
import io.voxgate.vendor.Adapters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The connections with the endpoint {@code sandbox} are the customers of the simulated vendors. */
@ApplicationScoped
public class SandboxCustomers implements SandboxAccounts {
    private static final String[] KEY_ID = {"secretId", "accessKeyId"};
    private static final String[] KEY_SECRET = {"secretKey", "accessKeySecret"};
    private static final String[] JOIN_KEY = {"sdkSecretKey", "appKey"};
    private static final String[] CALLBACK_USER = {"pushUser"};
    private static final String[] CALLBACK_SECRET = {"callbackKey", "pushPassword"};

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
        return table.inSandbox(vendor, Digests.sha256(keyId)).stream().map(connections::open).map(this::customer).toList();
    }

    /** The public name of the account's key, whatever the vendor calls it. */
    static Optional<String> keyId(Map<String, SecretText> secrets) {
        return first(secrets, KEY_ID);
    }

    private SandboxAccount customer(Connection connection) {
        Map<String, SecretText> secrets = connection.secrets();
        String appSetting = adapters.get(connection.vendor()).info().appSetting();
        return new SandboxAccount(connection.vendor(), first(secrets, KEY_ID).orElse(""), first(secrets, KEY_SECRET).orElse(""),
                connection.settings().path(appSetting).asText(), first(secrets, JOIN_KEY),
                Optional.of(addresses.sandboxCallback(connection.vendor(), connection.callbackToken()).toString()),
                first(secrets, CALLBACK_USER), first(secrets, CALLBACK_SECRET));
    }

    private static Optional<String> first(Map<String, SecretText> secrets, String... names) {
        return Stream.of(names).filter(secrets::containsKey).findFirst().map(name -> secrets.get(name).reveal());
    }
}
