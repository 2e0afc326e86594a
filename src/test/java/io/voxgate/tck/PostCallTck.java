package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.HttpReply;
import io.voxgate.adapter.PostCallState;
import io.voxgate.adapter.PostCallStep;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.VendorEvent;
import io.voxgate.json.Json;
import io.voxgate.model.Agent;
import io.voxgate.sandbox.TestWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a vendor tells after a session's end is asked for politely, ends, and is the same when it is told again. */
interface PostCallTck extends TckSubject {
    int MOST_STEPS = 20;

    @Test
    default void whoTellsNothingAfterwardsIsAskedNothing() {
        PostCallStep first =
                adapter().postCall(state(TestAccount.NOW.minusSeconds(5), TestAccount.NOW), Optional.empty());

        assertThat(first instanceof PostCallStep.Done)
                .as("Nothing to ask")
                .isEqualTo(!adapter().info().reporting().afterwards());
        assertThat(first.events()).isEmpty();
        assertThat(adapter().postCall(state(TestAccount.NOW.minusSeconds(5), TestAccount.NOW), Optional.empty()))
                .as("The same twice")
                .isEqualTo(first);
    }

    /**
     * Whatever comes back: nothing throws, nothing is made of it, it is asked again after a while, and not for ever.
     */
    @TestFactory
    default Stream<DynamicTest> noiseIsNoPostCallEvent() {
        return GarbageTck.BODIES.stream()
                .flatMap(body -> Stream.of(200, 500)
                        .map(status -> new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8))))
                .map(noise ->
                        dynamicTest(noise.status() + " " + noise.bodyText().length(), () -> {
                            PostCallStep soon = driven(state(TestAccount.NOW.minusSeconds(5), TestAccount.NOW), noise);
                            PostCallStep late =
                                    driven(state(TestAccount.NOW.minus(Duration.ofDays(1)), TestAccount.NOW), noise);

                            if (adapter().info().reporting().afterwards()) {
                                assertThat(soon)
                                        .isInstanceOfSatisfying(
                                                PostCallStep.Later.class,
                                                later -> assertThat(later.after())
                                                        .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(2)));
                                assertThat(late)
                                        .isInstanceOfSatisfying(
                                                PostCallStep.Done.class,
                                                done -> assertThat(done.missingTranscriptReason())
                                                        .hasValueSatisfying(why ->
                                                                assertThat(why).endsWith(".")));
                            }
                        }));
    }

    private PostCallStep driven(PostCallState state, HttpReply noise) {
        PostCallStep step = adapter().postCall(state, Optional.empty());
        for (int i = 0; i < MOST_STEPS && step instanceof PostCallStep.Call call; i++) {
            assertThat(call.events()).isEmpty();
            step = adapter().postCall(call.state(), Optional.of(noise));
        }
        assertThat(step).isNotInstanceOf(PostCallStep.Call.class);
        assertThat(step.events()).isEmpty();
        return step;
    }

    @Test
    default void theSimulatorTellsItAndTheSameAgain() {
        TestWorld world = new TestWorld(List.of(account()));
        Bench bench = new Bench(this, world, simulator(world.world()));
        Agent agent = Yaml.agent(expectations().agent());
        String handle = ((CallOutcome.Accepted) bench.send(bench.start(agent).call()))
                .vendorSessionId()
                .orElse(bench.lastSessionId());
        SessionRef session = new SessionRef(bench.lastSessionId(), handle, bench.lastChannel());
        Instant began = bench.now().plusSeconds(2);
        bench.world().pass(Duration.ofSeconds(10));
        if (adapter().stop(session) instanceof CommandResult.Call stop) {
            bench.send(stop.call());
        }
        PostCallState.Times times =
                new PostCallState.Times(began.minusSeconds(2), Optional.of(began), bench.now(), bench.now());

        List<VendorEvent> told = told(bench, new PostCallState(session, agent, times, Json.object()));

        assertThat(told.isEmpty()).isEqualTo(!adapter().info().reporting().afterwards());
        assertThat(told)
                .extracting(VendorEvent::dedupeKey)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(told).extracting(VendorEvent::vendorSessionId).allMatch(handle::equals);
        assertThat(told(bench, new PostCallState(session, agent, times, Json.object())))
                .extracting(VendorEvent::dedupeKey)
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(VendorEvent::dedupeKey).toList());
    }

    private List<VendorEvent> told(Bench bench, PostCallState begin) {
        List<VendorEvent> told = new ArrayList<>();
        PostCallState state = begin;
        for (int round = 0; round < 60; round++) {
            PostCallStep step = adapter().postCall(state, Optional.empty());
            told.addAll(step.events());
            while (step instanceof PostCallStep.Call call) {
                step = adapter()
                        .postCall(
                                call.state(),
                                Optional.of(bench.reply(call.call()).orElseThrow()));
                told.addAll(step.events());
            }
            if (step instanceof PostCallStep.Later later) {
                bench.world().pass(later.after());
                PostCallState.Times now = new PostCallState.Times(
                        begin.times().sentAt(),
                        begin.times().beganAt(),
                        begin.times().endedAt(),
                        bench.now());
                state = new PostCallState(begin.session(), begin.agent(), now, later.memory());
            } else {
                return told;
            }
        }
        throw new AssertionError("It never ends: " + told);
    }

    private PostCallState state(Instant endedAt, Instant now) {
        PostCallState.Times times =
                new PostCallState.Times(endedAt.minusSeconds(60), Optional.of(endedAt.minusSeconds(50)), endedAt, now);
        return new PostCallState(
                new SessionRef("ses_01", "handle-1", channel()),
                Yaml.agent(expectations().agent()),
                times,
                Json.object());
    }
}
