package io.voxgate.session.store;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import io.voxgate.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** The keys that keep a start from happening twice. */
@ApplicationScoped
public class IdempotencyTable {
    private static final int BATCH = 20_000;

    private final Database database;

    public IdempotencyTable(Database database) {
        this.database = database;
    }

    /** @param answer empty while the first request still runs */
    public record IdempotencyRow(byte[] bodyHash, String sessionId, Optional<ObjectNode> answer) {}

    public Optional<IdempotencyRow> find(String tenantId, String key) {
        return database.tenant(
                tenantId,
                tx -> tx.one(
                        """
                SELECT body_hash, session_id, answer FROM idempotency_key
                WHERE tenant_id = :tenantId AND (key = :key AND NOT erased OR key = voxgate_erased_key(:key)
                    AND erased)""",
                        row -> new IdempotencyRow(
                                row.getBytes("body_hash"),
                                row.getString("session_id"),
                                Optional.ofNullable(row.getString("answer"))
                                        .flatMap(Json::parse)
                                        .map(ObjectNode.class::cast)),
                        with("tenantId", tenantId).and("key", key)));
    }

    /** @return false when the key is taken */
    public boolean take(Transaction tx, String tenantId, String key, IdempotencyRow row, Instant now) {
        return tx.update(
                        """
                INSERT INTO idempotency_key (tenant_id, key, body_hash, session_id, created_at)
                    VALUES (:tenantId, :key, :bodyHash, :sessionId, :now) ON CONFLICT DO NOTHING""",
                        with("tenantId", tenantId)
                                .and("key", key)
                                .and("bodyHash", row.bodyHash())
                                .and("sessionId", row.sessionId())
                                .and("now", now))
                == 1;
    }

    /** Keeps the answer, if the session has a key and no answer yet. */
    public void answer(Transaction tx, String sessionId, ObjectNode answer) {
        tx.update(
                "UPDATE idempotency_key SET answer = :answer::json WHERE tenant_id = :tenantId AND "
                        + "session_id = :sessionId AND answer IS NULL",
                with("answer", answer).and("tenantId", tx.tenantId()).and("sessionId", sessionId));
    }

    /** Drops some of what is too old; called every minute, it drops all. */
    public int purge(Instant before) {
        return database.system(tx -> tx.update("""
                DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM idempotency_key WHERE created_at < :before ORDER BY created_at
                        LIMIT :limit FOR UPDATE SKIP LOCKED))""", with("before", before).and("limit", BATCH)));
    }
}
