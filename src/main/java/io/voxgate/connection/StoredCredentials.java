package io.voxgate.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.SecretMask;
import io.voxgate.config.EgressSettings;
import io.voxgate.connection.CredentialTable.CredentialRow;
import io.voxgate.connection.CredentialTable.EncryptedCredential;
import io.voxgate.database.Page;
import io.voxgate.database.Precondition;
import io.voxgate.database.UpsertResult;
import io.voxgate.egress.EgressAddressPolicy;
import io.voxgate.limits.Limit;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.SecretText;
import io.voxgate.secret.SecretCipher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Credentials: written, distinguished by their last four characters, and opened only to sign. */
@ApplicationScoped
public class StoredCredentials implements Credentials {
    private final CredentialTable table;
    private final SecretCipher cipher;
    private final CredentialRules rules;

    public StoredCredentials(CredentialTable table, SecretCipher cipher, EgressSettings settings) {
        this.table = table;
        this.cipher = cipher;
        this.rules = new CredentialRules(new EgressAddressPolicy(settings.privateAddresses()));
    }

    /**
     * What may be seen of a credential.
     *
     * @param lastFours by field; empty text when the secret is too short to show any of it
     * @param usedBy templates that name it, as {@code template@revision}, and running sessions
     */
    public record CredentialSummary(
            String name,
            Map<String, String> lastFours,
            Optional<List<String>> hosts,
            Instant createdAt,
            Instant updatedAt,
            List<String> usedBy,
            long version) {}

    /**
     * Creates or replaces. The same secrets and hosts again change nothing.
     *
     * @throws Problem 422 for invalid hosts, 412
     */
    public UpsertResult<CredentialSummary> put(
            String tenantId,
            String name,
            Map<String, SecretText> fields,
            Optional<List<String>> hosts,
            Precondition precondition) {
        Optional<List<String>> normal = hosts.map(rules::hosts);
        SecretCipher.SecretLocation place = place(tenantId, name);
        UpsertResult<CredentialRow> stored = table.put(
                tenantId,
                name,
                precondition,
                before -> before.filter(row -> row.hosts().equals(normal) && cipher.holds(place, row.fields(), fields))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(new EncryptedCredential(cipher.encrypt(place, fields), normal)));
        return new UpsertResult<>(summary(stored.row()), stored.created());
    }

    /** @throws Problem 404 */
    public CredentialSummary get(String tenantId, String name) {
        return table.find(tenantId, name)
                .map(StoredCredentials::summary)
                .orElseThrow(() -> Problem.notFound("There is no credential " + name + "."));
    }

    public Page<CredentialSummary> list(String tenantId, Page.PageRequest page) {
        return table.list(tenantId, page).map(StoredCredentials::summary);
    }

    /** @throws Problem 404, 409 while it is used, 412 */
    public void delete(String tenantId, String name, Precondition precondition) {
        table.delete(tenantId, name, precondition);
    }

    @Override
    public Map<String, OpenedCredential> open(String tenantId, Set<String> names) {
        Map<String, OpenedCredential> opened = new LinkedHashMap<>();
        table.encrypted(tenantId, names)
                .forEach((name, encrypted) -> opened.put(
                        name,
                        new OpenedCredential(
                                cipher.decrypt(place(tenantId, name), encrypted.fields()), encrypted.hosts())));
        return opened;
    }

    @Override
    public Set<String> names(String tenantId) {
        return table.names(tenantId);
    }

    @Override
    public SecretMask mask(String tenantId) {
        return CredentialValues.mask(table.newest(tenantId, Limit.KNOWN_CREDENTIALS.count()).entrySet().stream()
                .flatMap(entry -> readable(place(tenantId, entry.getKey()), entry.getValue())));
    }

    @Override
    public SecretMask mask(String tenantId, CredentialValues sent) {
        return mask(tenantId).and(sent.mask());
    }

    private Stream<Map.Entry<String, SecretText>> readable(SecretCipher.SecretLocation place, ObjectNode encrypted) {
        try {
            return cipher.decryptChecked(place, encrypted).entrySet().stream();
        } catch (SecretCipher.UnreadableSecret _) {
            return Stream.empty();
        }
    }

    @Override
    public List<Fault> check(String tenantId, Agent agent, List<Connection> over) {
        Map<String, CredentialRules.CredentialShape> shapes = new LinkedHashMap<>();
        table.encrypted(tenantId, CredentialRules.names(agent))
                .forEach((name, encrypted) -> shapes.put(
                        name,
                        new CredentialRules.CredentialShape(
                                encrypted
                                        .fields()
                                        .propertyStream()
                                        .map(Map.Entry::getKey)
                                        .collect(Collectors.toSet()),
                                encrypted.hosts())));
        Stream<Fault> passages =
                over.stream().flatMap(connection -> rules.passages(agent, shapes, connection).stream());
        return Stream.concat(rules.check(agent, shapes, () -> table.names(tenantId)).stream(), passages)
                .distinct()
                .toList();
    }

    @Override
    public List<Fault> destinations(Agent agent, Map<String, OpenedCredential> opened, Connection over) {
        Map<String, CredentialRules.CredentialShape> shapes = opened.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().shape()));
        return Stream.concat(
                        rules.destinations(agent, shapes, over.vendor()).stream(),
                        rules.passages(agent, shapes, over).stream())
                .toList();
    }

    /** For each encrypted field what may be shown of it. */
    static Map<String, String> lastFours(ObjectNode encrypted) {
        Map<String, String> shown = new TreeMap<>();
        encrypted
                .properties()
                .forEach(entry -> shown.put(
                        entry.getKey(), entry.getValue().path("lastFour").asText()));
        return shown;
    }

    private static CredentialSummary summary(CredentialRow row) {
        return new CredentialSummary(
                row.name(),
                lastFours(row.fields()),
                row.hosts(),
                row.createdAt(),
                row.updatedAt(),
                row.usedBy(),
                row.version());
    }

    private static SecretCipher.SecretLocation place(String tenantId, String name) {
        return new SecretCipher.SecretLocation(tenantId, "credential", name);
    }
}
