package io.voxgate.session;

import io.micrometer.core.instrument.Metrics;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.database.Transaction;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.EventData;
import io.voxgate.model.SessionEnd;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.IncomingEvent;
import io.voxgate.session.state.PollingBackoff;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.state.SessionUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Writes down the outcome of a start, and nothing else does. Each writer holds a {@link StartAttempt}; under the
 * session's lock its number is held against that of the latest attempt (the fence), since the process that sent an
 * attempt may have stood still while another went on:
 *
 * <ul>
 *   <li>"refused", "not sent" and "unknown" count only for the latest attempt of a session that is not over and has no
 *       handle;
 *   <li>"accepted" is true whenever it comes: the session gets the handle if it goes on without one, and what runs
 *       besides is stopped ({@code OrphanStops}).
 * </ul>
 */
@ApplicationScoped
public class StartOutcomeRecorder {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SessionRepository repository;

    StartOutcomeRecorder(SessionRepository repository) {
        this.repository = repository;
    }

    public Session settle(Transaction tx, StartAttempt attempt, VendorConnection vendor, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Accepted accepted -> accepted(tx, attempt, vendor, accepted.vendorSessionId());
            case CallOutcome.AlreadyExists _, CallOutcome.Unknown _ -> unknown(tx, attempt);
            case CallOutcome.Refused refused -> refused(tx, attempt, refused);
            case CallOutcome.Gone gone ->
                refused(
                        tx,
                        attempt,
                        new CallOutcome.Refused(
                                CallOutcome.RefusalKind.VENDOR_REFUSED, gone.error(), false, Optional.empty()));
        };
    }

    private Session accepted(Transaction tx, StartAttempt attempt, VendorConnection vendor, Optional<String> handle) {
        return handle.map(known -> repository.adopt(
                        tx, attempt.sessionId(), vendor.handle(known), update -> begin(update, vendor)))
                .orElseGet(() -> repository.change(tx, attempt.sessionId(), update -> begin(update, vendor)));
    }

    private static void begin(SessionUpdate update, VendorConnection vendor) {
        if (update.facts().ending() != null) {
            return;
        }
        update.facts(facts -> facts.with(SessionFacts.StartFact.ACCEPTED));
        if (update.facts().stop() == null) {
            update.scheduleLookup(PollingBackoff.next(vendor.info().polled(), update.facts(), 0), 1);
        } else {
            update.scheduleLookup(Duration.ZERO, 0);
        }
    }

    /** It is not known whether the attempt was carried out: the vendor is asked at once. */
    public Session unknown(Transaction tx, StartAttempt attempt) {
        return latest(tx, attempt, update -> {
            update.facts(facts -> facts.with(SessionFacts.StartFact.UNKNOWN));
            update.scheduleLookup(Duration.ZERO, 0);
        });
    }

    Session refused(Transaction tx, StartAttempt attempt, CallOutcome.Refused refused) {
        SessionEnd end = SessionEnd.of(
                VendorProblems.reason(refused.kind()),
                EndedBy.VENDOR,
                refused.error().code());
        return negative(tx, attempt, end, refused.error().message(), update -> update.vendorError(refused.error()));
    }

    /** The vendor could not be reached, so that nothing was executed. */
    public Session notSent(Transaction tx, StartAttempt attempt, String why) {
        return negative(tx, attempt, SessionEnd.of(EndReason.VENDOR_ERROR, EndedBy.SYSTEM, null), why, _ -> {});
    }

    private Session negative(
            Transaction tx, StartAttempt attempt, SessionEnd end, String why, Consumer<SessionUpdate> error) {
        return latest(tx, attempt, update -> {
            if (attempt.repeats()) {
                update.facts(facts -> facts.with(SessionFacts.StartFact.UNKNOWN));
                update.scheduleLookup(SOON, 0);
                return;
            }
            update.facts(facts -> facts.with(SessionFacts.StartFact.REFUSED));
            error.accept(update);
            update.event(IncomingEvent.own(new EventData.Failed(end, why), update.now(), update.now()));
        });
    }

    /**
     * Writes only what the latest attempt may say; an older one is fenced, and its writer gets the session as it is.
     */
    private Session latest(Transaction tx, StartAttempt attempt, Consumer<SessionUpdate> work) {
        return repository.change(tx, attempt.sessionId(), update -> {
            if (open(update, attempt)) {
                work.accept(update);
            } else {
                Metrics.counter("voxgate.fenced.writes", "what", "outcome").increment();
            }
        });
    }

    private static boolean open(SessionUpdate update, StartAttempt attempt) {
        SessionFacts facts = update.facts();
        return update.starts() == attempt.number()
                && facts.ending() == null
                && update.handle().isEmpty()
                && (facts.start() == SessionFacts.StartFact.SENT || facts.start() == SessionFacts.StartFact.UNKNOWN);
    }

    /**
     * The next attempt over another connection, after a refusal of this one.
     *
     * @param sending what is written of it before it is sent
     * @return empty when the session went on without this attempt in the meantime
     */
    Optional<StartAttempt> next(Transaction tx, StartAttempt attempt, Consumer<SessionUpdate> sending) {
        return further(tx, attempt, attempt.elsewhere(), sending);
    }

    /** One more attempt for a vendor that recognises our session's id, and that knows nothing of this one. */
    public Optional<StartAttempt> again(Transaction tx, StartAttempt attempt) {
        return further(tx, attempt, attempt.again(), update -> update.start(start -> start.sentAt(update.now())));
    }

    private Optional<StartAttempt> further(
            Transaction tx, StartAttempt attempt, StartAttempt next, Consumer<SessionUpdate> sending) {
        AtomicBoolean mine = new AtomicBoolean();
        latest(tx, attempt, update -> {
            update.starts(next.number());
            update.facts(facts -> facts.with(SessionFacts.StartFact.SENT));
            update.scheduleLookup(SessionStarter.CERTAIN_AFTER, 0);
            sending.accept(update);
            mine.set(true);
        });
        return Optional.of(next).filter(_ -> mine.get());
    }
}
