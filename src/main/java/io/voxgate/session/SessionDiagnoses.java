package io.voxgate.session;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.connection.StoredConnections;
import io.voxgate.database.Transaction;
import io.voxgate.event.EventOutlineTable;
import io.voxgate.event.EventOutlineTable.EventOutline;
import io.voxgate.json.Json;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.FieldOutcome;
import io.voxgate.model.Problem;
import io.voxgate.model.SessionDiagnosis;
import io.voxgate.model.SessionEnd;
import io.voxgate.session.diagnosis.DiagnosisRules;
import io.voxgate.session.diagnosis.RecordedEvent;
import io.voxgate.session.diagnosis.SessionRecords;
import io.voxgate.session.diagnosis.SessionRecords.RecordedState;
import io.voxgate.session.diagnosis.SessionRecords.RecordedVendor;
import io.voxgate.session.diagnosis.SessionRecords.StartRecord;
import io.voxgate.session.state.EnumNames;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.store.SessionRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads what is recorded of a session, for its diagnosis. No vendor is asked. */
@ApplicationScoped
public class SessionDiagnoses {
    private static final String CALLBACKS_REFUSED = "CALLBACKS_REFUSED";

    private final EventOutlineTable events;
    private final StoredConnections connections;
    private final AdapterRegistry adapters;
    private final Clock clock;

    public SessionDiagnoses(
            EventOutlineTable events, StoredConnections connections, AdapterRegistry adapters, Clock clock) {
        this.events = events;
        this.connections = connections;
        this.adapters = adapters;
        this.clock = clock;
    }

    /**
     * How far a session came, and why not further.
     *
     * @param whole false: what was said was deleted, since the tenant keeps it no longer
     */
    public SessionDiagnosis of(SessionRow row, boolean whole) {
        RecordedVendor vendor = vendor(row);
        List<EventOutline> recorded =
                events.ofSession(row.tenantId(), row.id(), row.state().lastSequence());
        return DiagnosisRules.diagnose(records(row, vendor, recorded, whole));
    }

    /** The same under a lock that a transaction holds; nothing else is read. */
    public SessionRecords records(Transaction tx, SessionRow row, RecordedVendor vendor) {
        return records(row, vendor, events.ofSession(tx, row.id(), row.state().lastSequence()), true);
    }

    private SessionRecords records(SessionRow row, RecordedVendor vendor, List<EventOutline> recorded, boolean whole) {
        Session session = Session.of(row);
        return new SessionRecords(
                state(session),
                vendor,
                row.erased() ? Optional.empty() : Optional.of(session.agent()),
                recorded.stream().map(SessionDiagnoses::event).toList(),
                whole,
                clock.instant());
    }

    private static RecordedState state(Session session) {
        SessionRow row = session.row();
        return new RecordedState(
                session.status(),
                start(session.facts()),
                row.start().channel().path("type").asText().equals("phone"),
                row.start().sentAt(),
                row.state().end().map(SessionDiagnoses::end),
                row.state().vendorError().map(error -> Json.MAPPER.convertValue(error, CallOutcome.VendorError.class)),
                row.erased() ? List.of() : notCarried(row));
    }

    private static StartRecord start(SessionFacts facts) {
        return switch (facts.start()) {
            case SENT -> StartRecord.SENT;
            case ACCEPTED -> StartRecord.ACCEPTED;
            case UNKNOWN -> StartRecord.UNKNOWN;
            case REFUSED -> StartRecord.REFUSED;
        };
    }

    private static SessionEnd end(SessionRow.EndColumns end) {
        return SessionEnd.of(
                EnumNames.read(end.reason(), EndReason.class),
                EnumNames.read(end.by(), EndedBy.class),
                end.vendorCode().orElse(null));
    }

    private static List<String> notCarried(SessionRow row) {
        String unsupported = EnumNames.of(FieldOutcome.UNSUPPORTED);
        return row.start()
                .translation()
                .path("fields")
                .valueStream()
                .filter(field -> field.path("outcome").asText().equals(unsupported))
                .map(field -> field.path("path").asText())
                .toList();
    }

    /** Who runs a session, and whether its callbacks are believed. */
    public RecordedVendor vendor(SessionRow row) {
        VendorAdapter adapter = adapters.get(row.start().vendor());
        return new RecordedVendor(adapter.info(), adapter.records(), believed(row));
    }

    /** Whether callbacks of the session's connection are believed; of a connection that is gone they are unknown. */
    private boolean believed(SessionRow row) {
        try {
            return connections.get(row.tenantId(), row.start().connection()).warnings().stream()
                    .noneMatch(warning -> warning.code().equals(CALLBACKS_REFUSED));
        } catch (Problem _) {
            return true; // the connection was deleted
        }
    }

    private static RecordedEvent event(EventOutline outline) {
        return new RecordedEvent(
                outline.id(),
                outline.type(),
                outline.occurredAt(),
                outline.receivedAt(),
                outline.data(),
                outline.byVendor());
    }
}
