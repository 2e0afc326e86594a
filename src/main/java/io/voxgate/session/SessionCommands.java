package io.voxgate.session;

import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandOptions;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.audit.AuditTable;
import io.voxgate.egress.Deadline;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SessionStatus;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.EnumNames;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.store.SessionTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked of a running session. */
@ApplicationScoped
public class SessionCommands {
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    /** What leaves no mark in the session's row, and so is written to the audit before it is sent. */
    private static final Map<String, String> AUDITED =
            Map.of("say", "said", "prompt", "prompted", "transfer", "transferred");

    private final SessionTable sessions;
    private final AdapterRegistry adapters;
    private final VendorClient calls;
    private final SessionRepository repository;
    private final LookupWakeup wakeup;
    private final AuditTable audit;

    SessionCommands(
            SessionTable sessions,
            AdapterRegistry adapters,
            VendorClient calls,
            SessionRepository repository,
            LookupWakeup wakeup,
            AuditTable audit) {
        this.audit = audit;
        this.sessions = sessions;
        this.adapters = adapters;
        this.calls = calls;
        this.repository = repository;
        this.wakeup = wakeup;
    }

    /**
     * @return options that the vendor lacks and that were not asked for, and what was added by the caller's own options
     */
    public List<FieldReport.ReportEntry> say(String tenantId, String id, Command.Say say, CommandOptions options) {
        return run(
                session(tenantId, id),
                "say",
                (adapter, ref) -> options.in(adapter.info().id(), adapter.say(ref, say)));
    }

    public List<FieldReport.ReportEntry> prompt(
            String tenantId, String id, Command.Prompt prompt, CommandOptions options) {
        return run(
                session(tenantId, id),
                "prompt",
                (adapter, ref) -> options.in(adapter.info().id(), adapter.prompt(ref, prompt)));
    }

    public List<FieldReport.ReportEntry> transfer(String tenantId, String id, Command.Transfer transfer) {
        return run(session(tenantId, id), "transfer", (adapter, ref) -> adapter.transfer(ref, transfer));
    }

    /** How an adapter takes a command. */
    @FunctionalInterface
    interface Asking {
        CommandResult ask(VendorAdapter adapter, SessionRef session);
    }

    /** @throws Problem 404 */
    Session session(String tenantId, String id) {
        return sessions.find(tenantId, id).map(Session::of).orElseThrow(() -> missing(id));
    }

    static Problem missing(String id) {
        return Problem.notFound("There is no session " + id + ".");
    }

    /** @throws Problem 422 when the vendor cannot, 409 when the session is not running, or what the vendor refuses */
    List<FieldReport.ReportEntry> run(Session session, String operation, Asking asking) {
        VendorAdapter adapter = adapters.get(session.row().start().vendor());
        if (!adapter.info().operations().containsKey(operation)) {
            throw unsupported(session, operation, "It has no such operation.", List.of());
        }
        CommandResult answer = asking.ask(adapter, running(session));
        return switch (answer) {
            case CommandResult.Unsupported no -> throw unsupported(session, operation, no.why(), no.faults());
            case CommandResult.Invalid no ->
                throw Problem.of(
                        ProblemCode.INVALID_REQUEST, no.faults().getFirst().detail(), no.faults());
            case CommandResult.Call call -> {
                Optional.ofNullable(AUDITED.get(operation))
                        .ifPresent(done -> audit.acted(session.tenantId(), session.id(), done));
                send(session, call);
                yield call.fields();
            }
        };
    }

    /** @throws Problem 409 when the session is not running */
    static SessionRef running(Session session) {
        SessionStatus status = session.status();
        if (status.terminal()
                || status == SessionStatus.STOPPING
                || session.row().state().vendorSessionId().isEmpty()) {
            throw notRunning(session);
        }
        return session.ref();
    }

    static Problem notRunning(Session session) {
        return Problem.of(ProblemCode.SESSION_NOT_RUNNING, "The session is " + EnumNames.of(session.status()) + ".")
                .with("sessionId", session.id());
    }

    private Problem unsupported(Session session, String operation, String why, List<Fault> faults) {
        String vendor = session.row().start().vendor();
        List<String> able = adapters.supporting(operation).stream()
                .filter(id -> !id.equals(vendor) || !faults.isEmpty())
                .toList();
        String who = able.isEmpty()
                ? "No vendor here can."
                : "These vendors have " + operation + ": " + String.join(", ", able) + ".";
        return Problem.of(ProblemCode.UNSUPPORTED_BY_VENDOR, vendor + " cannot do this: " + why + " " + who, faults)
                .with("supportedBy", able);
    }

    private void send(Session session, CommandResult.Call call) {
        VendorConnection vendor = connection(session);
        switch (calls.call(vendor, call.call(), Deadline.in(DEADLINE))) {
            case CallResult.Limited limited ->
                throw VendorProblems.limited(vendor, call.call().operation(), limited.until());
            case CallResult.NotSent not ->
                throw VendorProblems.notSent(vendor.info().id(), not.why());
            case CallResult.Answered answered -> handle(session, vendor, answered.outcome());
        }
    }

    private void handle(Session session, VendorConnection vendor, CallOutcome outcome) {
        switch (outcome) {
            case CallOutcome.Accepted _, CallOutcome.AlreadyExists _ -> {}
            case CallOutcome.Refused refused -> throw VendorProblems.problem(refused);
            case CallOutcome.Unknown unknown ->
                throw Problem.of(
                                ProblemCode.VENDOR_UNAVAILABLE,
                                vendor.info().id() + " gave no clear answer; it may have been done. " + unknown.why())
                        .with("retryAfterMs", 1000);
            case CallOutcome.Gone gone -> {
                repository.change(session.tenantId(), session.id(), update -> update.scheduleLookup(Duration.ZERO, 0));
                wakeup.signal();
                throw Problem.of(
                                ProblemCode.SESSION_NOT_RUNNING,
                                vendor.info().id() + " does not know the session any more: it is over.")
                        .with("sessionId", session.id())
                        .with("vendorError", gone.error());
            }
        }
    }

    /** @throws Problem 409 when the session's connection is gone */
    VendorConnection connection(Session session) {
        String name = session.row().start().connection();
        Optional<VendorConnection> vendor = calls.connection(session.tenantId(), name);
        return vendor.orElseThrow(() -> Problem.of(
                ProblemCode.CONFLICT,
                "The session's connection " + name + " was deleted; Voxgate cannot reach the vendor for it."));
    }
}
