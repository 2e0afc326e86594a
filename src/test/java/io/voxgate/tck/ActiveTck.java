package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voxgate.adapter.ActiveListing;
import io.voxgate.adapter.ActiveSession;
import io.voxgate.adapter.ActiveState;
import io.voxgate.adapter.ActiveStep;
import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.HttpReply;
import io.voxgate.json.Json;
import io.voxgate.sandbox.TestWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What runs at a vendor is found there and nowhere else, can be stopped by what was found, and is not found any more
 * then; a vendor that cannot say it says so.
 */
interface ActiveTck extends TckSubject {
    int MOST_ACTIVE_STEPS = 20;

    @Test
    default void whatItCanSayIsTheSameAndASentence() {
        ActiveListing listing = adapter().activeListing();
        ActiveState list = ActiveState.list(0, 10, TestAccount.NOW);

        assertThat(listing).isEqualTo(adapter().activeListing());
        assertThat(listing.note()).endsWith(".").hasSizeBetween(60, 600);
        assertThat(adapter().active(list, Optional.empty()) instanceof ActiveStep.Call)
                .as("Whoever lists asks for the list")
                .isEqualTo(listing.complete());
        assertThat(adapter().active(list, Optional.empty()))
                .as("The same twice")
                .isEqualTo(adapter().active(list, Optional.empty()));
        assertThat(adapter().active(one("handle-1"), Optional.empty()) instanceof ActiveStep.Call)
                .as("Asks about one")
                .isEqualTo(tellsWhatRuns());
    }

    @Test
    default void whatRunsIsFoundAndCanBeStopped() {
        Bench bench = activeBench();
        String handle = begun(bench);
        bench.world().pass(Duration.ofSeconds(10));
        ActiveState question = ActiveState.of(
                new ActiveState.Reported(handle, namingCallback(handle, bench.lastChannel())), bench.now());
        ActiveStep found = driven(bench, question);
        if (!tellsWhatRuns()) {
            assertThat(found).isEqualTo(ActiveStep.Part.none());
            return;
        }
        ActiveSession active = ((ActiveStep.Part) found).sessions().getFirst();
        assertThat(active.vendorSessionId()).isEqualTo(handle);
        assertThat(active.status().terminal()).isFalse();
        assertThat(active.startedAt()).isPresent();
        assertThat(adapter().sameChannel(active.channel().orElseThrow(), bench.lastChannel()))
                .isTrue();
        assertThat(adapter().sameChannel(active.channel().orElseThrow(), channel()))
                .as("another place")
                .isFalse();

        CallOutcome stopped = bench.send(((CommandResult.Call) adapter().stop(active.ref())).call());
        bench.world().pass(Duration.ofSeconds(5));

        assertThat(stopped).isInstanceOf(CallOutcome.Accepted.class);
        assertThat(driven(bench, question)).as("over").isEqualTo(ActiveStep.Part.none());
    }

    @Test
    default void theListHasEachOnceInParts() {
        if (!adapter().activeListing().complete()) {
            return;
        }
        Bench bench = activeBench();
        List<String> handles = Stream.generate(() -> begun(bench)).limit(7).toList();
        List<String> found = new ArrayList<>();
        OptionalInt next = OptionalInt.of(0);
        while (next.isPresent()) {
            bench.world().pass(Duration.ofMillis(100));
            ActiveStep.Part part = (ActiveStep.Part) driven(bench, ActiveState.list(next.getAsInt(), 3, bench.now()));
            assertThat(part.sessions())
                    .hasSizeLessThanOrEqualTo(3)
                    .allMatch(active ->
                            active.channel().isPresent() && active.startedAt().isPresent());
            found.addAll(
                    part.sessions().stream().map(ActiveSession::vendorSessionId).toList());
            next = part.next();
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(handles);
    }

    @Test
    default void whatTheVendorDoesNotKnowDoesNotRun() {
        Bench bench = activeBench();

        assertThat(driven(bench, one("0".repeat(32)))).isEqualTo(ActiveStep.Part.none());
    }

    @TestFactory
    default Stream<DynamicTest> noiseNeitherSaysThatNothingRunsNorThrows() {
        return GarbageTck.BODIES.stream()
                .flatMap(body -> Stream.of(200, 500, 404)
                        .map(status -> new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8))))
                .map(noise ->
                        dynamicTest(noise.status() + " " + noise.bodyText().length(), () -> {
                            ActiveStep ofOne = adapter().active(one("handle-1"), Optional.of(noise));
                            ActiveStep ofAll =
                                    adapter().active(ActiveState.list(0, 10, TestAccount.NOW), Optional.of(noise));

                            assertThat(ofOne.equals(ActiveStep.Part.none()))
                                    .as("says that it does not run")
                                    .isEqualTo(!tellsWhatRuns());
                            assertThat(ofAll.equals(ActiveStep.Part.none()))
                                    .as("says that nothing runs")
                                    .isEqualTo(!adapter().activeListing().complete());
                        }));
    }

    private ActiveState one(String handle) {
        return ActiveState.of(
                new ActiveState.Reported(handle, tellsWhatRuns() ? namingCallback(handle, channel()) : Json.object()),
                TestAccount.NOW);
    }

    /** Each to a place of its own that talks for minutes. */
    private String begun(Bench bench) {
        bench.world().pass(Duration.ofSeconds(1));
        CallOutcome.Accepted started = (CallOutcome.Accepted)
                bench.send(bench.startLong(Yaml.agent(expectations().agent())).call());
        return started.vendorSessionId().orElse(bench.lastSessionId());
    }

    private ActiveStep driven(Bench bench, ActiveState state) {
        ActiveStep step = adapter().active(state, Optional.empty());
        for (int i = 0; i < MOST_ACTIVE_STEPS && step instanceof ActiveStep.Call call; i++) {
            step = adapter().active(call.state(), bench.reply(call.call()));
        }
        return step;
    }

    private Bench activeBench() {
        TestWorld world = new TestWorld(List.of(account()));
        return new Bench(this, world, simulator(world.world()));
    }
}
