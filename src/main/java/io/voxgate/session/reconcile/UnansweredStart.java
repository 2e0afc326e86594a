package io.voxgate.session.reconcile;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.StartCommand;
import io.voxgate.database.Database;
import io.voxgate.egress.Deadline;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.CallResult;
import io.voxgate.session.SessionView;
import io.voxgate.session.StartAttempt;
import io.voxgate.session.StartOutcomeRecorder;
import io.voxgate.session.StartResult;
import io.voxgate.session.VendorClient;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.Session;
import io.voxgate.session.store.IdempotencyTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** A start that got no answer: it is doubted after a while, and sent once more where that can do no harm. */
@ApplicationScoped
class UnansweredStart {
    private static final Duration STEP = Duration.ofSeconds(10);

    private final Database database;
    private final IdempotencyTable keys;
    private final VendorClient calls;
    private final StartOutcomeRecorder outcomes;

    UnansweredStart(Database database, IdempotencyTable keys, VendorClient calls, StartOutcomeRecorder outcomes) {
        this.database = database;
        this.keys = keys;
        this.calls = calls;
        this.outcomes = outcomes;
    }

    /** The process that sent the start stands still or is gone: its outcome is unknown. */
    Session doubted(Session found) {
        return database.tenant(found.tenantId(), tx -> {
            Session session = outcomes.unknown(
                    tx, new StartAttempt(found.id(), found.row().state().starts(), false));
            if (session.status() == SessionStatus.UNKNOWN) {
                keys.answer(tx, found.id(), new StartResult.Begun(202, SessionView.of(session.row()), false).kept());
            }
            return session;
        });
    }

    /** Only where the vendor recognises a start by our own session's id, and once. */
    void sendAgain(VendorConnection vendor, Session lost) {
        Optional<StartAttempt> again = database.tenant(
                lost.tenantId(),
                tx -> outcomes.again(
                        tx, new StartAttempt(lost.id(), lost.row().state().starts(), false)));
        again.ifPresent(attempt -> {
            StartCommand command = new StartCommand(lost.agent(), Optional.of(lost.channel()), Optional.of(lost.id()));
            CallResult called =
                    calls.call(vendor, vendor.adapter().translate(command).call(), Deadline.in(STEP));
            database.tenant(lost.tenantId(), tx -> switch (called) {
                case CallResult.Answered(CallOutcome outcome) -> outcomes.settle(tx, attempt, vendor, outcome);
                case CallResult.NotSent not -> outcomes.notSent(tx, attempt, not.why());
                case CallResult.Limited _ -> outcomes.notSent(tx, attempt, "The account's limit was used up.");
            });
        });
    }
}
