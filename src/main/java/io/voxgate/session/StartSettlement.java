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
    record VendorAnswer(VendorConnection vendor, CallOutcome outcome) {}

    /** It was accepted, or the outcome is unknown. */
    StartResult settled(StartPlan plan, StartAttempt attempt, VendorAnswer answer) {
        VendorConnection vendor = answer.vendor();
        StartResult result = database.tenant(
                plan.tenantId(),
                tx -> answers.keep(tx, StartAnswers.begun(outcomes.settle(tx, attempt, vendor, answer.outcome()))));
        wakeup.signal();
        if (answer.outcome() instanceof CallOutcome.Accepted) {
            calls.proven(vendor);
        }
        return StartAnswers.joined(result, vendor, plan.nonce());
    }

    /** A twin of this very start runs: it is looked up before anything is answered. */
    StartResult duplicate(StartPlan plan, StartAttempt attempt, VendorAnswer answer) {
        database.tenant(plan.tenantId(), tx -> outcomes.settle(tx, attempt, answer.vendor(), answer.outcome()));
        lookup.lookUp(plan.id());
        return answers.keptAsItIs(plan, answer.vendor());
    }
}
