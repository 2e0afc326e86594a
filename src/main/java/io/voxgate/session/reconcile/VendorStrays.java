package io.voxgate.session.reconcile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.voxgate.adapter.ActiveListing;
import io.voxgate.adapter.ActiveSession;
import io.voxgate.adapter.ActiveState;
import io.voxgate.adapter.ActiveStep;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CommandResult;
import io.voxgate.audit.AuditTable;
import io.voxgate.database.Page;
import io.voxgate.json.Json;
import io.voxgate.limits.Limit;
import io.voxgate.model.EndReason;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.SessionStatus;
import io.voxgate.model.VendorText;
import io.voxgate.session.CallResult;
import io.voxgate.session.VendorClient;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.VendorProblems;
import io.voxgate.session.reconcile.StrayOwners.Reaching;
import io.voxgate.session.store.StrayTable;
import io.voxgate.session.store.StrayTable.ReportedRow;
import io.voxgate.session.store.StrayTable.StrayHolder;
import io.voxgate.session.store.StrayTable.StraySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What runs at a vendor without a session here, after a restore from an older dump for example: listed, and stopped one
 * by one when an administrator asks for it. A session that is not over owns what has its handle; what a session had
 * that is over by now belongs to no session.
 */
@ApplicationScoped
public class VendorStrays {
    private final VendorClient calls;
    private final StrayTable table;
    private final AuditTable audit;
    private final Clock clock;
    private final Map<String, Counter> stopped;

    VendorStrays(
            VendorClient calls,
            StrayTable table,
            AuditTable audit,
            Clock clock,
            AdapterRegistry adapters,
            MeterRegistry meters) {
        this.calls = calls;
        this.table = table;
        this.audit = audit;
        this.clock = clock;
        this.stopped = adapters.all().stream()
                .map(adapter -> adapter.info().id())
                .collect(Collectors.toMap(vendor -> vendor, vendor -> counter(meters, vendor)));
    }

    private static Counter counter(MeterRegistry meters, String vendor) {
        return Counter.builder("voxgate.strays.stopped")
                .tag("vendor", vendor)
                .description("Calls and tasks without a session that somebody had stopped")
                .register(meters);
    }

    /**
     * A session that may have begun a stray.
     *
     * @param endReason why it is over, if it is
     */
    public record StrayCandidate(String sessionId, SessionStatus status, Optional<EndReason> endReason) {}

    /** Something that runs without a session. */
    public record Stray(ActiveSession active, List<StrayCandidate> candidates) {}

    /** @param listing what the vendor can say at all */
    public record StrayPage(Page<Stray> page, ActiveListing listing, Instant readAt) {}

    /** @throws Problem 404, or why the vendor could not be asked */
    public StrayPage list(String tenantId, String connection, Page.PageRequest request) {
        VendorConnection vendor = vendor(tenantId, connection);
        ActiveListing listing = vendor.adapter().activeListing();
        Instant now = clock.instant();
        ActiveQuestions questions = new ActiveQuestions(calls, vendor);
        Page<ActiveSession> found = listing.complete()
                ? listed(vendor, request, questions, now)
                : reported(vendor, request, questions, now);
        StrayOwners owners = new StrayOwners(table, vendor);
        List<Reaching> unsettled = found.items().isEmpty() ? List.of() : owners.withoutHandle(now);
        Map<String, List<StrayHolder>> holders = owners.holders(
                found.items().stream().map(ActiveSession::vendorSessionId).toList());
        return new StrayPage(found.map(active -> owners.stray(active, holders, unsettled)), listing, now);
    }

    /** From the vendor's list. What comes after the page is asked for again then. */
    private Page<ActiveSession> listed(
            VendorConnection vendor, Page.PageRequest request, ActiveQuestions questions, Instant now) {
        int begin = request.number(0);
        int from = begin;
        Map<String, ActiveSession> found = new LinkedHashMap<>();
        do {
            ActiveStep.Part part;
            try {
                part = questions.ask(ActiveState.list(from, request.size() - found.size(), now));
            } catch (Problem problem) {
                if (from == begin) {
                    throw problem;
                }
                return page(found, Optional.of(from));
            }
            new StrayOwners(table, vendor)
                    .ownerless(part.sessions())
                    .forEach(active -> found.put(active.vendorSessionId(), active));
            if (part.next().isEmpty()) {
                return page(found, Optional.empty());
            }
            from = part.next().getAsInt();
        } while (2 * found.size() <= request.size() && questions.inTime());
        return page(found, Optional.of(from));
    }

    private static Page<ActiveSession> page(Map<String, ActiveSession> found, Optional<?> next) {
        return new Page<>(List.copyOf(found.values()), next.map(Object::toString));
    }

    /** From what callbacks named; the vendor is asked about each. */
    private Page<ActiveSession> reported(
            VendorConnection vendor, Page.PageRequest request, ActiveQuestions questions, Instant now) {
        Page<ReportedRow> rows = table.reported(
                source(vendor),
                new Page.PageRequest(request.after(), Math.min(request.size(), Limit.STRAY_CALLS.count())));
        Set<String> owned = new StrayOwners(table, vendor)
                .owned(rows.items().stream().map(ReportedRow::vendorSessionId).toList());
        Map<String, ActiveSession> found = new LinkedHashMap<>();
        Optional<String> last = Optional.empty();
        for (ReportedRow row : rows.items()) {
            if (last.isPresent() && !questions.inTime()) {
                return page(found, last);
            }
            try {
                if (!owned.contains(row.vendorSessionId())) {
                    questions
                            .ask(state(row, now))
                            .sessions()
                            .forEach(active -> found.put(active.vendorSessionId(), active));
                }
            } catch (Problem problem) {
                if (last.isEmpty()) {
                    throw problem;
                }
                return page(found, last);
            }
            last = Optional.of(row.vendorSessionId());
        }
        return page(found, rows.next());
    }

    private static ActiveState state(ReportedRow row, Instant now) {
        return ActiveState.of(new ActiveState.Reported(row.vendorSessionId(), row.raw()), now);
    }

    /**
     * Stops one.
     *
     * @return as it stood, or as over when the vendor does not know it any more by now
     * @throws Problem 404 when no such thing runs, 409 when a session has it or may have it, or what the vendor says
     */
    public Stray stop(String tenantId, String connection, String vendorSessionId) {
        VendorConnection vendor = vendor(tenantId, connection);
        if (!VendorText.usableId(vendorSessionId)) {
            throw missing(vendor);
        }
        StrayOwners owners = new StrayOwners(table, vendor);
        refuseOwned(owners, vendorSessionId);
        Instant now = clock.instant();
        ActiveQuestions questions = new ActiveQuestions(calls, vendor);
        ActiveSession active = questions.ask(asked(vendor, vendorSessionId, now)).sessions().stream()
                .findFirst()
                .orElseThrow(() -> missing(vendor));
        List<Reaching> withoutHandle = owners.withoutHandle(now);
        refuseUnsettled(owners.mayHave(active, withoutHandle));
        refuseOwned(owners, vendorSessionId); // a session that was settled in the meantime
        Stray stray = owners.stray(active, owners.holders(List.of(vendorSessionId)), withoutHandle);
        audit.actedOver(tenantId, connection, "strayStopped", Json.object().put("vendorSessionId", vendorSessionId));
        return new Stray(
                new ActiveSession(
                        vendorSessionId, send(vendor, active, questions), active.startedAt(), active.channel()),
                stray.candidates());
    }

    private ActiveState asked(VendorConnection vendor, String vendorSessionId, Instant now) {
        return vendor.adapter().activeListing().complete()
                ? ActiveState.of(new ActiveState.Reported(vendorSessionId, Json.object()), now)
                : table.reported(source(vendor), vendorSessionId)
                        .map(row -> state(row, now))
                        .orElseThrow(() -> missing(vendor));
    }

    private SessionStatus send(VendorConnection vendor, ActiveSession active, ActiveQuestions questions) {
        if (!(vendor.adapter().stop(active.ref()) instanceof CommandResult.Call call)) {
            throw new IllegalStateException(
                    "A vendor that cannot stop its sessions: " + vendor.info().id());
        }
        SessionStatus status = switch (calls.call(vendor, call.call(), questions.deadline())) {
            case CallResult.NotSent not ->
                throw VendorProblems.notSent(vendor.info().id(), not.why());
            case CallResult.Limited limited ->
                throw VendorProblems.limited(vendor, call.call().operation(), limited.until());
            case CallResult.Answered(CallOutcome.Accepted _) -> SessionStatus.STOPPING;
            case CallResult.Answered(CallOutcome.Gone _) -> SessionStatus.ENDED;
            case CallResult.Answered(CallOutcome.Refused refused) -> throw VendorProblems.problem(refused);
            case CallResult.Answered(CallOutcome.AlreadyExists _) ->
                throw unclear(vendor, "It answered what it answers to a start.");
            case CallResult.Answered(CallOutcome.Unknown unknown) -> throw unclear(vendor, unknown.why());
        };
        Objects.requireNonNull(stopped.get(vendor.info().id())).increment();
        return status;
    }

    /** To stop once more does no harm. */
    private static Problem unclear(VendorConnection vendor, String why) {
        return Problem.of(
                        ProblemCode.VENDOR_UNAVAILABLE,
                        vendor.info().id()
                                + " gave no clear answer to the stop; it may have been done. Ask for the strays "
                                + "again, and stop it again if it is still there. " + why)
                .with("retryAfterMs", 1000);
    }

    private static void refuseUnsettled(List<StrayHolder> mayHaveIt) {
        mayHaveIt.stream()
                .filter(holder -> !StrayOwners.over(holder))
                .findFirst()
                .ifPresent(holder -> {
                    throw conflict(
                            holder,
                            " goes to the same place, and it is not known yet whether this is its own: stop that session, or wait "
                                    + "until it is settled.");
                });
    }

    private static void refuseOwned(StrayOwners owners, String vendorSessionId) {
        owners.holders(List.of(vendorSessionId)).values().stream()
                .flatMap(List::stream)
                .filter(holder -> !StrayOwners.over(holder))
                .findFirst()
                .ifPresent(holder -> {
                    throw conflict(holder, " has it: stop that session.");
                });
    }

    private static Problem conflict(StrayHolder holder, String why) {
        return Problem.of(ProblemCode.CONFLICT, "The session " + holder.sessionId() + why)
                .with("sessionId", holder.sessionId());
    }

    private static StraySource source(VendorConnection vendor) {
        return new StraySource(
                vendor.connection().tenantId(),
                vendor.info().id(),
                vendor.connection().callbackToken());
    }

    private VendorConnection vendor(String tenantId, String connection) {
        return calls.connection(tenantId, connection)
                .orElseThrow(() -> Problem.notFound("There is no connection " + connection + "."));
    }

    private static Problem missing(VendorConnection vendor) {
        return Problem.notFound("Nothing of this id runs at " + vendor.info().id()
                + " that could be stopped here: it is over, or it is not in the connection's list of strays.");
    }
}
