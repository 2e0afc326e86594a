package io.voxgate.service;

import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Writes events into a session as the product does: under the session's lock, numbered, in one transaction. */
final class EventFeed {
    private final Database database;
    private final String tenantId;

    EventFeed(Database database, String tenantId) {
        this.database = database;
        this.tenantId = tenantId;
    }

    /** @param size of each event's text, in characters @param hold how long the transaction stays open after that */
    void add(String sessionId, int count, int size, Duration hold) {
        write(
                sessionId,
                count,
                size,
                tx -> tx.one("SELECT pg_sleep(?::double precision / 1000)", row -> true, hold.toMillis()));
    }

    /** @param before done before the events are committed */
    void holding(String sessionId, int count, Runnable before) {
        write(sessionId, count, 10, _ -> before.run());
    }

    private void write(String sessionId, int count, int size, Consumer<Transaction> before) {
        database.tenant(tenantId, tx -> {
            int last = tx.one(
                            "UPDATE session SET last_sequence = last_sequence + ? WHERE tenant_id = ? AND id = ? RETURNING last_sequence",
                            row -> row.getInt(1),
                            count,
                            tenantId,
                            sessionId)
                    .orElseThrow();
            tx.update("""
                    INSERT INTO session_event (session_id, tenant_id, vendor, id, sequence, type, dedupe_key, \
                    occurred_at, received_at, data, applied)
                    SELECT ?, ?, 'tencent-trtc', 'evt_' || replace(gen_random_uuid()::text, '-', ''), n, \
                    'vendor.other', 'feed ' || n, clock_timestamp(), clock_timestamp(),
                        jsonb_build_object('text', left('Zwölf 😀 \n\r' || chr(8232) || ' ' || repeat('x', ?), greatest(?, 1))), true
                    FROM generate_series(?::integer, ?::integer) AS n""", sessionId, tenantId, size, size, last - count + 1, last);
            before.accept(tx);
            return true;
        });
    }

    /** Whether a feed wrote this event: the product's own ids are shorter. */
    static boolean wrote(String id) {
        return id.length() == "evt_".length() + 32;
    }

    /** The ids of a session's events, in order. */
    List<String> ofSession(String sessionId) {
        return database.tenant(
                tenantId,
                tx -> tx.list(
                        "SELECT id FROM session_event WHERE tenant_id = ? AND session_id = ? ORDER BY sequence",
                        row -> row.getString(1),
                        tenantId,
                        sessionId));
    }

    /** The ids of all of the tenant's events, in the order of its stream. */
    List<String> ofTenant() {
        return database.tenant(
                tenantId,
                tx -> tx.list(
                        "SELECT id FROM session_event WHERE tenant_id = ? ORDER BY txid, position",
                        row -> row.getString(1),
                        tenantId));
    }
}
