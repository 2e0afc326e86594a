package io.voxgate.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.VendorAccount;
import io.voxgate.adapter.VendorInfo;
import io.voxgate.connection.ConnectionTable.ConnectionRow;
import io.voxgate.connection.ConnectionTable.NewConnection;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.UpsertResult;
import io.voxgate.database.WriteOptions;
import io.voxgate.json.Json;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SecretText;
import io.voxgate.sandbox.SandboxKey;
import io.voxgate.secret.IdGenerator;
import io.voxgate.secret.SecretCipher;
import io.voxgate.secret.Sha256Digests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Connections: checked, encrypted, stored, and opened for the live side. */
@ApplicationScoped
public class StoredConnections implements Connections {
    /** For what is signed only to see where it would go. */
    private final ConnectionTable table;

    private final SecretCipher cipher;
    private final ConnectionRules rules;
    private final AdapterRegistry adapters;
    private final ServiceUrls serviceUrls;
    private final IdGenerator idGenerator;
    private final ConnectionMoves moves;

    public StoredConnections(
            ConnectionTable table,
            SecretCipher cipher,
            ConnectionRules rules,
            AdapterRegistry adapters,
            ServiceUrls serviceUrls,
            IdGenerator idGenerator) {
        this.table = table;
        this.cipher = cipher;
        this.rules = rules;
        this.adapters = adapters;
        this.serviceUrls = serviceUrls;
        this.idGenerator = idGenerator;
        this.moves = new ConnectionMoves(adapters, serviceUrls);
    }

    /**
     * What may be seen of a connection.
     *
     * @param lastFours the last characters of each secret
     */
    public record ConnectionSummary(
            String name,
            SummaryTarget target,
            ObjectNode settings,
            Map<String, String> lastFours,
            String callbackUrl,
            List<Fault> warnings,
            SummaryVersion stored) {
        public long version() {
            return stored.number();
        }
    }

    /** Where a connection leads. */
    public record SummaryTarget(String vendor, Optional<String> region, Optional<String> endpoint) {}

    /** @param number the ETag */
    public record SummaryVersion(Instant createdAt, Instant updatedAt, long number) {}

    /**
     * Creates or replaces; secrets that the draft does not name stay as they are. What is the same as before changes
     * nothing.
     *
     * @throws Problem 422 with everything that is wrong, 409, 412
     */
    public UpsertResult<ConnectionSummary> put(
            String tenantId, String name, ConnectionDraft draft, WriteOptions options) {
        rules.destination(draft).ifPresent(fault -> refuse(List.of(fault)));
        UpsertResult<ConnectionRow> stored = table.put(
                tenantId,
                name,
                idGenerator.secret(),
                options,
                before -> changed(tenantId, name, draft, before, options.validateOnly()));
        return new UpsertResult<>(summary(stored.row()), stored.created());
    }

    private Optional<NewConnection> changed(
            String tenantId, String name, ConnectionDraft draft, Optional<ConnectionRow> before, boolean validateOnly) {
        before.filter(row -> !row.vendor().equals(draft.vendor())).ifPresent(StoredConnections::refuseOtherVendor);
        Map<String, SecretText> stored = before.map(row -> kept(row, draft)).orElse(Map.of());
        Map<String, SecretText> secrets = draft.over(stored);
        List<Fault> wrong = rules.check(tenantId, draft, secrets);
        List<Fault> faults = Stream.concat(
                        before.stream()
                                .filter(row -> moves.moved(row, draft, stored, wrong.isEmpty()))
                                .flatMap(row -> ConnectionMoves.unnamed(row, draft)),
                        wrong.stream())
                .distinct()
                .toList();
        if (!faults.isEmpty()) {
            refuse(faults);
        }
        // validateOnly with secrets in it is always a change: otherwise its answer would say whether a guess is what is
        // stored.
        boolean guess = validateOnly && !draft.secrets().isEmpty();
        if (!guess && before.filter(row -> ConnectionMoves.same(row, draft)).isPresent() && secrets.equals(stored)) {
            return Optional.empty();
        }
        VendorInfo info = adapters.get(draft.vendor()).info();
        String appId = draft.settings().path(info.appSetting()).asText();
        return Optional.of(new NewConnection(
                tenantId,
                name,
                draft.vendor(),
                appId,
                draft.region(),
                draft.endpoint(),
                draft.settings(),
                cipher.encrypt(place(tenantId, name), secrets),
                SandboxAccountDirectory.signer(info, secrets).map(SandboxKey::id).map(Sha256Digests::sha256)));
    }

    private static void refuse(List<Fault> faults) {
        throw Problem.of(
                ProblemCode.INVALID_REQUEST,
                faults.getFirst().pointer() + ": " + faults.getFirst().detail(),
                faults);
    }

    private static void refuseOtherVendor(ConnectionRow before) {
        throw Problem.of(
                ProblemCode.CONFLICT,
                "The connection " + before.name() + " is one to " + before.vendor()
                        + "; a connection never changes its vendor. Use another name.",
                List.of(new Fault("/vendor", "CONFLICT", "It is " + before.vendor() + ".")));
    }

    /** The stored secrets; none when they cannot be opened and the draft brings each of them anew. */
    private Map<String, SecretText> kept(ConnectionRow row, ConnectionDraft draft) {
        SecretCipher.SecretLocation place = place(row.tenantId(), row.name());
        boolean all = row.secrets().propertyStream().map(Map.Entry::getKey).allMatch(draft.secrets()::containsKey);
        try {
            return all ? cipher.decryptChecked(place, row.secrets()) : cipher.decrypt(place, row.secrets());
        } catch (SecretCipher.UnreadableSecret _) {
            return Map.of();
        }
    }

    /** @throws Problem 404 */
    public ConnectionSummary get(String tenantId, String name) {
        return table.find(tenantId, name).map(this::summary).orElseThrow(() -> missing(name));
    }

    public Page<ConnectionSummary> list(String tenantId, Page.PageRequest page) {
        return table.list(tenantId, page).map(this::summary);
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
        List<Connection> readable =
                rows.stream().map(this::readable).flatMap(Optional::stream).toList();
        return readable.isEmpty() ? rows.stream().map(this::open).toList() : readable;
    }

    @Override
    public void prove(Connection connection) {
        if (connection.claim() == CallbackClaim.OPEN) {
            table.find(connection.tenantId(), connection.name())
                    .filter(row -> Json.same(row.settings(), connection.settings())
                            && row.endpoint().equals(connection.endpoint()))
                    .ifPresent(table::prove);
        }
    }

    @Override
    public VendorAccount account(Connection connection) {
        return moves.account(connection.region(), connection.endpoint(), connection.settings());
    }

    /** A stored connection with its secrets, if they can be opened. */
    Optional<Connection> readable(ConnectionRow row) {
        try {
            return Optional.of(
                    connection(row, cipher.decryptChecked(place(row.tenantId(), row.name()), row.secrets())));
        } catch (SecretCipher.UnreadableSecret _) {
            return Optional.empty();
        }
    }

    /** A stored connection with its secrets. */
    private Connection open(ConnectionRow row) {
        return connection(row, cipher.decrypt(place(row.tenantId(), row.name()), row.secrets()));
    }

    private static Connection connection(ConnectionRow row, Map<String, SecretText> secrets) {
        return new Connection(
                row.tenantId(),
                row.name(),
                row.vendor(),
                new Connection.ConnectionTarget(row.region(), row.endpoint()),
                row.settings(),
                secrets,
                new Connection.CallbackEndpoint(row.token(), row.claim()));
    }

    private ConnectionSummary summary(ConnectionRow row) {
        return new ConnectionSummary(
                row.name(),
                new SummaryTarget(row.vendor(), row.region(), row.endpoint()),
                row.settings(),
                StoredCredentials.lastFours(row.secrets()),
                serviceUrls.callback(row.vendor(), row.token()),
                warnings(row),
                new SummaryVersion(row.createdAt(), row.updatedAt(), row.version()));
    }

    private List<Fault> warnings(ConnectionRow row) {
        VendorInfo info = adapters.get(row.vendor()).info();
        return Stream.concat(
                        RegionRules.warning(info, row.region()).stream(),
                        CallbackTrust.missing(
                                info,
                                row.secrets()
                                        .propertyStream()
                                        .map(Map.Entry::getKey)
                                        .collect(Collectors.toSet()))
                                .stream())
                .toList();
    }

    private static SecretCipher.SecretLocation place(String tenantId, String name) {
        return new SecretCipher.SecretLocation(tenantId, "connection", name);
    }

    private static Problem missing(String name) {
        return Problem.notFound("There is no connection " + name + ".");
    }
}
