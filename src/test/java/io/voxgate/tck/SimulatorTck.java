package io.voxgate.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.CallOutcome;
import io.voxgate.adapter.Command;
import io.voxgate.adapter.CommandResult;
import io.voxgate.adapter.HttpCall;
import io.voxgate.adapter.SessionRef;
import io.voxgate.adapter.Translation;
import io.voxgate.adapter.VendorCall;
import io.voxgate.model.Agent;
import io.voxgate.property.AgentGen;
import io.voxgate.property.Gen;
import io.voxgate.property.Property;
import io.voxgate.sandbox.TestWorld;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The vendor's simulator, which shares no code with the adapter, accepts what the adapter sends, and nothing that was
 * touched on the way.
 */
interface SimulatorTck extends TckSubject {

    @Test
    default void acceptsEveryStartThatTheReportAccepts() {
        Bench bench = bench();
        AtomicInteger accepted = new AtomicInteger();
        Property.check(agents(), agent -> {
            Translation translation = bench.start(agent);
            if (!translation.report().accepted()) {
                return;
            }
            CallOutcome outcome = bench.send(translation.call());

            assertThat(outcome)
                    .as("%s", translation.call().display(Optional.of(TestAccount.account())))
                    .isInstanceOf(CallOutcome.Accepted.class);
            accepted.incrementAndGet();
        });
        assertThat(accepted.get())
                .as("Agents that the vendor could start")
                .isGreaterThan(Long.getLong("property.seed") == null ? 40 : -1);
    }

    @Test
    default void acceptsEachExpectedValueAtItsLimits() {
        Bench bench = bench();
        expectations().all().stream().filter(expected -> !expected.rejected()).forEach(expected -> {
            Translation translation = bench.start(Yaml.agent(expected.agent()));
            if (translation.report().accepted()) {
                assertThat(bench.send(translation.call())).as("%s", expected).isInstanceOf(CallOutcome.Accepted.class);
            }
        });
    }

    @Test
    default void refusesAnySingleLetterThatWasTouched() {
        Bench bench = bench();
        Property.check((random, _) -> random.nextInt(1 << 20), place -> {
            VendorCall call = bench.start(Yaml.agent(expectations().agent())).call();
            HttpCall signed = bench.sign(call);

            assertThat(bench.answer(call, touched(signed, place)))
                    .as("%d", place)
                    .isNotInstanceOf(CallOutcome.Accepted.class);
            assertThat(bench.answer(call, signed)).isInstanceOf(CallOutcome.Accepted.class);
        });
    }

    @Test
    default void refusesAnOldClock() {
        Bench bench = bench();
        VendorCall call = bench.start(Yaml.agent(expectations().agent())).call();

        CallOutcome old = bench.answer(
                call,
                adapter()
                        .sign(
                                call,
                                TestAccount.account(),
                                TestAccount.secrets(call),
                                bench.now().minus(Duration.ofHours(1)),
                                bench.nonce()));

        assertThat(old)
                .isInstanceOfSatisfying(
                        CallOutcome.Refused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(CallOutcome.RefusalKind.CREDENTIAL_REJECTED));
    }

    @Test
    default void acceptsTheCommandsOfARunningSession() {
        Bench bench = bench();
        VendorCall start = bench.startLong(Yaml.agent(expectations().agent())).call();
        CallOutcome.Accepted started = (CallOutcome.Accepted) bench.send(start);
        bench.world().pass(Duration.ofSeconds(10));
        SessionRef session = new SessionRef(
                bench.lastSessionId(), started.vendorSessionId().orElse(bench.lastSessionId()), bench.lastChannel());

        for (CommandResult answer : List.of(
                adapter()
                        .say(
                                session,
                                new Command.Say(
                                        "Hello",
                                        Command.InterruptionTime.AFTER_CURRENT,
                                        true,
                                        true,
                                        false,
                                        Set.of("text", "when"))),
                adapter().prompt(session, new Command.Prompt("Ask for the name.", true, Set.of("text"))),
                adapter().stop(session))) {
            if (answer instanceof CommandResult.Call call) {
                assertThat(bench.send(call.call()))
                        .as(call.call().operation())
                        .isInstanceOf(CallOutcome.Accepted.class);
            }
        }
    }

    private Bench bench() {
        TestWorld world = new TestWorld(List.of(account()));
        return new Bench(this, world, simulator(world.world()));
    }

    private Gen<Agent> agents() {
        return new AgentGen(expectations().startableProtocols(), expectations().startableProviders())
                .map(agent -> Startable.with(expectations().agent(), agent));
    }

    /**
     * One letter or digit changed, wherever this vendor's parameters travel; never inside an escape, whose case means
     * nothing.
     */
    private static HttpCall touched(HttpCall call, int place) {
        String query = Optional.ofNullable(call.uri().getRawQuery()).orElse("");
        if (query.isEmpty()) {
            return new HttpCall(
                    call.operation(),
                    call.method(),
                    call.uri(),
                    call.headers(),
                    touched(call.bodyText(), place).getBytes(StandardCharsets.UTF_8));
        }
        URI other = URI.create(call.uri().toString().replace(query, touched(query, place)));
        return new HttpCall(call.operation(), call.method(), other, call.headers(), call.body());
    }

    private static String touched(String text, int place) {
        List<Integer> letters = IntStream.range(0, text.length())
                .filter(i -> Character.isLetterOrDigit(text.charAt(i))
                        && text.charAt(i) < 128
                        && text.lastIndexOf('%', i) < Math.max(0, i - 2))
                .boxed()
                .toList();
        int at = letters.get(place % letters.size());
        return text.substring(0, at) + (text.charAt(at) == 'x' ? 'y' : 'x') + text.substring(at + 1);
    }
}
