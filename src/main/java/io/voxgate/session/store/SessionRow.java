package io.voxgate.session.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.database.Transaction;
import io.voxgate.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A stored session.
 *
 * @param id {@code ses_…}
 * @param start what was started, and where
 * @param state what changes while it lives
 * @param version the ETag
 */
public record SessionRow(
        String id,
        String tenantId,
        StartColumns start,
        StateColumns state,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** The version of a session that gets a new one when it is stored. */
    public static final long CHANGED = 0;

    /**
     * The data of its person were deleted: it is over, and its agent, which every other session has, went with them.
     */
    public boolean erased() {
        return start.agent().isEmpty() && state.end().isPresent();
    }

    /** The same without the vendor's handle. */
    public SessionRow withoutHandle() {
        StateColumns unnamed = new StateColumns(
                state.status(),
                state.facts(),
                Optional.empty(),
                state.vendorError(),
                state.lastSequence(),
                state.end(),
                state.startedAt(),
                state.lookup(),
                state.starts(),
                state.missingTranscriptReason());
        return new SessionRow(id, tenantId, start, unnamed, createdAt, updatedAt, version);
    }

    static final String COLUMNS = """
            id, tenant_id, status, vendor, connection, template, vendor_session_id, channel, agent, translation, \
            metadata, facts, vendor_error, nonce, last_sequence, end_reason, ended_by, vendor_code, end_event_id, \
            created_at, sent_at, started_at, ended_at, next_lookup_at, lookup_count, lookup_cursor, absent_since, \
            start_attempts, missing_transcript_reason, version, updated_at""";

    /** The same for lists, which show no agent: it is empty there, and so is what only Voxgate itself works with. */
    static final String LISTED = COLUMNS.replace(" agent,", " '{}'::jsonb AS agent,")
            .replace(" facts,", " '{}'::jsonb AS facts,")
            .replace(" lookup_cursor,", " NULL::jsonb AS lookup_cursor,");

    /**
     * What was started, and where. It changes when a start is routed on, or the running agent is changed.
     *
     * @param agent composed, with variables filled in
     * @param nonce from which the join credentials are made
     * @param sentAt when the start was sent, to the first or, after a refusal, to a further connection
     */
    public record StartColumns(
            String vendor,
            String connection,
            Optional<String> template,
            ObjectNode channel,
            ObjectNode agent,
            ObjectNode translation,
            ObjectNode metadata,
            String nonce,
            Instant sentAt) {

        /** The same, sent once more. */
        public StartColumns sentAt(Instant time) {
            return new StartColumns(vendor, connection, template, channel, agent, translation, metadata, nonce, time);
        }
    }

    /**
     * What changes while it lives.
     *
     * @param facts {@code io.voxgate.session.state.SessionFacts}
     * @param vendorSessionId the vendor's handle
     * @param lastSequence of its events
     * @param end present when it is over
     * @param lookup when the vendor is asked how it stands
     * @param starts how often the vendor was asked to start it
     * @param missingTranscriptReason what the transcript will never hold, and why
     */
    public record StateColumns(
            String status,
            ObjectNode facts,
            Optional<String> vendorSessionId,
            Optional<ObjectNode> vendorError,
            int lastSequence,
            Optional<EndColumns> end,
            Optional<Instant> startedAt,
            LookupColumns lookup,
            int starts,
            Optional<String> missingTranscriptReason) {

        /** The part that callers see. */
        public List<Object> visibleValues() {
            return List.of(status, vendorSessionId, vendorError, end, startedAt);
        }
    }

    /**
     * The look-ups of a session.
     *
     * @param nextAt when the vendor is asked next; empty: never again
     * @param count how often the vendor was asked, for the back-off
     * @param cursor the adapter's own memory for the next look-up
     * @param absentSince since when the vendor has known nothing of it, without a look-up that found it
     */
    public record LookupColumns(
            Optional<Instant> nextAt, int count, Optional<ObjectNode> cursor, Optional<Instant> absentSince) {}

    /** @param eventId the event that says so */
    public record EndColumns(String reason, String by, Optional<String> vendorCode, String eventId, Instant at) {}

    static SessionRow read(ResultSet row) throws SQLException {
        StartColumns start = new StartColumns(
                row.getString("vendor"),
                row.getString("connection"),
                text(row, "template"),
                Transaction.json(row, "channel", ObjectNode.class),
                Transaction.json(row, "agent", ObjectNode.class),
                Transaction.json(row, "translation", ObjectNode.class),
                Transaction.json(row, "metadata", ObjectNode.class),
                row.getString("nonce"),
                Transaction.instant(row, "sent_at"));
        return new SessionRow(
                row.getString("id"),
                row.getString("tenant_id"),
                start,
                state(row),
                Transaction.instant(row, "created_at"),
                Transaction.instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static StateColumns state(ResultSet row) throws SQLException {
        Optional<ObjectNode> error =
                text(row, "vendor_error").flatMap(Json::parse).map(ObjectNode.class::cast);
        Optional<Instant> endedAt = time(row, "ended_at");
        Optional<EndColumns> end = endedAt.isEmpty()
                ? Optional.empty()
                : Optional.of(new EndColumns(
                        row.getString("end_reason"),
                        row.getString("ended_by"),
                        text(row, "vendor_code"),
                        row.getString("end_event_id"),
                        endedAt.get()));
        return new StateColumns(
                row.getString("status"),
                Transaction.json(row, "facts", ObjectNode.class),
                text(row, "vendor_session_id"),
                error,
                row.getInt("last_sequence"),
                end,
                time(row, "started_at"),
                new LookupColumns(
                        time(row, "next_lookup_at"),
                        row.getInt("lookup_count"),
                        text(row, "lookup_cursor").flatMap(Json::parse).map(ObjectNode.class::cast),
                        time(row, "absent_since")),
                row.getInt("start_attempts"),
                text(row, "missing_transcript_reason"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
