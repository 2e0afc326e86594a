package io.voxgate.session;

import io.voxgate.adapter.CredentialValues;
import io.voxgate.adapter.RequestNonce;
import io.voxgate.database.Database;
import io.voxgate.database.Transaction;
import io.voxgate.model.Channel;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.store.IdempotencyTable;
import io.voxgate.session.store.SessionRow;
import io.voxgate.session.store.SessionTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** What the caller of a start is answered, the same each time that it is asked with the same key. */
@ApplicationScoped
class StartAnswers {
    private final Database database;
    private final SessionTable sessions;
    private final IdempotencyTable keys;
    private final VendorClient calls;

    StartAnswers(Database database, SessionTable sessions, IdempotencyTable keys, VendorClient calls) {
        this.database = database;
        this.sessions = sessions;
        this.keys = keys;
        this.calls = calls;
    }

    /**
     * The answer to an earlier request with this key.
     *
     * @throws Problem 4xx when that was another request, or is still running
     */
    Optional<StartResult> replayed(String tenantId, StartRequest.IdempotencyKey key) {
        return keys.find(tenantId, key.text()).map(row -> {
            if (!MessageDigest.isEqual(row.bodyHash(), key.bodyHash())) {
                throw Problem.of(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        "This Idempotency-Key was used for another request. Use a new key for a new request.");
            }
            return row.answer()
                    .map(StartResult::replayed)
                    .map(answer -> again(tenantId, answer))
                    .orElseThrow(StartIntentions::stillRunning);
        });
    }

    private StartResult again(String tenantId, StartResult answer) {
        if (!(answer instanceof StartResult.Begun begun) || !(begun.session().channel() instanceof Channel.Room)) {
            return answer;
        }
        Optional<SessionRow> stored = sessions.find(tenantId, begun.session().id());
        return stored.filter(SessionRow::erased)
                .<StartResult>map(row -> StartResult.erased(row.id(), true))
                .orElseGet(() -> stored.flatMap(row -> calls.connection(
                                        tenantId, begun.session().connection())
                                .map(vendor ->
                                        joined(answer, vendor, row.start().nonce())))
                        .orElse(answer));
    }

    /** The session as it stands by now. */
    StartResult asItIs(StartPlan plan) {
        return begun(stored(plan));
    }

    private Session stored(StartPlan plan) {
        return Session.of(sessions.find(plan.tenantId(), plan.id()).orElseThrow());
    }

    /** The same, kept for the key, and with what the person's client needs. */
    StartResult keptAsItIs(StartPlan plan, VendorConnection vendor) {
        Session session = stored(plan);
        return joined(database.tenant(plan.tenantId(), tx -> keep(tx, begun(session))), vendor, plan.nonce());
    }

    /**
     * The vendor was called, and what came of it could not be stored: the session is there, and
     * {@code SessionReconciler} finds out whether it runs. An answer that says to try again would put a second agent
     * into the room.
     */
    static StartResult mayHaveBegun(StartPlan plan, StartCandidate.Fit fit) {
        return new StartResult.Begun(
                202, SessionView.of(plan.row(fit, SessionFacts.sent().with(SessionFacts.StartFact.UNKNOWN))), false);
    }

    static StartResult begun(Session session) {
        return new StartResult.Begun(
                session.status() == SessionStatus.UNKNOWN ? 202 : 201, SessionView.of(session.row()), false);
    }

    StartResult keep(Transaction tx, StartResult answer) {
        if (answer instanceof StartResult.Begun begun) {
            keys.answer(tx, begun.session().id(), answer.kept());
        }
        return answer;
    }

    /** Every connection that was tried said no, and none is left. */
    StartResult refused(StartPlan plan, StartRefusal refusal) {
        return database.tenant(plan.tenantId(), tx -> {
            Session session = refusal.ending().in(tx);
            StartResult answer =
                    session.status() == SessionStatus.FAILED || session.row().erased()
                            ? new StartResult.Refused(refusal.problem().with("sessionId", plan.id()), false)
                            : begun(session);
            keys.answer(tx, plan.id(), answer.kept());
            return answer;
        });
    }

    /** With what the person's client needs: made of what is stored, so that it is the same each time. */
    static StartResult joined(StartResult answer, VendorConnection vendor, String nonce) {
        if (!(answer instanceof StartResult.Begun begun)) {
            return answer;
        }
        CredentialValues secrets = new CredentialValues(vendor.connection().secrets(), Map.of());
        return vendor.adapter()
                .join(
                        begun.session().channel(),
                        vendor.account(),
                        secrets,
                        begun.session().createdAt(),
                        new RequestNonce(nonce))
                .<StartResult>map(join -> new StartResult.Begun(
                        begun.status(),
                        begun.session()
                                .with(SessionJoin.of(join, vendor.adapter().roomMessages())),
                        begun.replayed()))
                .orElse(answer);
    }
}
