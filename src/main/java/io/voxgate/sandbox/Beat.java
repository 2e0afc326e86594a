package io.voxgate.sandbox;

/** One thing that happens in a simulated conversation. A turn is one round of person and agent, named by an id. */
public sealed interface Beat {

    /** The agent is there: it has joined the room, or the call was answered. */
    record Up() implements Beat {}

    /** The conversation can begin. */
    record Ready() implements Beat {}

    /** The person begins to speak. */
    record UserStarts(String turn) implements Beat {}

    /** The person has said a whole sentence. */
    record UserSays(String turn, String text) implements Beat {}

    /** The agent begins to speak; {@code text} is its whole answer. */
    record AgentSays(String turn, String text) implements Beat {}

    /** The agent has stopped speaking; {@code spoken} is what could be heard. */
    record AgentStops(String turn, String spoken, boolean interrupted) implements Beat {}

    /** How long the parts of a round took. */
    record Measured(String turn, Latency latency) implements Beat {}

    /** A part failed in this round; the agent has no answer. */
    record Broken(String turn, Part part) implements Beat {}

    /** It is over. */
    record End(Ending ending) implements Beat {}

    /** What can fail. */
    enum Part { STT, LLM, TTS }

    /** How it ended. STOPPED: by the API. FINISHED: after the words that were to be the last. REPLACED: by another agent of the same name. */
    enum Ending { START_FAILED, NOBODY, PERSON_LEFT, STOPPED, FINISHED, KICKED, DISMISSED, REPLACED, VENDOR_FAULT }

    /** In milliseconds; {@code gaps} is a count. */
    record Latency(int stt, int llmNetwork, int llmFirstToken, int ttsNetwork, int ttsFirstFrame, int gaps) {}
}
