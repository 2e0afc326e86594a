package io.voxgate.sandbox;

import java.util.Optional;

/** One thing that happens in a simulated conversation. A turn is one round of person and agent, named by an id. */
public sealed interface ConversationEvent {

    /** The agent is there: it has joined the room, or the call was answered. */
    record Up() implements ConversationEvent {}

    /** The conversation can begin. */
    record Ready() implements ConversationEvent {}

    /** The person begins to speak. */
    record UserStarts(String turn) implements ConversationEvent {}

    /** The person has said a whole sentence. */
    record UserSays(String turn, String text) implements ConversationEvent {}

    /** The agent begins to speak; {@code text} is its whole answer. */
    record AgentSays(String turn, String text) implements ConversationEvent {}

    /** The agent has stopped speaking; {@code spoken} is what could be heard. */
    record AgentStops(String turn, String spoken, boolean interrupted) implements ConversationEvent {}

    /** How long the parts of a round took. */
    record Measured(String turn, TurnLatency latency) implements ConversationEvent {}

    /**
     * A part failed in this round; the agent has no answer.
     *
     * @param why how the service behind it failed; empty: in the way that is usual for the part
     */
    record Broken(String turn, EventPart part, Optional<ProviderScenario> why) implements ConversationEvent {}

    /** It is over. */
    record PartyLeft(ConversationEnding ending) implements ConversationEvent {}

    /** What can fail. */
    enum EventPart {
        STT,
        LLM,
        TTS
    }

    /**
     * How it ended. STOPPED: by the API. FINISHED: after the words that were to be the last. REPLACED: by another agent
     * of the same name.
     */
    enum ConversationEnding {
        START_FAILED,
        NOBODY,
        PERSON_LEFT,
        STOPPED,
        FINISHED,
        KICKED,
        DISMISSED,
        REPLACED,
        VENDOR_FAULT
    }

    /** In milliseconds; {@code gaps} is a count. */
    record TurnLatency(int stt, int llmNetwork, int llmFirstToken, int ttsNetwork, int ttsFirstFrame, int gaps) {}
}
