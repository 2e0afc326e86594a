package io.voxgate.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The plots that concern the answer to a start, the same for every vendor. */
public final class AnswerScenarios {
    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration LATE = Duration.ofMillis(1500);

    /** How a vendor says it. */
    public interface ScenarioVoice {
        SandboxReply throttled();

        SandboxReply refused();

        SandboxReply internalError();
    }

    private AnswerScenarios() {}

    /**
     * @param accept starts the thing and says so, after every check has passed; not called when the plot lets nothing
     *     start
     */
    public static SandboxReply play(Set<Scenario> scenarios, ScenarioVoice voice, Supplier<SandboxReply> accept) {
        if (scenarios.contains(Scenario.THROTTLED)) {
            return voice.throttled();
        }
        if (scenarios.contains(Scenario.REFUSED)) {
            return voice.refused();
        }
        if (scenarios.contains(Scenario.HTTP500)) {
            return new SandboxReply.ReplyWithBody(
                    500,
                    Map.of("Content-Type", "text/plain"),
                    SandboxJson.utf8("Internal Server Error"),
                    Duration.ZERO);
        }
        if (scenarios.contains(Scenario.RESET_BEFORE)) {
            return new SandboxReply.Reset(Duration.ZERO);
        }
        SandboxReply accepted = accept.get();
        return accepted instanceof SandboxReply.ReplyWithBody answer && answer.status() == 200
                ? spoilt(scenarios, voice, answer)
                : accepted;
    }

    private static SandboxReply spoilt(
            Set<Scenario> scenarios, ScenarioVoice voice, SandboxReply.ReplyWithBody answer) {
        if (scenarios.contains(Scenario.RESET_AFTER)) {
            return new SandboxReply.Reset(Duration.ZERO);
        }
        if (scenarios.contains(Scenario.INTERNAL_ERROR)) {
            return voice.internalError();
        }
        if (scenarios.contains(Scenario.BROKEN_JSON)) {
            byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
            return new SandboxReply.ReplyWithBody(answer.status(), answer.headers(), half, Duration.ZERO);
        }
        Duration wait = scenarios.contains(Scenario.SLOW)
                ? SLOW
                : scenarios.contains(Scenario.EARLY_CALLBACKS) ? LATE : Duration.ZERO;
        return new SandboxReply.ReplyWithBody(answer.status(), answer.headers(), answer.body(), wait);
    }
}
