package io.voxgate.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.chaos.ChaosHistory.Event;
import io.voxgate.chaos.ChaosHistory.RowSide;
import io.voxgate.chaos.ChaosHistory.Session;
import io.voxgate.chaos.ChaosHistory.Unknown;
import io.voxgate.json.Json;
import io.voxgate.replicas.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is stored, read past the service; and since when, by the judge's clock, a session is unknown or over. */
final class RowReader implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);

    private final Postgres postgres;
    private final String tenants;
    private final Map<String, Unknown> unknown = new HashMap<>();
    private final Map<String, Long> overSince = new HashMap<>();
    private Set<String> open = Set.of();
    private final Thread watch;

    /** An open session, as its row is now. */
    record Open(String id, String marker, String status) {}

    /** @param tenants a list for SQL */
    RowReader(Postgres postgres, String tenants) {
        this.postgres = postgres;
        this.tenants = tenants;
        this.watch = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException _) {
            // The run is over.
        }
    }

    private void look() {
        try {
            saw(open(), System.currentTimeMillis());
        } catch (IllegalStateException _) {
            // The database is away, as the schedule wants it.
        }
    }

    private synchronized void saw(List<Open> now, long at) {
        now.stream()
                .filter(session -> session.status().equals("unknown"))
                .forEach(session -> unknown.merge(
                        session.id(),
                        new Unknown(session.id(), at, at),
                        (known, _) -> new Unknown(session.id(), known.first(), at)));
        Set<String> ids = now.stream().map(Open::id).collect(Collectors.toSet());
        open.stream().filter(id -> !ids.contains(id)).forEach(id -> overSince.put(id, at));
        open = ids;
    }

    /** Whatever is not over. */
    List<Open> open() {
        return rows("SELECT id, status, metadata->>'order' AS marker FROM session WHERE tenant_id IN "
                        + "(%s) AND status NOT IN ('ended', 'failed')")
                .stream()
                .map(row -> new Open(
                        row.path("id").asText(),
                        row.path("marker").asText(),
                        row.path("status").asText()))
                .toList();
    }

    /** How many events the good receiver has not had yet, of those that it must have. */
    List<String> eventIds() {
        return rows("SELECT id FROM session_event WHERE tenant_id IN (%s)").stream()
                .map(row -> row.path("id").asText())
                .toList();
    }

    private List<JsonNode> rows(String query) {
        return postgres.column("SELECT row_to_json(r)::text FROM (" + query.formatted(tenants) + ") AS r").stream()
                .map(text -> Json.parse(text).orElseThrow())
                .toList();
    }

    synchronized RowSide side() {
        List<Session> sessions = rows("""
                SELECT id, metadata->>'order' AS marker, connection, status, coalesce(end_reason, '') AS reason, \
                coalesce(vendor_session_id, '') AS handle,
                    start_attempts AS starts
                FROM session WHERE tenant_id IN (%s) ORDER BY id""").stream()
                .map(row -> new Session(
                        row.path("id").asText(),
                        row.path("marker").asText(),
                        ChaosVendor.valueOf(row.path("connection").asText().toUpperCase(java.util.Locale.ROOT)),
                        row.path("status").asText(),
                        row.path("reason").asText(),
                        row.path("handle").asText(),
                        row.path("starts").asInt(),
                        overSince.getOrDefault(row.path("id").asText(), 0L)))
                .toList();
        List<Event> events = rows("""
                SELECT session_id, sequence, id, type, coalesce(substring(raw::text FROM '"(?:Note|eventId)": \
                *"(cb-[0-9]+)"'), '') AS callback
                FROM session_event WHERE tenant_id IN (%s) ORDER BY session_id, sequence""").stream()
                .map(row -> new Event(
                        row.path("session_id").asText(),
                        row.path("sequence").asInt(),
                        row.path("id").asText(),
                        row.path("type").asText(),
                        row.path("callback").asText()))
                .toList();
        return new RowSide(sessions, events, new ArrayList<>(unknown.values()));
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
