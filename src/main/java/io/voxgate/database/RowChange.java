package io.voxgate.database;

import java.util.Optional;

/**
 * That a row was made, changed or deleted, and committed.
 *
 * @param table the table's name
 * @param name what the row is called within its tenant, empty text for the tenant itself; a revision as
 *     {@code template@3}, a key by its prefix
 */
public record RowChange(String table, String tenantId, String name) {
    /**
     * The channel of NOTIFY, and the code of the notice that the writer's own database session receives: see
     * V1__baseline.sql.
     */
    static final String CHANNEL = "voxgate_change";

    static final String NOTICE = "VXC01";

    /**
     * The channel on which V1__baseline.sql says that a webhook's delivery was queued; what is said there names no row.
     */
    public static final String DELIVERIES = "voxgate_webhook";

    /** Empty for a text that is no change; other things may be said on the channel. */
    static Optional<RowChange> parse(String text) {
        String[] parts = text.split(" ", 3);
        return parts.length == 3 ? Optional.of(new RowChange(parts[0], parts[1], parts[2])) : Optional.empty();
    }
}
