package io.voxgate.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import io.voxgate.persistence.ConnectionTable;
import io.voxgate.persistence.ConnectionTable.Claim;
import io.voxgate.persistence.ConnectionTable.ConnectionRow;
import io.voxgate.persistence.ConnectionTable.NewConnection;
import io.voxgate.persistence.Page;
import io.voxgate.persistence.Precondition;
import io.voxgate.persistence.Stored;
import io.voxgate.persistence.Terms;
import io.voxgate.vendor.Account;
import io.voxgate.vendor.Adapters;
import io.voxgate.vendor.Json;
import io.voxgate.vendor.VendorInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Connections: checked, sealed, stored, and opened for the live side. */
@ApplicationScoped
public class StoredConnections implements Connections {
    private final ConnectionTable table;
    private final Vault vault;
    private final ConnectionRules rules;
    private final Adapters adapters;
    private final Addresses addresses;
    private final Ids ids;

    public StoredConnections(ConnectionTable table, Vault vault, ConnectionRules rules, Adapters adapters, Addresses addresses, Ids ids) {
        this.table = table;
        this.vault = vault;
        this.rules = rules;
        this.adapters = adapters;
        this.addresses = addresses;
        this.ids = ids;
    }

    /** What may be seen of a connection. */
    public record Face(
            String name, String vendor, Optional<String> region, Optional<String> endpoint, ObjectNode settings, Map<String, String> lastFours,
            String callbackUrl, List<Fault> warnings, Instant createdAt, Instant updatedAt, long version) {}

    /**
     * Creates or replaces; secrets that the draft does not name stay as they are. What is the same as before changes nothing.
     *
     * @throws Problem 422 with everything that is wrong, 409, 412
     */
    public Stored<Face> put(String tenantId, String name, ConnectionDraft draft, Terms terms) {
        rules.destination(draft).ifPresent(fault -> refuse(List.of(fault)));
        Stored<ConnectionRow> stored = table.put(tenantId, name, ids.secret(), terms, before -> changed(tenantId, name, draft, before));
        return new Stored<>(face(stored.row()), stored.created());
    }

    private Optional<NewConnection> changed(String tenantId, String name, ConnectionDraft draft, Optional<ConnectionRow> before) {
        before.filter(row -> !row.vendor().equals(draft.vendor())).ifPresent(StoredConnections::refuseOtherVendor);
        Map<String, SecretText> stored = before.map(row -> kept(row, draft)).orElse(Map.of());
        Map<String, SecretText> secrets = draft.over(stored);
        List<Fault> faults = rules.check(draft, secrets);
        if (!faults.isEmpty()) {
            refuse(faults);
        }
        if (before.filter(row -> same(row, draft)).isPresent() && secrets.equals(stored)) {
            return Optional.empty();
        }
        VendorInfo info = adapters.get(draft.vendor()).info();
        String appId = draft.settings().path(info.appSetting()).asText();
        return Optional.of(new NewConnection(tenantId, name, draft.vendor(), appId, draft.region(), draft.endpoint(), draft.settings(),
                vault.seal(place(tenantId, name), secrets), SandboxCustomers.secret(info, secrets, VendorInfo.Part.KEY_ID).map(Digests::sha256)));
    }

    private static void refuse(List<Fault> faults) {
        throw Problem.of(ProblemCode.INVALID_REQUEST, faults.getFirst().pointer() + ": " + faults.getFirst().detail(), faults);
    }

    private static void refuseOtherVendor(ConnectionRow before) {
        throw Problem.of(ProblemCode.CONFLICT, "The connection " + before.name() + " is one to " + before.vendor() + "; a connection never changes its vendor. Use another name.",
                List.of(new Fault("/vendor", "CONFLICT", "It is " + before.vendor() + ".")));
    }

    /** The stored secrets; none when they cannot be opened and the draft brings each of them anew. */
    private Map<String, SecretText> kept(ConnectionRow row, ConnectionDraft draft) {
        Vault.Place place = place(row.tenantId(), row.name());
        boolean all = row.secrets().propertyStream().map(Map.Entry::getKey).allMatch(draft.secrets()::containsKey);
        try {
            return all ? vault.opened(place, row.secrets()) : vault.open(place, row.secrets());
        } catch (Vault.Unreadable _) {
            return Map.of();
        }
    }

    private static boolean same(ConnectionRow row, ConnectionDraft draft) {
        return row.region().equals(draft.region()) && row.endpoint().equals(draft.endpoint()) && Json.same(row.settings(), draft.settings());
    }

    /** @throws Problem 404 */
    public Face get(String tenantId, String name) {
        return table.find(tenantId, name).map(this::face).orElseThrow(() -> missing(name));
    }

    public Page<Face> list(String tenantId, Page.Request page) {
        return table.list(tenantId, page).map(this::face);
    }

    public void delete(String tenantId, String name, Precondition precondition) {
        table.delete(tenantId, name, precondition);
    }

    /** @throws Problem 404 */
    public Connection open(String tenantId, String name) {
        return find(tenantId, name).orElseThrow(() -> missing(name));
    }

    @Override
    public Optional<Connection> find(String tenantId, String name) {
        return table.find(tenantId, name).map(this::open);
    }

    @Override
    public List<Connection> byCallbackToken(String vendor, String token) {
        List<ConnectionRow> rows = table.byToken(vendor, token);
        List<Connection> readable = rows.stream().map(this::readable).flatMap(Optional::stream).toList();
        return readable.isEmpty() ? rows.stream().map(this::open).toList() : readable;
    }

    @Override
    public void prove(Connection connection) {
        if (connection.claim() == Claim.OPEN) {
            table.find(connection.tenantId(), connection.name()).filter(row -> Json.same(row.settings(), connection.settings()) && row.endpoint().equals(connection.endpoint()))
                    .ifPresent(table::prove);
        }
    }

    @Override
    public Account account(Connection connection) {
        Optional<URI> endpoint = connection.endpoint().map(text -> text.equals(ConnectionRules.SANDBOX) ? addresses.sandbox() : URI.create(text));
        return new Account(connection.region(), endpoint, connection.settings());
    }

    /** A stored connection with its secrets, if they can be opened. */
    Optional<Connection> readable(ConnectionRow row) {
        try {
            return Optional.of(connection(row, vault.opened(place(row.tenantId(), row.name()), row.secrets())));
        } catch (Vault.Unreadable _) {
            return Optional.empty();
        }
    }

    /** A stored connection with its secrets. */
    private Connection open(ConnectionRow row) {
        return connection(row, vault.open(place(row.tenantId(), row.name()), row.secrets()));
    }

    private static Connection connection(ConnectionRow row, Map<String, SecretText> secrets) {
        return new Connection(row.tenantId(), row.name(), row.vendor(), row.region(), row.endpoint(), row.settings(), secrets, row.token(), row.claim());
    }

    private Face face(ConnectionRow row) {
        return new Face(row.name(), row.vendor(), row.region(), row.endpoint(), row.settings(), StoredCredentials.lastFours(row.secrets()),
                addresses.callback(row.vendor(), row.token()), warnings(row), row.createdAt(), row.updatedAt(), row.version());
    }

    private List<Fault> warnings(ConnectionRow row) {
        return CallbackTrust.missing(adapters.get(row.vendor()).info(), row.secrets().propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet())).stream().toList();
    }

    private static Vault.Place place(String tenantId, String name) {
        return new Vault.Place(tenantId, "connection", name);
    }

    private static Problem missing(String name) {
        return Problem.notFound("There is no connection " + name + ".");
    }
}
