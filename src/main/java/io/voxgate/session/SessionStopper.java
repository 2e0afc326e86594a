package io.voxgate.session;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CommandResult;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.egress.Deadline;
import io.voxgate.model.EndReason;
import io.voxgate.model.EndedBy;
import io.voxgate.model.Problem;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.PollingBackoff;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionFacts;
import io.voxgate.session.state.SessionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Stops sessions. A stop is kept until the vendor has received it; the session is over only when the vendor says so.
 */
@ApplicationScoped
public class SessionStopper {
    private static final Logger LOG = Logger.getLogger(SessionStopper.class);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final SessionCommands commands;
    private final VendorClient calls;
    private final SessionRepository repository;
    private final LookupWakeup wakeup;

    SessionStopper(SessionCommands commands, VendorClient calls, SessionRepository repository, LookupWakeup wakeup) {
        this.commands = commands;
        this.calls = calls;
        this.repository = repository;
        this.wakeup = wakeup;
    }

    /**
     * Stops a session because its caller wants it; one that is over already stays as it is.
     *
     * @throws Problem 404, or when the vendor refuses for good
     */
    public SessionView stop(String tenantId, String id) {
        Session session = commands.session(tenantId, id);
        if (session.status().terminal()) {
            return SessionView.of(session.row());
        }
        VendorConnection vendor = commands.connection(session);
        Session stopping = repository.change(tenantId, id, update -> {
            update.facts(facts -> facts.ending() == null
                    ? facts.with(new SessionFacts.Stop(EndReason.COMPLETED, EndedBy.OPERATOR))
                    : facts);
            update.scheduleLookup(SOON, 0);
        });
        boolean addressable = !stopping.status().terminal()
                && stopping.row().state().vendorSessionId().isPresent();
        return SessionView.of((addressable ? sent(vendor, stopping) : stopping).row());
    }

    /**
     * The stop is stored: what the vendor said of it, and the database could not take, is asked for once more by the
     * next look-up of the session.
     */
    private Session sent(VendorConnection vendor, Session stopping) {
        try {
            return send(vendor, stopping);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("stop not noted session=%s cause=%s", stopping.id(), e.reason());
            return stopping;
        }
    }

    private Session send(VendorConnection vendor, Session session) {
        CommandResult answer = vendor.adapter().stop(session.ref());
        if (!(answer instanceof CommandResult.Call call)) {
            throw new IllegalStateException(
                    "A vendor that cannot stop its sessions: " + vendor.info().id());
        }
        return switch (calls.call(vendor, call.call(), Deadline.in(SessionCommands.DEADLINE))) {
            case CallResult.NotSent _, CallResult.Limited _ -> session;
            case CallResult.Answered(CallOutcome outcome) ->
                handle(vendor, session, outcome).orElse(session);
        };
    }

    private Optional<Session> handle(VendorConnection vendor, Session session, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Accepted _ ->
                Optional.of(repository.change(session.tenantId(), session.id(), update -> {
                    update.facts(SessionFacts::stopTaken);
                    update.scheduleLookup(PollingBackoff.next(vendor.info().polled(), update.facts(), 0), 0);
                }));
            case CallOutcome.Gone _ -> {
                Session done = repository.change(session.tenantId(), session.id(), update -> {
                    update.facts(SessionFacts::stopTaken);
                    update.scheduleLookup(Duration.ZERO, 0);
                });
                wakeup.signal();
                yield Optional.of(done);
            }
            case CallOutcome.Refused refused
            when !refused.retryable() && refused.kind() != CallOutcome.RefusalKind.VENDOR_THROTTLED -> {
                repository.change(session.tenantId(), session.id(), update -> {
                    update.facts(SessionFacts::withoutStop);
                    update.scheduleLookup(SOON, 0);
                });
                throw VendorProblems.problem(refused).with("sessionId", session.id());
            }
            case CallOutcome.Refused _, CallOutcome.AlreadyExists _, CallOutcome.Unknown _ -> Optional.empty();
        };
    }
}
