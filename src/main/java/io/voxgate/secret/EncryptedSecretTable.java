package io.voxgate.secret;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every row with encrypted secrets, whatever table it is in, for the rotation of master keys. */
@ApplicationScoped
public class EncryptedSecretTable {
    /** The tables with a column {@code master_key_ids}. */
    public static final List<SecretColumn> PLACES = List.of(
            new SecretColumn("credential", "credential", "fields"),
            new SecretColumn("connection", "connection", "secrets"),
            new SecretColumn("webhook", "webhook", "secrets"));

    private final Database database;

    public EncryptedSecretTable(Database database) {
        this.database = database;
    }

    /**
     * A table with encrypted secrets; each has tenant_id and name.
     *
     * @param kind what its rows are called where a secret's location is named
     * @param column the encrypted fields
     */
    public record SecretColumn(String kind, String table, String column) {}

    /** One row with its encrypted secrets. */
    public record EncryptedRow(String kind, String tenantId, String name, ObjectNode encrypted) {}

    /** How far a walk through a table has come. */
    public record RotationPosition(String tenantId, String name) {
        /** Before the first row. */
        public static final RotationPosition START = new RotationPosition("", "");
    }

    /**
     * How many rows are encrypted with which master keys (several ids joined by commas when a row mixes them); rows
     * without secrets are left out.
     */
    public Map<String, Long> countByMasterKey() {
        return database.system(tx -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            PLACES.forEach(place -> tx.list(
                    "SELECT master_key_ids, count(*) AS rows FROM " + place.table()
                            + " WHERE master_key_ids <> '' GROUP BY master_key_ids ORDER BY master_key_ids",
                    row -> counts.merge(row.getString("master_key_ids"), row.getLong("rows"), Long::sum)));
            return counts;
        });
    }

    /**
     * Encrypts the next rows anew that another master key than this encrypted; their versions stay, since what may be
     * seen of them does. Rows that another transaction is changing at this moment are passed over, so that none waits
     * for another.
     *
     * @param anew the row's secrets encrypted anew; empty: it stays as it is
     * @return how far it came; empty when the table is through
     */
    public Optional<RotationPosition> reencrypt(
            SecretColumn place,
            String primary,
            RotationPosition after,
            int rows,
            Function<EncryptedRow, Optional<ObjectNode>> anew) {
        return database.system(tx -> {
            List<EncryptedRow> found = tx.list(
                    """
                    SELECT tenant_id, name, %2$s AS sealed FROM %1$s
                    WHERE master_key_ids NOT IN ('', :primary) AND (tenant_id, name) > (:afterTenant, :afterName)
                    ORDER BY tenant_id, name LIMIT :limit FOR UPDATE SKIP LOCKED""".formatted(place.table(), place.column()),
                    row -> new EncryptedRow(
                            place.kind(),
                            row.getString("tenant_id"),
                            row.getString("name"),
                            Transaction.json(row, "sealed", ObjectNode.class)),
                    with("primary", primary)
                            .and("afterTenant", after.tenantId())
                            .and("afterName", after.name())
                            .and("limit", rows));
            found.forEach(row -> anew.apply(row)
                    .ifPresent(encrypted -> tx.update(
                            "UPDATE %s SET %s = :encrypted::jsonb WHERE tenant_id = :tenantId AND name = :name"
                                    .formatted(place.table(), place.column()),
                            with("encrypted", encrypted)
                                    .and("tenantId", row.tenantId())
                                    .and("name", row.name()))));
            return found.size() < rows
                    ? Optional.empty()
                    : Optional.of(new RotationPosition(
                            found.getLast().tenantId(), found.getLast().name()));
        });
    }
}
