package io.voxgate.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.voxgate.model.Agent;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be asked of a running session. */
public sealed interface Command {

    /**
     * Speak a text.
     *
     * @param sent the options that the caller really sent; an option that the vendor lacks is refused only when it is
     *     among them and is not what the vendor does anyway
     */
    record Say(
            String text,
            InterruptionTime when,
            boolean interruptible,
            boolean addToHistory,
            boolean endAfter,
            Set<String> sent)
            implements Command {
        public Say {
            sent = Set.copyOf(sent);
        }
    }

    /** Ask the language model, as if the person had said it. */
    record Prompt(String text, boolean interrupt, Set<String> sent) implements Command {
        public Prompt {
            sent = Set.copyOf(sent);
        }
    }

    /**
     * Change the running agent.
     *
     * @param agent the whole agent after the merge
     * @param changed the leaves that differ from before
     */
    record Change(Agent agent, Set<String> changed) implements Command {
        public Change {
            changed = Set.copyOf(changed);
        }
    }

    /** Hand the call to a person. */
    record Transfer(String target) implements Command {}

    @Schema(
            name = "SayWhen",
            description =
                    "now: cut in; afterCurrent: when the agent has finished; ifIdle: only if nobody speaks, else not at all.")
    enum InterruptionTime {
        @JsonProperty("now")
        NOW,
        @JsonProperty("afterCurrent")
        AFTER_CURRENT,
        @JsonProperty("ifIdle")
        IF_IDLE
    }
}
