package io.voxgate.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The plots that concern the answer to a start, the same for every vendor. */
public final class AnswerPlots {
    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration LATE = Duration.ofMillis(1500);

    /** How a vendor says it. */
    public interface Voice {
        SandboxReply throttled();

        SandboxReply refused();

        SandboxReply internalError();
    }

    private AnswerPlots() {}

    /** @param accept starts the thing and says so, after every check has passed; not called when the plot lets nothing start */
    public static SandboxReply play(Set<Plot> plots, Voice voice, Supplier<SandboxReply> accept) {
        if (plots.contains(Plot.THROTTLED)) {
            return voice.throttled();
        }
        if (plots.contains(Plot.REFUSED)) {
            return voice.refused();
        }
        if (plots.contains(Plot.HTTP500)) {
            return new SandboxReply.Answer(500, Map.of("Content-Type", "text/plain"), Wire.utf8("Internal Server Error"), Duration.ZERO);
        }
        if (plots.contains(Plot.RESET_BEFORE)) {
            return new SandboxReply.Reset(Duration.ZERO);
        }
        SandboxReply accepted = accept.get();
        return accepted instanceof SandboxReply.Answer answer && answer.status() == 200 ? spoilt(plots, voice, answer) : accepted;
    }

    private static SandboxReply spoilt(Set<Plot> plots, Voice voice, SandboxReply.Answer answer) {
        if (plots.contains(Plot.RESET_AFTER)) {
            return new SandboxReply.Reset(Duration.ZERO);
        }
        if (plots.contains(Plot.INTERNAL_ERROR)) {
            return voice.internalError();
        }
        if (plots.contains(Plot.BROKEN_JSON)) {
            byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
            return new SandboxReply.Answer(answer.status(), answer.headers(), half, Duration.ZERO);
        }
        Duration wait = plots.contains(Plot.SLOW) ? SLOW : plots.contains(Plot.EARLY_CALLBACKS) ? LATE : Duration.ZERO;
        return new SandboxReply.Answer(answer.status(), answer.headers(), answer.body(), wait);
    }
}
