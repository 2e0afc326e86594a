package io.voxgate.retention;

import static io.voxgate.database.SqlParameters.with;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Database;
import io.voxgate.database.SqlParameters;
import io.voxgate.database.Transaction;
import io.voxgate.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Takes a person out of everything that is stored of a tenant's sessions, which themselves stay, without anybody in
 * them.
 */
@ApplicationScoped
public class ErasureTable {
    private static final int SESSIONS = 100;
    private static final int NAMED = 20;
    private static final String OF_PERSON =
            "SELECT id FROM session WHERE tenant_id = :tenantId AND person_hash = voxgate_pair_hash(:kind, :value) AND status ";

    private final Database database;

    public ErasureTable(Database database) {
        this.database = database;
    }

    /** @param kind {@code userId} or {@code phoneNumber}, as in the request */
    public record Person(String tenantId, String kind, String value) {
        /** Of {@link #OF_PERSON}. */
        private SqlParameters parameters() {
            return with("tenantId", tenantId).and("kind", kind).and("value", value);
        }

        /**
         * How the person is spelled inside JSON that no adapter reads: an id as a whole value, of a number the digits
         * that every spelling has.
         */
        private List<String> spellings() {
            if (kind.equals("phoneNumber")) {
                return List.of(value.substring(Math.max(1, value.length() - 10)));
            }
            String quoted = Json.write(Json.text(value));
            return List.of(quoted, "\\\"" + quoted.substring(1, quoted.length() - 1) + "\\\"");
        }
    }

    /** What was deleted. */
    public record Erased(int sessions, int events, int deliveries, int parked) {
        public Erased plus(Erased more) {
            return new Erased(
                    sessions + more.sessions, events + more.events, deliveries + more.deliveries, parked + more.parked);
        }
    }

    /** Some of the person's sessions that are not over. */
    public List<String> running(Person person) {
        return database.tenant(
                person.tenantId(),
                tx -> tx.list(
                        OF_PERSON + "NOT IN ('ended', 'failed') ORDER BY id LIMIT :limit",
                        row -> row.getString(1),
                        person.parameters().and("limit", NAMED)));
    }

    /**
     * Erases some of what there is; nothing more is left when no session and no event was.
     *
     * @param answer what a repeated start of an erased session is answered
     */
    public Erased some(Person person, ObjectNode answer, Instant now) {
        return database.tenant(person.tenantId(), tx -> {
            tx.allowLonger();
            List<String> found = tx.list(
                    OF_PERSON + "IN ('ended', 'failed') ORDER BY id LIMIT :limit FOR UPDATE",
                    row -> row.getString(1),
                    person.parameters().and("limit", SESSIONS));
            int events = RetentionTable.events(tx, found);
            int deliveries = tx.update(
                    "DELETE FROM webhook_delivery WHERE tenant_id = :tenantId AND session_id = ANY (:found)",
                    with("tenantId", person.tenantId()).and("found", found));
            // Who wanted no calls gets none, and is not named any more.
            tx.update(
                    """
                    UPDATE suppression SET number = NULL, note = NULL, version = nextval('row_version'), updated_at = :now
                    WHERE tenant_id = :tenantId AND number_hash = voxgate_pair_hash(:kind, :value) AND number IS NOT NULL""",
                    person.parameters().and("now", now));
            tx.update(
                    "DELETE FROM session_metadata WHERE tenant_id = :tenantId AND session_id = ANY (:found)",
                    with("tenantId", person.tenantId()).and("found", found));
            tx.update(
                    """
                    UPDATE idempotency_key SET key = voxgate_erased_key(key), erased = true, answer = jsonb_set(:answer::jsonb,
                        '{problem,extras,sessionId}', to_jsonb(session_id))::json
                    WHERE tenant_id = :tenantId AND session_id = ANY (:found) AND NOT erased""",
                    with("answer", answer).and("tenantId", person.tenantId()).and("found", found));
            return new Erased(sessions(tx, found, now), events, deliveries, parked(tx, person));
        });
    }

    /** Those of which no event is left; the others are found again. */
    private static int sessions(Transaction tx, List<String> found, Instant now) {
        return tx.update("""
                UPDATE session SET channel = CASE channel ->> 'type' WHEN 'phone' THEN \
                '{"type":"phone","to":"+99900000000"}' ELSE '{"type":"room","roomId":"erased"}' END::jsonb,
                    agent = '{}', translation = translation || '{"fields":[]}', metadata = '{}', nonce = '', \
                lookup_cursor = NULL, absent_since = NULL, next_lookup_at = NULL,
                    vendor_error = vendor_error || '{"message":"erased"}', retained_events = 0, purged_sequence = last_sequence,
                        version = nextval('row_version'), updated_at = :now
                WHERE tenant_id = :tenantId AND id = ANY (:found) AND NOT EXISTS (SELECT FROM session_event e
                    WHERE e.tenant_id = session.tenant_id AND \
                e.session_id = session.id)""", with("now", now).and("tenantId", tx.tenantId()).and("found", found));
    }

    private static int parked(Transaction tx, Person person) {
        return tx.update("""
                DELETE FROM unmatched_event WHERE tenant_id = :tenantId
                AND EXISTS (SELECT FROM unnest(:spellings) AS spelling WHERE strpos(event::text, spelling) > 0
                    OR strpos(raw::text, spelling) > 0)""", with("tenantId", tx.tenantId()).and("spellings", person.spellings()));
    }

    /** That it was done, not to whom. */
    public void done(String tenantId, String id, Erased erased) {
        database.tenant(
                tenantId,
                tx -> tx.one(
                        "SELECT voxgate_audit_record(:tenantId, 'done', 'erasure', :id, NULL, :erased::jsonb)",
                        row -> true,
                        with("tenantId", tenantId).and("id", id).and("erased", Json.tree(erased))));
    }
}
