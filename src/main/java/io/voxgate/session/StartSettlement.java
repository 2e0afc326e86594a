package io.voxgate.session;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.database.Database;
import io.voxgate.session.VendorClient.VendorConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** A start to which the vendor did not say no: what came of it is stored together with the answer to the caller. */
@ApplicationScoped
class StartSettlement {
    private final Database database;
    private final StartOutcomeRecorder outcomes;
    private final StartAnswers answers;
    private final SessionLookup lookup;
    private final LookupWakeup wakeup;
    private final VendorClient calls;

    StartSettlement(
            Database database,
            StartOutcomeRecorder outcomes,
            StartAnswers answers,
            SessionLookup lookup,
            LookupWakeup wakeup,
            VendorClient calls) {
        this.database = database;
        this.outcomes = outcomes;
        this.answers = answers;
        this.lookup = lookup;
        this.wakeup = wakeup;
        this.calls = calls;
    }

    /** A vendor's word on a start. */
    record VendorHeard(VendorConnection line, CallOutcome outcome) {}

    /** It was accepted, or the outcome is unknown. */
    StartResult settled(StartPlan plan, StartAttempt attempt, VendorHeard heard) {
        VendorConnection line = heard.line();
        StartResult answer = database.tenant(
                plan.tenantId(),
                tx -> answers.keep(tx, StartAnswers.begun(outcomes.settle(tx, attempt, line, heard.outcome()))));
        wakeup.signal();
        if (heard.outcome() instanceof CallOutcome.Accepted) {
            calls.proven(line);
        }
        return StartAnswers.joined(answer, line, plan.nonce());
    }

    /** A twin of this very start runs: it is looked up before anything is answered. */
    StartResult twin(StartPlan plan, StartAttempt attempt, VendorHeard heard) {
        database.tenant(plan.tenantId(), tx -> outcomes.settle(tx, attempt, heard.line(), heard.outcome()));
        lookup.look(plan.id());
        return answers.keptAsItIs(plan, heard.line());
    }
}
