package io.voxgate.session.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionDiagnosis;
import io.voxgate.session.SessionDiagnoses;
import io.voxgate.session.diagnosis.DiagnosisRules;
import io.voxgate.session.diagnosis.SessionRecords;
import io.voxgate.session.diagnosis.SessionRecords.RecordedVendor;
import io.voxgate.session.state.EnumNames;
import io.voxgate.session.state.IncomingEvent;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.store.SessionRow;
import io.voxgate.session.store.SessionTable;
import io.voxgate.session.store.StallWatchTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges one session under its lock, so that nothing happens to it meanwhile: reports that it is stalled, plans the
 * next check, or ends the watch. A replica that stood still judges what is recorded when it goes on, and what was
 * reported is not reported again.
 */
@ApplicationScoped
class StallJudge {
    private final Database database;
    private final SessionTable sessions;
    private final StallWatchTable watches;
    private final SessionDiagnoses diagnoses;
    private final SessionRepository repository;
    private final MeterRegistry meters;

    StallJudge(
            Database database,
            SessionTable sessions,
            StallWatchTable watches,
            SessionDiagnoses diagnoses,
            SessionRepository repository,
            MeterRegistry meters) {
        this.database = database;
        this.sessions = sessions;
        this.watches = watches;
        this.diagnoses = diagnoses;
        this.repository = repository;
        this.meters = meters;
    }

    void judge(String tenantId, String sessionId) {
        Optional<RecordedVendor> vendor = sessions.find(tenantId, sessionId).map(diagnoses::vendor);
        Optional<SessionDiagnosis> diagnosed = database.tenant(
                tenantId,
                tx -> vendor.flatMap(known -> sessions.lock(tx, sessionId).flatMap(row -> judge(tx, row, known))));
        diagnosed.ifPresent(diagnosis -> count(vendor.orElseThrow(), diagnosis));
    }

    /** @return what was reported; empty when nothing was */
    private Optional<SessionDiagnosis> judge(Transaction tx, SessionRow row, RecordedVendor vendor) {
        Session session = Session.of(row);
        if (session.status().terminal()) {
            watches.end(tx, row.id());
            return Optional.empty();
        }
        SessionRecords records = diagnoses.records(tx, row, vendor);
        Optional<Instant> stalledAt = DiagnosisRules.stalledAt(records);
        if (stalledAt.isEmpty()) {
            watches.end(tx, row.id());
            return Optional.empty();
        }
        if (stalledAt.get().isAfter(records.now())) {
            watches.again(tx, row.id(), stalledAt.get());
            return Optional.empty();
        }
        SessionDiagnosis diagnosis = DiagnosisRules.diagnose(records);
        Session after = repository.change(
                tx,
                row.id(),
                update -> update.event(IncomingEvent.own(
                        new EventData.Stalled(diagnosis.missing(), diagnosis.causes()), update.now(), update.now())));
        watches.markReported(tx, row.id());
        boolean written = after.row().state().lastSequence() > row.state().lastSequence();
        return Optional.of(diagnosis).filter(_ -> written);
    }

    private void count(RecordedVendor vendor, SessionDiagnosis diagnosis) {
        String part = diagnosis.causes().isEmpty()
                ? "none"
                : EnumNames.of(diagnosis.causes().getFirst().part());
        meters.counter("voxgate.sessions.stalled", "vendor", vendor.info().id(), "part", part)
                .increment();
    }
}
