package io.voxgate.session.store;

import io.voxgate.database.Database;
import io.voxgate.database.KeysetPosition;
import io.voxgate.database.Page;
import io.voxgate.database.Transaction;
import io.voxgate.model.SessionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions. */
@ApplicationScoped
public class SessionTable {
    private static final String SELECT = "SELECT " + SessionRow.COLUMNS + " FROM session ";

    private final Database database;

    public SessionTable(Database database) {
        this.database = database;
    }

    /** A new session, before the vendor is asked. */
    public void insert(Transaction tx, SessionRow session) {
        SessionRow.StartColumns start = session.start();
        SessionRow.StateColumns state = session.state();
        tx.update("""
                INSERT INTO session (id, tenant_id, status, vendor, connection, template, channel, agent, translation, metadata, facts, nonce,
                    last_sequence, created_at, sent_at, next_lookup_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?)""",
                session.id(), session.tenantId(), state.status(), start.vendor(), start.connection(), start.template(), start.channel(), start.agent(),
                start.translation(), start.metadata(), state.facts(), start.nonce(), state.lastSequence(), session.createdAt(), start.sentAt(),
                state.nextLookupAt(), session.updatedAt());
    }

    /** Keeps everybody else from changing it until the transaction ends. */
    public Optional<SessionRow> lock(Transaction tx, String id) {
        return tx.one(SELECT + "WHERE tenant_id = ? AND id = ? FOR UPDATE", SessionRow::read, tx.tenantId(), id);
    }

    /** Stores what may change of a locked session; {@link SessionRow#CHANGED} makes it a new version. */
    public SessionRow save(Transaction tx, SessionRow session) {
        SessionRow.StartColumns start = session.start();
        SessionRow.StateColumns state = session.state();
        return tx.one("""
                UPDATE session SET status = ?, vendor = ?, connection = ?, agent = ?::jsonb, translation = ?::jsonb, facts = ?::jsonb,
                    vendor_session_id = ?, vendor_error = ?::jsonb, last_sequence = ?, end_reason = ?, ended_by = ?, vendor_code = ?, end_event_id = ?,
                    ended_at = ?, started_at = ?, sent_at = ?, next_lookup_at = ?, lookup_count = ?, lookup_cursor = ?::jsonb, start_attempts = ?, missing_transcript_reason = ?,
                    retained_events = CASE WHEN last_sequence < ? THEN 2 ELSE retained_events END,
                    version = CASE WHEN version = ? THEN version ELSE nextval('row_version') END, updated_at = ?
                WHERE tenant_id = ? AND id = ? RETURNING %s""".formatted(SessionRow.COLUMNS), SessionRow::read,
                state.status(), start.vendor(), start.connection(), start.agent(), start.translation(), state.facts(),
                state.vendorSessionId(), state.vendorError(), state.lastSequence(), state.end().map(SessionRow.EndColumns::reason), state.end().map(SessionRow.EndColumns::by),
                state.end().flatMap(SessionRow.EndColumns::vendorCode), state.end().map(SessionRow.EndColumns::eventId), state.end().map(SessionRow.EndColumns::at),
                state.startedAt(), start.sentAt(), state.nextLookupAt(), state.lookupCount(), state.lookupCursor(), state.starts(), state.missingTranscriptReason(), state.lastSequence(), session.version(), session.updatedAt(), tx.tenantId(), session.id()).orElseThrow();
    }

    /** Sets only when a locked session is looked at next; nobody outside sees a change. */
    public void schedule(Transaction tx, String id, SessionRow.StateColumns state) {
        tx.update("UPDATE session SET next_lookup_at = ?, lookup_count = ?, lookup_cursor = ?::jsonb WHERE tenant_id = ? AND id = ?",
                state.nextLookupAt(), state.lookupCount(), state.lookupCursor(), tx.tenantId(), id);
    }

    public Optional<SessionRow> find(String tenantId, String id) {
        return database.tenant(tenantId, tx -> tx.one(SELECT + "WHERE tenant_id = ? AND id = ?", SessionRow::read, tenantId, id));
    }

    /** For Voxgate's own work, whatever the tenant. */
    public Optional<SessionRow> find(String id) {
        return database.system(tx -> tx.one(SELECT + "WHERE id = ?", SessionRow::read, id));
    }

    /** The id of the session that has this handle at one of a tenant's connections. */
    public Optional<String> byHandle(Transaction tx, String tenantId, List<String> connections, String vendorSessionId) {
        return tx.one("SELECT id FROM session WHERE tenant_id = ? AND connection = ANY (?) AND vendor_session_id = ? ORDER BY id DESC LIMIT 1",
                row -> row.getString(1), tenantId, connections, vendorSessionId);
    }

    /** Whether a connection's other session has this handle. */
    public boolean handleTaken(Transaction tx, String connection, String vendorSessionId, String exceptId) {
        return tx.one("SELECT FROM session WHERE tenant_id = ? AND connection = ? AND vendor_session_id = ? AND id <> ?",
                row -> true, tx.tenantId(), connection, vendorSessionId, exceptId).isPresent();
    }

    /** The handles of the tenant's other calls at a vendor to the same number since a time. */
    public List<String> handles(SessionRow session, String number, Instant since) {
        return database.tenant(session.tenantId(), tx -> tx.list("""
                SELECT vendor_session_id FROM session
                WHERE tenant_id = ? AND person_hash = voxgate_pair_hash('phoneNumber', ?) AND vendor = ? AND vendor_session_id IS NOT NULL AND created_at >= ? AND id <> ?""",
                row -> row.getString(1), session.tenantId(), number, session.start().vendor(), since, session.id()));
    }

    /**
     * A session whose handle nobody knows.
     *
     * @param createdAt right before its start was sent for the first time
     * @param sentAt for the last time
     * @param sent its start may still be answered
     */
    public record Unsettled(String id, Instant createdAt, Instant sentAt, boolean sent) {}

    /** The tenant's open sessions at a vendor that reach the same number or room, were sent about the same time, and whose handle nobody knows, the oldest first. */
    public List<Unsettled> unsettled(Transaction tx, SessionRow session, String place, Duration about) {
        return tx.list("""
                SELECT id, created_at, sent_at, facts ->> 'start' = 'SENT' FROM session
                WHERE tenant_id = ? AND vendor = ? AND coalesce(channel ->> 'to', channel ->> 'roomId') = ? AND vendor_session_id IS NULL AND status IN (%s)
                    AND sent_at BETWEEN ? AND ? ORDER BY sent_at, id""".formatted(SessionStatus.RUNNING_IN_SQL),
                row -> new Unsettled(row.getString(1), Transaction.instant(row, "created_at"), Transaction.instant(row, "sent_at"), row.getBoolean(4)),
                tx.tenantId(), session.start().vendor(), place, session.start().sentAt().minus(about), session.start().sentAt().plus(about));
    }

    /**
     * What a list is narrowed to; an empty part narrows nothing.
     *
     * @param template {@code support} (any revision) or {@code support@3}
     * @param metadata pairs that a session must all have
     */
    public record SessionRowFilter(
            Optional<String> status, Optional<String> vendor, Optional<String> template, Optional<String> connection, Optional<Instant> createdAfter,
            Optional<Instant> createdBefore, Map<String, String> metadata) {}

    /** The newest first, without what a list does not show ({@link SessionRow#LISTED}). */
    public Page<SessionRow> list(String tenantId, SessionRowFilter filter, Page.PageRequest page) {
        StringBuilder sql = new StringBuilder("SELECT " + SessionRow.LISTED + " FROM session WHERE tenant_id = ?");
        List<@Nullable Object> values = new ArrayList<>(List.of(tenantId));
        narrow(sql, values, " AND status = ?", filter.status());
        narrow(sql, values, " AND vendor = ?", filter.vendor());
        narrow(sql, values, " AND template_name = ?", filter.template().map(name -> name.split("@", 2)[0]));
        narrow(sql, values, " AND template = ?", filter.template().filter(name -> name.contains("@")));
        narrow(sql, values, " AND connection = ?", filter.connection());
        narrow(sql, values, " AND created_at > ?", filter.createdAfter());
        narrow(sql, values, " AND created_at < ?", filter.createdBefore());
        Optional<KeysetPosition> after = Optional.of(page.after()).filter(text -> !text.isEmpty()).map(KeysetPosition::read);
        after.ifPresent(place -> {
            sql.append(" AND (created_at, id) < (?, ?)");
            values.addAll(List.of(place.at(), place.id()));
        });
        filter.metadata().forEach((key, value) -> pair(sql, values, after, List.of(tenantId, key, value)));
        sql.append(" ORDER BY created_at DESC, id DESC LIMIT ?");
        values.add(page.oneMore());
        return database.tenant(tenantId, tx -> tx.page(page.bounds("sessions"), row -> new KeysetPosition(row.createdAt(), row.id()).toString(),
                sql.toString(), SessionRow::read, values.toArray()));
    }

    /** The place is said here too, so that the side table is read from there on. */
    private static void pair(StringBuilder sql, List<@Nullable Object> values, Optional<KeysetPosition> after, List<String> tenantKeyValue) {
        sql.append(" AND EXISTS (SELECT FROM session_metadata m WHERE m.tenant_id = ? AND m.pair_hash = voxgate_pair_hash(?, ?) AND m.created_at = session.created_at AND m.session_id = session.id");
        values.addAll(tenantKeyValue);
        after.ifPresent(place -> {
            sql.append(" AND (m.created_at, m.session_id) < (?, ?)");
            values.addAll(List.of(place.at(), place.id()));
        });
        sql.append(')');
    }

    private static void narrow(StringBuilder sql, List<@Nullable Object> values, String condition, Optional<?> value) {
        value.ifPresent(given -> {
            sql.append(condition);
            values.add(given);
        });
    }
}
