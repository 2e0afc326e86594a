package io.voxgate.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A script being played, with room for what the customer makes the agent say in between. Reports each event to its
 * audience, in order.
 */
public final class Conversation {
    private static final int MS_PER_LETTER = 40;
    private static final int MOST_WAITING = 100;

    private final ScriptScheduler scheduler;
    private final Script script;
    private final Supplier<String> ids;
    private final Consumer<ConversationEvent> audience;
    private final Deque<SpokenWords> waiting = new ArrayDeque<>();
    private Optional<SpokenPart> speaking = Optional.empty();
    private int next;
    private boolean over;

    /**
     * What the agent is made to say.
     *
     * @param interrupt cut off what it is saying; else see {@code queue}
     * @param queue when it is speaking: say it afterwards; else it is dropped
     * @param locked nothing said later is received while it lasts
     * @param last the conversation ends when it is said
     */
    public record SpokenWords(String text, boolean interrupt, boolean queue, boolean locked, boolean last) {}

    private record SpokenPart(String turn, String text, boolean locked) {}

    /** @param ids names for the turns that the customer adds */
    public Conversation(
            ScriptScheduler scheduler, Script script, Supplier<String> ids, Consumer<ConversationEvent> audience) {
        this.scheduler = scheduler;
        this.script = script;
        this.ids = ids;
        this.audience = audience;
    }

    public void begin() {
        scheduler.after(script.steps().getFirst().at(), this::step);
    }

    public synchronized boolean over() {
        return over;
    }

    /** Says it, queues it or drops it. */
    public synchronized void say(SpokenWords words) {
        if (over || speaking.filter(SpokenPart::locked).isPresent()) {
            return;
        }
        if (speaking.isPresent() && !words.interrupt()) {
            if (words.queue() && waiting.size() < MOST_WAITING) {
                waiting.add(words);
            }
            return;
        }
        if (words.interrupt()) {
            waiting.clear();
        }
        speaking.ifPresent(speech -> stopSpeaking(speech, true));
        speak(words);
    }

    /** Ends it now; nothing happens when it is over. */
    public synchronized void end(ConversationEvent.ConversationEnding ending) {
        if (!over) {
            over = true;
            audience.accept(new ConversationEvent.PartyLeft(ending));
        }
    }

    private synchronized void step() {
        if (over) {
            return;
        }
        Script.ScriptStep step = script.steps().get(next);
        next++;
        perform(step.event());
        if (!over && next < script.steps().size()) {
            Duration wait = script.steps().get(next).at().minus(step.at());
            scheduler.after(wait, this::step);
        }
    }

    private void perform(ConversationEvent event) {
        switch (event) {
            case ConversationEvent.AgentSays says -> {
                speaking.ifPresent(speech -> stopSpeaking(speech, false));
                speaking = Optional.of(new SpokenPart(says.turn(), says.text(), false));
                audience.accept(says);
            }
            case ConversationEvent.AgentStops stops -> {
                if (speaks(stops.turn())) {
                    speaking = Optional.empty();
                    audience.accept(stops);
                    speakNext();
                }
            }
            case ConversationEvent.PartyLeft end -> end(end.ending());
            case ConversationEvent.Up _,
                    ConversationEvent.Ready _,
                    ConversationEvent.UserStarts _,
                    ConversationEvent.UserSays _,
                    ConversationEvent.Measured _,
                    ConversationEvent.Broken _ -> audience.accept(event);
        }
    }

    private void speak(SpokenWords words) {
        String turn = ids.get();
        speaking = Optional.of(new SpokenPart(turn, words.text(), words.locked()));
        audience.accept(new ConversationEvent.AgentSays(turn, words.text()));
        int letters = Math.clamp(words.text().length(), 5, 50);
        scheduler.after(Duration.ofMillis((long) letters * MS_PER_LETTER), () -> spoken(turn, words));
    }

    private synchronized void spoken(String turn, SpokenWords words) {
        if (over || !speaks(turn)) {
            return;
        }
        stopSpeaking(speaking.orElseThrow(), false);
        if (words.last()) {
            end(ConversationEvent.ConversationEnding.FINISHED);
        } else {
            speakNext();
        }
    }

    private void speakNext() {
        if (!over && !waiting.isEmpty()) {
            speak(waiting.poll());
        }
    }

    private void stopSpeaking(SpokenPart speech, boolean interrupted) {
        speaking = Optional.empty();
        audience.accept(new ConversationEvent.AgentStops(
                speech.turn(), interrupted ? Script.firstPart(speech.text()) : speech.text(), interrupted));
    }

    private boolean speaks(String turn) {
        return speaking.filter(speech -> speech.turn().equals(turn)).isPresent();
    }
}
