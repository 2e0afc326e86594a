package io.voxgate.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A conversation written down: what happens when. Unless a plot says otherwise: the agent greets, the person asks and interrupts the
 * answer with a second question, gets that answered, is silent, and leaves; about five seconds.
 */
public record Script(List<Step> steps) {

    /** @param at since the start */
    public record Step(Duration at, Beat beat) {}

    /**
     * @param greeting what the agent says first; empty: the person speaks first
     * @param idle how long the agent stays alone
     * @param ids names for the turns
     */
    public record Setting(Set<Plot> plots, Lines lines, Optional<String> greeting, Duration idle, Supplier<String> ids) {}

    private static final int PAUSE = 600;
    private static final int LONG_MS = 300_000;
    private static final int SILENT_MS = 10_000;

    public Script {
        steps = List.copyOf(steps);
    }

    public static Script of(Setting setting) {
        return new Writer(setting).write();
    }

    private static final class Writer {
        private final Setting setting;
        private final List<Step> steps = new ArrayList<>();
        private int now;
        private int round;

        Writer(Setting setting) {
            this.setting = setting;
        }

        Script write() {
            if (plot(Plot.START_FAILS)) {
                return end(300, Beat.Ending.START_FAILED);
            }
            add(300, new Beat.Up());
            add(200, new Beat.Ready());
            if (plot(Plot.NOBODY)) {
                return end((int) setting.idle().toMillis(), Beat.Ending.NOBODY);
            }
            setting.greeting().ifPresent(this::greet);
            return plot(Plot.SILENT) ? leave(SILENT_MS) : talk();
        }

        private Script talk() {
            if (plot(Plot.KICKED) || plot(Plot.DISMISSED)) {
                round(false);
                return end(PAUSE, plot(Plot.KICKED) ? Beat.Ending.KICKED : Beat.Ending.DISMISSED);
            }
            boolean interrupted = !plot(Plot.SHORT) && !plot(Plot.VENDOR_FAULT) && broken().isEmpty();
            round(interrupted);
            if (plot(Plot.VENDOR_FAULT)) {
                return end(PAUSE, Beat.Ending.VENDOR_FAULT);
            }
            if (!plot(Plot.SHORT)) {
                broken().ifPresentOrElse(this::brokenRound, () -> round(false));
            }
            while (plot(Plot.LONG) && now < LONG_MS) {
                add(PAUSE, new Beat.UserStarts(turn()));
                answer(round, false);
            }
            return leave(PAUSE);
        }

        private void greet(String text) {
            String turn = turn();
            add(100, new Beat.AgentSays(turn, text));
            add(800, new Beat.AgentStops(turn, text, false));
            round = 0;
        }

        private void round(boolean interrupted) {
            if (!interruptedBefore()) {
                add(200, new Beat.UserStarts(turn()));
            }
            answer(round, interrupted);
        }

        /** The person's words and the agent's answer; an interruption begins the next turn. */
        private void answer(int number, boolean interrupted) {
            String turn = lastTurn();
            Lines.Exchange exchange = setting.lines().exchange(number);
            add(500, new Beat.UserSays(turn, exchange.user()));
            add(300, new Beat.AgentSays(turn, exchange.agent()));
            add(50, new Beat.Measured(turn, latency(number)));
            round++;
            if (interrupted) {
                add(450, new Beat.UserStarts(turn()));
                add(50, new Beat.AgentStops(turn, firstPart(exchange.agent()), true));
            } else {
                add(800, new Beat.AgentStops(turn, exchange.agent(), false));
            }
        }

        private void brokenRound(Beat.Part part) {
            String turn = turn();
            add(200, new Beat.UserStarts(turn));
            if (part != Beat.Part.STT) {
                add(500, new Beat.UserSays(turn, setting.lines().exchange(round).user()));
            }
            add(400, new Beat.Broken(turn, part));
            round++;
        }

        private Optional<Beat.Part> broken() {
            return plot(Plot.LLM_ERROR) ? Optional.of(Beat.Part.LLM)
                    : plot(Plot.STT_ERROR) ? Optional.of(Beat.Part.STT)
                    : plot(Plot.TTS_ERROR) ? Optional.of(Beat.Part.TTS) : Optional.empty();
        }

        private Script leave(int after) {
            return end(after + (int) setting.idle().toMillis(), Beat.Ending.PERSON_LEFT);
        }

        private Script end(int after, Beat.Ending ending) {
            add(after, new Beat.End(ending));
            return new Script(steps);
        }

        private void add(int after, Beat beat) {
            now += after;
            steps.add(new Step(Duration.ofMillis(now), beat));
        }

        private boolean plot(Plot plot) {
            return setting.plots().contains(plot);
        }

        private boolean interruptedBefore() {
            return steps.getLast().beat() instanceof Beat.AgentStops stops && stops.interrupted();
        }

        private String turn() {
            return setting.ids().get();
        }

        private String lastTurn() {
            return steps.reversed().stream().map(Step::beat).filter(Beat.UserStarts.class::isInstance).map(Beat.UserStarts.class::cast)
                    .findFirst().orElseThrow().turn();
        }

        private static Beat.Latency latency(int number) {
            int more = number * 7 % 40;
            return new Beat.Latency(420 + more, 60 + more, 218 + more, 35 + more, 140 + more, 0);
        }
    }

    /** What is heard of a sentence that is interrupted. */
    static String firstPart(String text) {
        return text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2));
    }
}
