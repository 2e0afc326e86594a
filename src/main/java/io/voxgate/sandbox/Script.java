package io.voxgate.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A conversation written down: what happens when. Unless a plot says otherwise: the agent greets, the person asks and
 * interrupts the answer with a second question, gets that answered, is silent, and leaves; about five seconds.
 */
public record Script(List<ScriptStep> steps) {

    /** @param at since the start */
    public record ScriptStep(Duration at, ConversationEvent event) {}

    /**
     * @param greeting what the agent says first; empty: the person speaks first
     * @param idle how long the agent stays alone
     * @param ids names for the turns
     * @param faults what the language model and the voice do
     */
    public record ScriptSetting(
            Set<Scenario> scenarios,
            ConversationText lines,
            Optional<String> greeting,
            Duration idle,
            Supplier<String> ids,
            ProviderScenario.ProviderFaults faults) {
        /** With services that do their work. */
        public ScriptSetting(
                Set<Scenario> scenarios,
                ConversationText lines,
                Optional<String> greeting,
                Duration idle,
                Supplier<String> ids) {
            this(scenarios, lines, greeting, idle, ids, ProviderScenario.ProviderFaults.NONE);
        }
    }

    private static final int PAUSE = 600;
    private static final int LONG_MS = 300_000;
    private static final int SILENT_MS = 10_000;

    /** How long a person waits for an agent that says nothing. */
    private static final int WAITS_MS = 40_000;

    public Script {
        steps = List.copyOf(steps);
    }

    public static Script of(ScriptSetting setting) {
        return new Writer(setting).write();
    }

    private static final class Writer {
        private final ScriptSetting setting;
        private final List<ScriptStep> steps = new ArrayList<>();
        private int now;
        private int round;

        Writer(ScriptSetting setting) {
            this.setting = setting;
        }

        Script write() {
            if (has(Scenario.START_FAILS)) {
                return end(300, ConversationEvent.ConversationEnding.START_FAILED);
            }
            add(300, new ConversationEvent.Up());
            add(200, new ConversationEvent.Ready());
            if (has(Scenario.NOBODY)) {
                return end((int) setting.idle().toMillis(), ConversationEvent.ConversationEnding.NOBODY);
            }
            if (setting.faults().any()) {
                return withoutAnswer();
            }
            setting.greeting().ifPresent(this::greet);
            return has(Scenario.SILENT) ? leave(SILENT_MS) : talk();
        }

        /** The greeting needs the voice alone; the person asks, waits for an answer that does not come, and leaves. */
        private Script withoutAnswer() {
            Optional<ProviderScenario> voice = setting.faults().voice();
            if (voice.isEmpty()) {
                setting.greeting().ifPresent(this::greet);
            } else {
                setting.greeting().ifPresent(_ -> fail(turn(), voice, ConversationEvent.EventPart.TTS));
            }
            String turn = turn();
            add(200, new ConversationEvent.UserStarts(turn));
            add(
                    500,
                    new ConversationEvent.UserSays(
                            turn, setting.lines().exchange(0).user()));
            Optional<ProviderScenario> model = setting.faults().model();
            if (model.isPresent()) {
                fail(turn, model, ConversationEvent.EventPart.LLM);
            } else {
                add(
                        300,
                        new ConversationEvent.AgentSays(
                                turn, setting.lines().exchange(0).agent()));
                fail(turn, voice, ConversationEvent.EventPart.TTS);
            }
            return leave(WAITS_MS);
        }

        private void fail(String turn, Optional<ProviderScenario> how, ConversationEvent.EventPart part) {
            if (!how.equals(Optional.of(ProviderScenario.SILENT))) {
                add(300, new ConversationEvent.Broken(turn, part, how));
            }
        }

        private Script talk() {
            if (has(Scenario.KICKED) || has(Scenario.DISMISSED)) {
                round(false);
                return end(
                        PAUSE,
                        has(Scenario.KICKED)
                                ? ConversationEvent.ConversationEnding.KICKED
                                : ConversationEvent.ConversationEnding.DISMISSED);
            }
            boolean interrupted = !has(Scenario.SHORT) && !has(Scenario.VENDOR_FAULT) && broken().isEmpty();
            round(interrupted);
            if (has(Scenario.VENDOR_FAULT)) {
                return end(PAUSE, ConversationEvent.ConversationEnding.VENDOR_FAULT);
            }
            if (!has(Scenario.SHORT)) {
                broken().ifPresentOrElse(this::brokenRound, () -> round(false));
            }
            while (has(Scenario.LONG) && now < LONG_MS) {
                add(PAUSE, new ConversationEvent.UserStarts(turn()));
                answer(round, false);
            }
            return leave(PAUSE);
        }

        private void greet(String text) {
            String turn = turn();
            add(100, new ConversationEvent.AgentSays(turn, text));
            add(800, new ConversationEvent.AgentStops(turn, text, false));
            round = 0;
        }

        private void round(boolean interrupted) {
            if (!interruptedBefore()) {
                add(200, new ConversationEvent.UserStarts(turn()));
            }
            answer(round, interrupted);
        }

        /** The person's words and the agent's answer; an interruption begins the next turn. */
        private void answer(int number, boolean interrupted) {
            String turn = lastTurn();
            ConversationText.SpokenExchange exchange = setting.lines().exchange(number);
            add(500, new ConversationEvent.UserSays(turn, exchange.user()));
            add(300, new ConversationEvent.AgentSays(turn, exchange.agent()));
            add(50, new ConversationEvent.Measured(turn, latency(number)));
            round++;
            if (interrupted) {
                add(450, new ConversationEvent.UserStarts(turn()));
                add(50, new ConversationEvent.AgentStops(turn, firstPart(exchange.agent()), true));
            } else {
                add(800, new ConversationEvent.AgentStops(turn, exchange.agent(), false));
            }
        }

        private void brokenRound(ConversationEvent.EventPart part) {
            String turn = turn();
            add(200, new ConversationEvent.UserStarts(turn));
            if (part != ConversationEvent.EventPart.STT) {
                add(
                        500,
                        new ConversationEvent.UserSays(
                                turn, setting.lines().exchange(round).user()));
            }
            add(400, new ConversationEvent.Broken(turn, part, Optional.empty()));
            round++;
        }

        private Optional<ConversationEvent.EventPart> broken() {
            return has(Scenario.LLM_ERROR)
                    ? Optional.of(ConversationEvent.EventPart.LLM)
                    : has(Scenario.STT_ERROR)
                            ? Optional.of(ConversationEvent.EventPart.STT)
                            : has(Scenario.TTS_ERROR) ? Optional.of(ConversationEvent.EventPart.TTS) : Optional.empty();
        }

        private Script leave(int after) {
            return end(after + (int) setting.idle().toMillis(), ConversationEvent.ConversationEnding.PERSON_LEFT);
        }

        private Script end(int after, ConversationEvent.ConversationEnding ending) {
            add(after, new ConversationEvent.PartyLeft(ending));
            return new Script(steps);
        }

        private void add(int after, ConversationEvent event) {
            now += after;
            steps.add(new ScriptStep(Duration.ofMillis(now), event));
        }

        private boolean has(Scenario scenario) {
            return setting.scenarios().contains(scenario);
        }

        private boolean interruptedBefore() {
            return steps.getLast().event() instanceof ConversationEvent.AgentStops stops && stops.interrupted();
        }

        private String turn() {
            return setting.ids().get();
        }

        private String lastTurn() {
            return steps.reversed().stream()
                    .map(ScriptStep::event)
                    .filter(ConversationEvent.UserStarts.class::isInstance)
                    .map(ConversationEvent.UserStarts.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .turn();
        }

        private static ConversationEvent.TurnLatency latency(int number) {
            int more = number * 7 % 40;
            return new ConversationEvent.TurnLatency(420 + more, 60 + more, 218 + more, 35 + more, 140 + more, 0);
        }
    }

    /** What is heard of a sentence that is interrupted. */
    static String firstPart(String text) {
        return text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2));
    }
}
