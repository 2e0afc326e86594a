package io.voxgate.session.store;

import static io.voxgate.database.SqlParameters.with;

import io.voxgate.database.Database;
import io.voxgate.database.KeysetPosition;
import io.voxgate.database.Page;
import io.voxgate.database.SqlParameters;
import io.voxgate.database.Transaction;
import io.voxgate.model.SessionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions. */
@ApplicationScoped
public class SessionTable {
    private static final String SELECT = "SELECT " + SessionRow.COLUMNS + " FROM session ";

    /** The place is said here too, so that the side table is read from there on. */
    private static final String HAS_PAIR =
            " AND EXISTS (SELECT FROM session_metadata m WHERE m.tenant_id = :tenantId AND m.pair_hash = "
                    + "voxgate_pair_hash(:key%1$d, :value%1$d) AND m.created_at = session.created_at AND m.session_id = "
                    + "session.id%2$s)";

    private static final String AFTER = " AND (m.created_at, m.session_id) < (:afterTime, :afterId)";

    private final Database database;

    public SessionTable(Database database) {
        this.database = database;
    }

    /** A new session, before the vendor is asked. */
    public void insert(Transaction tx, SessionRow session) {
        SessionRow.StartColumns start = session.start();
        SessionRow.StateColumns state = session.state();
        tx.update(
                """
                INSERT INTO session (id, tenant_id, status, vendor, connection, template, channel, agent, \
                translation, metadata, facts, nonce,
                    last_sequence, created_at, sent_at, next_lookup_at, updated_at)
                VALUES (:id, :tenantId, :status, :vendor, :connection, :template, :channel::jsonb, :agent::jsonb, :translation::jsonb,
                    :metadata::jsonb, :facts::jsonb, :nonce, :lastSequence, :createdAt, :sentAt, :nextLookupAt, :updatedAt)""",
                with("id", session.id())
                        .and("tenantId", session.tenantId())
                        .and("status", state.status())
                        .and("vendor", start.vendor())
                        .and("connection", start.connection())
                        .and("template", start.template())
                        .and("channel", start.channel())
                        .and("agent", start.agent())
                        .and("translation", start.translation())
                        .and("metadata", start.metadata())
                        .and("facts", state.facts())
                        .and("nonce", start.nonce())
                        .and("lastSequence", state.lastSequence())
                        .and("createdAt", session.createdAt())
                        .and("sentAt", start.sentAt())
                        .and("nextLookupAt", state.lookup().nextAt())
                        .and("updatedAt", session.updatedAt()));
    }

    /** Keeps everybody else from changing it until the transaction ends. */
    public Optional<SessionRow> lock(Transaction tx, String id) {
        return tx.one(
                SELECT + "WHERE tenant_id = :tenantId AND id = :id FOR UPDATE",
                SessionRow::read,
                with("tenantId", tx.tenantId()).and("id", id));
    }

    /** Stores what may change of a locked session; {@link SessionRow#CHANGED} makes it a new version. */
    public SessionRow save(Transaction tx, SessionRow session) {
        SessionRow.StartColumns start = session.start();
        SessionRow.StateColumns state = session.state();
        return tx.one(
                        """
                UPDATE session SET status = :status, vendor = :vendor, connection = :connection, agent = :agent::jsonb,
                    translation = :translation::jsonb, facts = :facts::jsonb,
                    vendor_session_id = :vendorSessionId, vendor_error = :vendorError::jsonb, last_sequence = :lastSequence,
                        end_reason = :endReason, ended_by = :endedBy, vendor_code = :vendorCode, end_event_id = :endEventId,
                    ended_at = :endedAt, started_at = :startedAt, sent_at = :sentAt, next_lookup_at = :nextLookupAt,
                        lookup_count = :lookupCount, lookup_cursor = :lookupCursor::jsonb, absent_since = :absentSince,
                        start_attempts = :startAttempts, missing_transcript_reason = :missingTranscriptReason,
                    retained_events = CASE WHEN last_sequence < :lastSequence THEN 2 ELSE retained_events END,
                    version = CASE WHEN version = :version THEN version ELSE nextval('row_version') END, updated_at = :updatedAt
                WHERE tenant_id = :tenantId AND id = :id RETURNING %s""".formatted(SessionRow.COLUMNS),
                        SessionRow::read,
                        with("status", state.status())
                                .and("vendor", start.vendor())
                                .and("connection", start.connection())
                                .and("agent", start.agent())
                                .and("translation", start.translation())
                                .and("facts", state.facts())
                                .and("vendorSessionId", state.vendorSessionId())
                                .and("vendorError", state.vendorError())
                                .and("lastSequence", state.lastSequence())
                                .and("endReason", state.end().map(SessionRow.EndColumns::reason))
                                .and("endedBy", state.end().map(SessionRow.EndColumns::by))
                                .and("vendorCode", state.end().flatMap(SessionRow.EndColumns::vendorCode))
                                .and("endEventId", state.end().map(SessionRow.EndColumns::eventId))
                                .and("endedAt", state.end().map(SessionRow.EndColumns::at))
                                .and("startedAt", state.startedAt())
                                .and("sentAt", start.sentAt())
                                .and("nextLookupAt", state.lookup().nextAt())
                                .and("lookupCount", state.lookup().count())
                                .and("lookupCursor", state.lookup().cursor())
                                .and("absentSince", state.lookup().absentSince())
                                .and("startAttempts", state.starts())
                                .and("missingTranscriptReason", state.missingTranscriptReason())
                                .and("version", session.version())
                                .and("updatedAt", session.updatedAt())
                                .and("tenantId", tx.tenantId())
                                .and("id", session.id()))
                .orElseThrow();
    }

    /** Sets only when a locked session is looked up next; no caller sees a change. */
    public void schedule(Transaction tx, String id, SessionRow.StateColumns state) {
        tx.update(
                "UPDATE session SET next_lookup_at = :nextLookupAt, lookup_count = :lookupCount, "
                        + "lookup_cursor = :lookupCursor::jsonb, absent_since = :absentSince WHERE tenant_id = :tenantId AND id = :id",
                with("nextLookupAt", state.lookup().nextAt())
                        .and("lookupCount", state.lookup().count())
                        .and("lookupCursor", state.lookup().cursor())
                        .and("absentSince", state.lookup().absentSince())
                        .and("tenantId", tx.tenantId())
                        .and("id", id));
    }

    public Optional<SessionRow> find(String tenantId, String id) {
        return database.tenant(
                tenantId,
                tx -> tx.one(
                        SELECT + "WHERE tenant_id = :tenantId AND id = :id",
                        SessionRow::read,
                        with("tenantId", tenantId).and("id", id)));
    }

    /** For Voxgate's own work, whatever the tenant. */
    public Optional<SessionRow> find(String id) {
        return database.system(tx -> tx.one(SELECT + "WHERE id = :id", SessionRow::read, with("id", id)));
    }

    /** The id of the session that has this handle at one of a tenant's connections. */
    public Optional<String> byHandle(
            Transaction tx, String tenantId, List<String> connections, String vendorSessionId) {
        return tx.one(
                "SELECT id FROM session WHERE tenant_id = :tenantId AND connection = ANY (:connections) "
                        + "AND vendor_session_id = :vendorSessionId ORDER BY id DESC LIMIT 1",
                row -> row.getString(1),
                with("tenantId", tenantId).and("connections", connections).and("vendorSessionId", vendorSessionId));
    }

    /** Whether a connection's other session has this handle. */
    public boolean handleTaken(Transaction tx, String connection, String vendorSessionId, String exceptId) {
        return tx.one(
                        "SELECT FROM session WHERE tenant_id = :tenantId AND connection = :connection AND "
                                + "vendor_session_id = :vendorSessionId AND id <> :exceptId",
                        row -> true,
                        with("tenantId", tx.tenantId())
                                .and("connection", connection)
                                .and("vendorSessionId", vendorSessionId)
                                .and("exceptId", exceptId))
                .isPresent();
    }

    /** The handles of the tenant's other calls at a vendor to the same number since a time. */
    public List<String> handles(SessionRow session, String number, Instant since) {
        return database.tenant(
                session.tenantId(),
                tx -> tx.list(
                        """
                SELECT vendor_session_id FROM session
                WHERE tenant_id = :tenantId AND person_hash = voxgate_pair_hash('phoneNumber', :number) AND vendor = :vendor
                    AND vendor_session_id IS NOT NULL AND created_at >= :since AND id <> :id""",
                        row -> row.getString(1),
                        with("tenantId", session.tenantId())
                                .and("number", number)
                                .and("vendor", session.start().vendor())
                                .and("since", since)
                                .and("id", session.id())));
    }

    /**
     * A session whose handle is not known.
     *
     * @param createdAt right before its start was sent for the first time
     * @param sentAt for the last time
     * @param sent its start may still be answered
     * @param stopped it is to be stopped, once it is found
     * @param agentUserId the agent's id in the room; empty where the session has no room
     */
    public record Unsettled(
            String id, Instant createdAt, Instant sentAt, boolean sent, boolean stopped, String agentUserId) {}

    /**
     * The tenant's open sessions at a vendor that reach the same number or room, were sent about the same time, and
     * whose handle is not known, the oldest first.
     */
    public List<Unsettled> unsettled(Transaction tx, SessionRow session, String destination, Duration about) {
        return withoutHandle(tx, session, destination, about, "status IN (%s)".formatted(SessionStatus.RUNNING_IN_SQL));
    }

    /** The same of those that were given up as lost: a vendor may have begun them late. */
    public List<Unsettled> lost(Transaction tx, SessionRow session, String destination, Duration about) {
        return withoutHandle(tx, session, destination, about, "status = 'failed' AND end_reason = 'lost'");
    }

    private static List<Unsettled> withoutHandle(
            Transaction tx, SessionRow session, String destination, Duration about, String condition) {
        return tx.list(
                """
                SELECT id, created_at, sent_at, facts ->> 'start' = 'SENT', facts ->> 'stop' IS NOT NULL, \
                coalesce(channel ->> 'agentUserId', '')
                FROM session
                WHERE tenant_id = :tenantId AND vendor = :vendor AND destination = :destination
                    AND vendor_session_id IS NULL AND %s
                    AND sent_at BETWEEN :earliest AND :latest ORDER BY sent_at, id""".formatted(condition),
                row -> new Unsettled(
                        row.getString(1),
                        Transaction.instant(row, "created_at"),
                        Transaction.instant(row, "sent_at"),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getString(6)),
                with("tenantId", tx.tenantId())
                        .and("vendor", session.start().vendor())
                        .and("destination", destination)
                        .and("earliest", session.start().sentAt().minus(about))
                        .and("latest", session.start().sentAt().plus(about)));
    }

    /**
     * What a list is narrowed to; an empty part narrows nothing.
     *
     * @param template {@code support} (any revision) or {@code support@3}
     * @param metadata pairs that a session must all have
     */
    public record SessionRowFilter(
            Optional<String> status,
            Optional<String> vendor,
            Optional<String> template,
            Optional<String> connection,
            Optional<Instant> createdAfter,
            Optional<Instant> createdBefore,
            Map<String, String> metadata) {}

    /** The newest first, without what a list does not show ({@link SessionRow#LISTED}). */
    public Page<SessionRow> list(String tenantId, SessionRowFilter filter, Page.PageRequest page) {
        StringBuilder sql =
                new StringBuilder("SELECT " + SessionRow.LISTED + " FROM session WHERE tenant_id = :tenantId");
        SqlParameters values = with("tenantId", tenantId).and("limit", page.oneMore());
        narrow(sql, values, " AND status = :", "status", filter.status());
        narrow(sql, values, " AND vendor = :", "vendor", filter.vendor());
        narrow(
                sql,
                values,
                " AND template_name = :",
                "templateName",
                filter.template().map(name -> name.split("@", 2)[0]));
        narrow(sql, values, " AND template = :", "template", filter.template().filter(name -> name.contains("@")));
        narrow(sql, values, " AND connection = :", "connection", filter.connection());
        narrow(sql, values, " AND created_at > :", "createdAfter", filter.createdAfter());
        narrow(sql, values, " AND created_at < :", "createdBefore", filter.createdBefore());
        Optional<KeysetPosition> after =
                Optional.of(page.after()).filter(text -> !text.isEmpty()).map(KeysetPosition::read);
        after.ifPresent(place -> {
            sql.append(" AND (created_at, id) < (:afterTime, :afterId)");
            values.and("afterTime", place.at()).and("afterId", place.id());
        });
        int number = 0;
        for (Map.Entry<String, String> pair : filter.metadata().entrySet()) {
            number++;
            sql.append(HAS_PAIR.formatted(number, after.isPresent() ? AFTER : ""));
            values.and("key" + number, pair.getKey()).and("value" + number, pair.getValue());
        }
        sql.append(" ORDER BY created_at DESC, id DESC LIMIT :limit");
        return database.tenant(
                tenantId,
                tx -> tx.page(
                        page.bounds("sessions"),
                        row -> new KeysetPosition(row.createdAt(), row.id()).toString(),
                        sql.toString(),
                        SessionRow::read,
                        values));
    }

    private static void narrow(
            StringBuilder sql, SqlParameters values, String condition, String name, Optional<?> value) {
        value.ifPresent(given -> {
            sql.append(condition).append(name);
            values.and(name, given);
        });
    }
}
