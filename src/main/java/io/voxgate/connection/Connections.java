package io.voxgate.connection;

import io.voxgate.adapter.VendorAccount;
import java.util.List;
import java.util.Optional;

/** The stored connections, as the live side needs them. */
public interface Connections {

    Optional<Connection> find(String tenantId, String name);

    /**
     * Those whose callbacks come to this token: more than one when a tenant has several connections to one vendor app.
     */
    List<Connection> byCallbackToken(String vendor, String token);

    /**
     * Says that the vendor took a signed call of this connection's app: it is the tenant's from now on, if it was no
     * tenant's.
     */
    void prove(Connection connection);

    /**
     * The public half of a connection with its endpoint resolved ({@code sandbox} becomes this service's own address).
     */
    VendorAccount account(Connection connection);
}
