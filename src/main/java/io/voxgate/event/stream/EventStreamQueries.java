package io.voxgate.event.stream;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.Snapshot;
import io.voxgate.event.EventSize;
import io.voxgate.event.EventTable;
import io.voxgate.event.EventTable.EventRow;
import io.voxgate.limits.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events as live streams need them: what was committed since the last read, for all streams of this process at once.
 */
@ApplicationScoped
public class EventStreamQueries {
    private final Database database;

    public EventStreamQueries(Database database) {
        this.database = database;
    }

    /**
     * What became visible.
     *
     * @param now of the read
     * @param events in the order of the tenants' streams
     * @param more there is more than was read
     */
    public record CommittedEvents(Snapshot now, List<Fresh> events, boolean more) {
        public CommittedEvents {
            events = List.copyOf(events);
        }
    }

    public record Fresh(String tenantId, EventRow event) {}

    /** @param lastSequence of its events; every one of them may be sent; a session that is gone has none */
    public record Finished(String sessionId, int lastSequence) {}

    /**
     * Where a tenant's stream stands: {@code now} is after everything that can be sent, {@code horizon} where something
     * was deleted last.
     */
    public record Reach(Snapshot now, Optional<StreamPosition> horizon) {}

    public Snapshot now() {
        return database.system(tx -> tx.one("SELECT voxgate_event_snapshot()", row -> Snapshot.parse(row.getString(1))))
                .orElseThrow();
    }

    /**
     * Each event of these tenants that was not visible at {@code seen} and is now, however long its transaction took:
     * none is ever skipped, none sent twice.
     */
    public CommittedEvents since(Snapshot seen, Collection<String> tenants, int most) {
        List<String> of = List.copyOf(tenants);
        List<Fresh> events = new ArrayList<>();
        AtomicInteger found = new AtomicInteger();
        Snapshot now = database.system(tx -> tx.list(
                        """
                SELECT voxgate_event_snapshot() AS snapshot, fresh.* FROM (VALUES (1)) AS always LEFT JOIN (
                    SELECT %1$s, tenant_id, txid, position, found FROM (
                        SELECT *, %2$s AS earlier, count(*) OVER () AS found FROM (
                            (SELECT * FROM session_event WHERE tenant_id = ANY (:tenantId) AND txid >= :txid::xid8)
                            UNION ALL
                            (SELECT * FROM session_event WHERE tenant_id = ANY (:tenantId) AND txid = ANY (:running::xid8[]))
                            ORDER BY txid, position LIMIT :limit) AS session_event) AS session_event
                    WHERE earlier < %3$d ORDER BY txid, position) AS fresh ON true""".formatted(
                                        EventTable.COLUMNS,
                                        EventSize.earlier("session_event", "txid, position"),
                                        Limit.STREAM_READ_BYTES.max()),
                        row -> {
                            if (row.getString("id") != null) {
                                found.set(row.getInt("found"));
                                events.add(new Fresh(row.getString("tenant_id"), EventRow.read(row, "streams")));
                            }
                            return Snapshot.parse(row.getString("snapshot"));
                        },
                        with("tenantId", of)
                                .and("txid", Long.toString(seen.xmax()))
                                .and("running", seen.running())
                                .and("limit", most + 1)))
                .getFirst();
        return new CommittedEvents(now, events, events.size() > most || found.get() > events.size());
    }

    /**
     * Of these sessions those that are over and of which nothing more is expected: no replica works on them, and their
     * last event is older than this.
     */
    public List<Finished> finished(Collection<String> sessionIds, Instant quietSince) {
        return database.system(tx -> tx.list(
                """
                SELECT asked.id, coalesce(s.last_sequence, 0) AS last_sequence FROM unnest(:sessionIds) AS asked (id) LEFT
                    JOIN session s ON s.id = asked.id
                WHERE s.id IS NULL OR (s.status IN ('ended', 'failed') AND s.next_lookup_at IS NULL AND NOT EXISTS (
                    SELECT FROM session_event e WHERE e.session_id = s.id AND e.sequence = s.last_sequence
                        AND e.received_at > :quietSince))""",
                row -> new Finished(row.getString("id"), row.getInt("last_sequence")),
                with("sessionIds", List.copyOf(sessionIds)).and("quietSince", quietSince)));
    }

    public Reach reach(String tenantId) {
        return database.tenant(
                        tenantId,
                        tx -> tx.one(
                                """
                SELECT voxgate_event_snapshot() AS snapshot, txid::text || ' ' || position AS horizon
                FROM (VALUES (1)) AS always LEFT JOIN last_deleted_event ON tenant_id = :tenantId""",
                                row -> new Reach(
                                        Snapshot.parse(row.getString("snapshot")),
                                        Optional.ofNullable(row.getString("horizon"))
                                                .flatMap(StreamPosition::parse)),
                                with("tenantId", tenantId)))
                .orElseThrow();
    }
}
