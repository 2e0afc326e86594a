package io.voxgate.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.ActiveState;
import io.voxgate.adapter.ActiveStep;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.Command.InterruptionTime;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.LookupState;
import io.voxgate.adapter.LookupStep;
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.PostCallStep;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorAdapter;
import io.voxgate.adapter.VendorCall;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.model.AgentSchema;
import io.voxgate.model.Channel;
import io.voxgate.tck.TestAccount;
import io.voxgate.tck.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every call that an adapter makes about something that runs or is over: commands, look-ups, and questions after the
 * end.
 */
final class RunningCalls {
    private static final Instant NOW = TestAccount.NOW;
    private static final int MOST_STEPS = 20;
    /** An answer to any question, in Tencent's envelope and without one, by which nothing runs any more. */
    private static final HttpReply OVER = HttpReply.json(200, """
            {"RequestId": "r", "Status": "4",
             "Response": {"RequestId": "r", "Session": {"SessionStatus": "finished"},
                          "Total": 0, "Sessions": [], "TotalCount": 0, "TelCdrs": []}}""");

    private final VendorAdapter adapter;
    private final SessionRef session;
    private final List<VendorCall> calls = new ArrayList<>();

    private RunningCalls(VendorAdapter adapter) {
        this.adapter = adapter;
        Channel channel = adapter.info().channels().contains("phone")
                ? new Channel.Phone("+8613800000000", null)
                : new Channel.Room("1234", null, "user_1", "agent_1");
        this.session = new SessionRef("ses_01", "task-1", channel);
    }

    static List<VendorCall> of(VendorAdapter adapter) {
        RunningCalls running = new RunningCalls(adapter);
        running.commands();
        running.changes();
        running.lookups();
        running.active();
        running.afterwards();
        running.calls.add(adapter.probe(TestAccount.account()));
        return running.calls;
    }

    private void add(CommandResult result) {
        if (result instanceof CommandResult.Call call) {
            calls.add(call.call());
        }
    }

    private void commands() {
        add(adapter.stop(session));
        for (InterruptionTime when : InterruptionTime.values()) {
            for (boolean yes : new boolean[] {true, false}) {
                add(adapter.say(session, new Command.Say("Hello", when, yes, yes, yes, Set.of())));
                add(adapter.say(session, new Command.Say("Hello", when, yes, false, false, Set.of())));
            }
        }
        add(adapter.prompt(session, new Command.Prompt("Ask", true, Set.of())));
        add(adapter.prompt(session, new Command.Prompt("Ask", false, Set.of())));
        add(adapter.transfer(session, new Command.Transfer("1377")));
    }

    private void changes() {
        ObjectNode agent = (ObjectNode)
                AgentVariations.golden(adapter.info().id(), "full-agent").path("agent");
        for (AgentSchema.Leaf leaf : AgentSchema.leaves()) {
            if (adapter.info().changeable().contains(leaf.pointer())
                    && leaf.provider().isEmpty()) {
                AgentVariations.samples(leaf)
                        .forEach(value -> change(AgentVariations.with(agent, leaf.pointer(), value), leaf.pointer()));
            }
        }
        adapter.info().changeable().forEach(pointer -> change(agent, pointer));
    }

    private void change(ObjectNode agent, String pointer) {
        add(adapter.change(session, new Command.Change(Yaml.agent(agent), Set.of(pointer))));
    }

    private void lookups() {
        for (Optional<String> handle : List.of(Optional.of("task-1"), Optional.<String>empty())) {
            LookupStep step = adapter.lookup(
                    new LookupState(
                            session.sessionId(),
                            handle,
                            session.channel(),
                            new LookupState.LookupTimes(NOW.minus(Duration.ofMinutes(9)), NOW, 0),
                            LookupState.OtherSessions.NONE,
                            Json.object()),
                    Optional.empty());
            for (int i = 0; i < MOST_STEPS && step instanceof LookupStep.Call call; i++) {
                calls.add(call.call());
                step = adapter.lookup(call.state(), Optional.of(OVER));
            }
        }
    }

    private void active() {
        ActiveState one = ActiveState.of(new ActiveState.Reported("task-1", Json.object()), NOW);
        for (ActiveState state : List.of(ActiveState.list(0, 10, NOW), one)) {
            if (adapter.active(state, Optional.empty()) instanceof ActiveStep.Call call) {
                calls.add(call.call());
            }
        }
    }

    private void afterwards() {
        adapter.wordsSoFar(session).ifPresent(calls::add);
        Agent agent = Yaml.agent(Yaml.parse("""
                {llm: {protocol: openai, url: 'https://a.example/v1', model: m, credentialRef: llm, systemPrompt: p},
                 tools: {extraction: [{name: mood, type: text}]}}"""));
        PostCallState.Times times = new PostCallState.Times(
                NOW.minusSeconds(605), Optional.of(NOW.minusSeconds(600)), NOW.minusSeconds(300), NOW);
        PostCallStep step = adapter.postCall(new PostCallState(session, agent, times, Json.object()), Optional.empty());
        for (int i = 0; i < MOST_STEPS && step instanceof PostCallStep.Call call; i++) {
            calls.add(call.call());
            step = adapter.postCall(call.state(), Optional.of(OVER));
        }
    }
}
