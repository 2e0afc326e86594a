package io.voxgate.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.model.Problem;
import io.voxgate.model.SecretText;
import io.voxgate.persistence.CredentialTable;
import io.voxgate.persistence.CredentialTable.CredentialRow;
import io.voxgate.persistence.Page;
import io.voxgate.persistence.Precondition;
import io.voxgate.persistence.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Credentials: written, told apart by their last four characters, and opened only to sign. */
@ApplicationScoped
public class StoredCredentials implements Credentials {
    private final CredentialTable table;
    private final Vault vault;

    public StoredCredentials(CredentialTable table, Vault vault) {
        this.table = table;
        this.vault = vault;
    }

    /**
     * What may be seen of a credential.
     *
     * @param lastFours by field; empty text when the secret is too short to show any of it
     * @param usedBy templates that name it, as {@code template@revision}
     */
    public record Face(
            String name, Map<String, String> lastFours, Optional<List<String>> hosts, Instant createdAt, Instant updatedAt, List<String> usedBy, long version) {}

    public Stored<Face> put(String tenantId, String name, Map<String, SecretText> fields, Optional<List<String>> hosts, Precondition precondition) {
        Stored<CredentialRow> stored = table.put(tenantId, name, vault.seal(place(tenantId, name), fields), hosts, precondition);
        return new Stored<>(face(stored.row()), stored.created());
    }

    /** @throws Problem 404 */
    public Face get(String tenantId, String name) {
        return table.find(tenantId, name).map(StoredCredentials::face).orElseThrow(() -> Problem.notFound("There is no credential " + name + "."));
    }

    public Page<Face> list(String tenantId, Page.Request page) {
        return table.list(tenantId, page).map(StoredCredentials::face);
    }

    public void delete(String tenantId, String name, Precondition precondition) {
        table.delete(tenantId, name, precondition);
    }

    @Override
    public Map<String, Map<String, SecretText>> open(String tenantId, Set<String> names) {
        Map<String, Map<String, SecretText>> opened = new LinkedHashMap<>();
        table.find(tenantId, names).forEach(row -> opened.put(row.name(), vault.open(place(tenantId, row.name()), row.fields())));
        return opened;
    }

    /** For each sealed field what may be shown of it. */
    static Map<String, String> lastFours(ObjectNode sealed) {
        Map<String, String> shown = new TreeMap<>();
        sealed.properties().forEach(entry -> shown.put(entry.getKey(), entry.getValue().path("lastFour").asText()));
        return shown;
    }

    private static Face face(CredentialRow row) {
        return new Face(row.name(), lastFours(row.fields()), row.hosts(), row.createdAt(), row.updatedAt(), row.usedBy(), row.version());
    }

    private static Vault.Place place(String tenantId, String name) {
        return new Vault.Place(tenantId, "credential", name);
    }
}
