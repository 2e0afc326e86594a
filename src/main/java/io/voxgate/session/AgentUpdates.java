package io.voxgate.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.AdapterRegistry;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.StartCommand;
import io.voxgate.adapter.TranslationBuilder;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.connection.Credentials;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.Precondition;
import io.voxgate.json.Json;
import io.voxgate.json.MergePatch;
import io.voxgate.json.StrictJson;
import io.voxgate.model.Agent;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.session.state.Session;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.session.store.SessionRow;
import io.voxgate.template.AgentComposer;
import io.voxgate.template.AgentSource;
import io.voxgate.tenant.TenantShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Changes the agent of a running session, as far as its vendor can. */
@ApplicationScoped
public class AgentUpdates {
    private static final Logger LOG = Logger.getLogger(AgentUpdates.class);
    private static final String CHANGE = "change";
    private static final String AGENT = "/agent";

    private final SessionCommands commands;
    private final AdapterRegistry adapters;
    private final AgentComposer composer;
    private final SessionRepository repository;
    private final Credentials credentials;
    private final TenantShares shares;

    AgentUpdates(
            SessionCommands commands,
            AdapterRegistry adapters,
            AgentComposer composer,
            SessionRepository repository,
            Credentials credentials,
            TenantShares shares) {
        this.commands = commands;
        this.adapters = adapters;
        this.composer = composer;
        this.repository = repository;
        this.credentials = credentials;
        this.shares = shares;
    }

    /**
     * Applies a merge patch to the running agent.
     *
     * @throws Problem 422 that lists what cannot be changed while the session runs, 409 when it does not run, 412
     */
    public SessionRow patch(String tenantId, String id, ObjectNode patch, Precondition precondition) {
        Session session = commands.session(tenantId, id);
        precondition.check(Optional.of(session.row().version()));
        SessionCommands.running(session);
        ObjectNode before = session.row().start().agent();
        Agent agent = valid(tenantId, MergePatch.apply(before, patch));
        Set<String> changed = changed(before, Json.tree(agent));
        if (changed.isEmpty()) {
            return session.row();
        }
        refuseFixed(session, changed);
        refuseCredentials(session, agent, changed);
        commands.run(session, CHANGE, (adapter, ref) -> adapter.change(ref, new Command.Change(agent, changed)));
        return stored(session, patch);
    }

    private SessionRow stored(Session session, ObjectNode patch) {
        try {
            return repository
                    .change(
                            session.tenantId(),
                            session.id(),
                            update -> update.start(start -> changed(update.session(), start, patch)))
                    .row();
        } catch (DatabaseUnavailable e) {
            LOG.warnf("change not noted session=%s cause=%s", session.id(), e.reason());
            throw Problem.of(
                            ProblemCode.UNAVAILABLE,
                            "The vendor has taken the change, and Voxgate could not store it. Send the "
                                    + "same change once more: to the vendor it makes no difference.")
                    .with("sessionId", session.id());
        }
    }

    /** The composer speaks of a start's request; here the body is the agent itself. */
    private Agent valid(String tenantId, ObjectNode merged) {
        try {
            return shares.compute(
                            tenantId,
                            () -> composer.compose(
                                    tenantId, new AgentSource(Optional.empty(), Optional.of(merged), Map.of())))
                    .agent();
        } catch (Problem problem) {
            List<Fault> faults = problem.faults().stream()
                    .map(fault -> fault.pointer().startsWith(AGENT)
                            ? new Fault(fault.pointer().substring(AGENT.length()), fault.code(), fault.detail())
                            : fault)
                    .toList();
            throw faults.isEmpty()
                    ? problem
                    : problem.with(
                            problem.extras().containsKey("limit") ? problem.detail() : StrictJson.summary(faults),
                            faults);
        }
    }

    /** The leaves that differ. */
    private static Set<String> changed(ObjectNode before, ObjectNode after) {
        Map<String, JsonNode> was = TranslationBuilder.leaves(before);
        Map<String, JsonNode> is = TranslationBuilder.leaves(after);
        Set<String> changed = new TreeSet<>(was.keySet());
        changed.addAll(is.keySet());
        changed.removeIf(
                leaf -> was.containsKey(leaf) && is.containsKey(leaf) && Json.same(was.get(leaf), is.get(leaf)));
        if (!Json.same(before.path("vendorOptions"), after.path("vendorOptions"))) {
            changed.add("/vendorOptions");
        }
        return changed;
    }

    private void refuseFixed(Session session, Set<String> changed) {
        VendorAdapter adapter = adapters.get(session.row().start().vendor());
        List<Fault> fixed = changed.stream()
                .filter(leaf -> !adapter.info().changeable().contains(leaf))
                .map(leaf -> new Fault(leaf, "NOT_CHANGEABLE", able(leaf)))
                .toList();
        if (!fixed.isEmpty()) {
            throw Problem.of(
                            ProblemCode.UNSUPPORTED_BY_VENDOR,
                            adapter.info().id() + " cannot change this while a session runs: "
                                    + String.join(
                                            ", ",
                                            fixed.stream().map(Fault::pointer).toList()) + ". It can change "
                                    + (adapter.info().changeable().isEmpty()
                                            ? "nothing."
                                            : String.join(
                                                            ", ",
                                                            new TreeSet<>(adapter.info()
                                                                    .changeable())) + "."),
                            fixed)
                    .with(
                            "supportedBy",
                            adapters.supporting(CHANGE).stream()
                                    .filter(id ->
                                            adapters.get(id).info().changeable().containsAll(changed))
                                    .toList());
        }
    }

    /**
     * Where a part changes, its credentials are sent again, perhaps to another place; what vendorOptions has for the
     * vendor goes with every part.
     */
    private void refuseCredentials(Session session, Agent agent, Set<String> changed) {
        String options =
                "/vendorOptions/" + StrictJson.escaped(session.row().start().vendor()) + "/";
        List<Fault> faults =
                credentials
                        .check(
                                session.tenantId(),
                                agent,
                                List.of(commands.connection(session).connection()))
                        .stream()
                        .filter(fault -> fault.pointer().startsWith(options)
                                || changed.stream().anyMatch(leaf -> part(leaf).equals(part(fault.pointer()))))
                        .toList();
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, StrictJson.summary(faults), faults);
        }
    }

    private static String part(String pointer) {
        return pointer.split("/", 3)[1];
    }

    private String able(String leaf) {
        List<String> vendors = adapters.all().stream()
                .map(VendorAdapter::info)
                .filter(info -> info.changeable().contains(leaf))
                .map(info -> info.id())
                .toList();
        return vendors.isEmpty()
                ? "No vendor can change it while a session runs."
                : "While a session runs, only these vendors can change it: " + String.join(", ", vendors) + ".";
    }

    /** The patch goes over whatever the agent is by now, so that of two changes at once none is lost. */
    private SessionRow.StartColumns changed(Session session, SessionRow.StartColumns start, ObjectNode patch) {
        ObjectNode merged = MergePatch.apply(start.agent(), patch);
        Agent agent = Json.MAPPER.convertValue(merged, Agent.class);
        StartCommand command = new StartCommand(agent, Optional.of(session.channel()), Optional.of(session.id()));
        ObjectNode translation = TranslationSummary.of(
                        adapters.get(start.vendor()).translate(command).report())
                .tree();
        return new SessionRow.StartColumns(
                start.vendor(),
                start.connection(),
                start.template(),
                start.channel(),
                Json.tree(agent),
                translation,
                start.metadata(),
                start.nonce(),
                start.sentAt());
    }
}
