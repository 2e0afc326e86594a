package io.voxgate.session;

import io.voxgate.adapter.StartCommand;
import io.voxgate.calling.CallingGate;
import io.voxgate.egress.Deadline;
import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.secret.IdGenerator;
import io.voxgate.session.VendorClient.VendorConnection;
import io.voxgate.session.state.SessionRepository;
import io.voxgate.template.AgentComposer;
import io.voxgate.template.ComposedAgent;
import io.voxgate.tenant.TenantShares;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses and translates: the connections of a start, its agent, and what each vendor would get. Nothing is stored or
 * sent here.
 */
@ApplicationScoped
class StartPlanner {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int AGENT_ID_TAIL = 16;

    private final AgentComposer composer;
    private final VendorClient calls;
    private final SessionRepository repository;
    private final IdGenerator idGenerator;
    private final TenantShares shares;
    private final CallingGate gate;

    StartPlanner(
            AgentComposer composer,
            VendorClient calls,
            SessionRepository repository,
            IdGenerator idGenerator,
            TenantShares shares,
            CallingGate gate) {
        this.composer = composer;
        this.calls = calls;
        this.repository = repository;
        this.idGenerator = idGenerator;
        this.shares = shares;
        this.gate = gate;
    }

    /**
     * The connections in the order in which they are tried.
     *
     * @throws Problem 422 for names that the tenant has not
     */
    List<VendorConnection> vendors(StartRequest order) {
        List<Optional<VendorConnection>> found = order.route().names().stream()
                .map(name -> calls.connection(order.tenantId(), name))
                .toList();
        List<Fault> faults = IntStream.range(0, found.size())
                .filter(i -> found.get(i).isEmpty())
                .mapToObj(i -> unknown(order, i))
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, faults.getFirst().detail(), faults);
        }
        return found.stream().map(Optional::orElseThrow).toList();
    }

    private static Fault unknown(StartRequest order, int index) {
        StartRequest.ConnectionRoute route = order.route();
        String pointer = route.pointer().equals("/route") ? "/route/" + index : route.pointer();
        return new Fault(
                pointer, "UNKNOWN", "There is no connection " + route.names().get(index) + ".");
    }

    /** @throws Problem 4xx when the template and the variables do not make an agent, or the call is not allowed now */
    StartPlan plan(StartRequest order) {
        ComposedAgent composed =
                shares.compute(order.tenantId(), () -> composer.compose(order.tenantId(), order.source()));
        gate.checkEarly(order.tenantId(), order.channel(), composed.template());
        String id = idGenerator.next("ses");
        return new StartPlan(
                order,
                id,
                composed,
                channel(order.channel(), id),
                calls.nonce().hex(),
                repository.now(),
                Deadline.in(DEADLINE));
    }

    private static Channel channel(Channel asked, String id) {
        if (!(asked instanceof Channel.Room room) || room.agentUserId() != null) {
            return asked;
        }
        return room.withAgentUserId("agent_" + id.substring(id.length() - AGENT_ID_TAIL));
    }

    StartCandidate candidate(StartPlan plan, VendorConnection vendor) {
        StartCommand command =
                new StartCommand(plan.composed().agent(), Optional.of(plan.channel()), Optional.of(plan.id()));
        return shares.compute(
                plan.tenantId(),
                () -> StartCandidate.of(calls, vendor, command, plan.order().losses()));
    }
}
