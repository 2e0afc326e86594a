package io.voxgate.session.diagnosis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One stored event.
 *
 * @param at by the clock of the one that reported it
 * @param receivedAt by Voxgate's clock: what is late is judged by it
 * @param byVendor the vendor said so; else Voxgate found it out by itself
 */
public record RecordedEvent(String id, String type, Instant at, Instant receivedAt, ObjectNode data, boolean byVendor) {
    private static final String TRANSCRIPT = "transcript.added";

    boolean is(String wanted) {
        return type.equals(wanted);
    }

    /** The person's words, recognised. */
    boolean userWords() {
        return is(TRANSCRIPT) && data.path("role").asText().equals("user");
    }

    /** The agent's words: what the model wrote, or what was spoken. */
    boolean agentWords() {
        return is(TRANSCRIPT) && data.path("role").asText().equals("agent");
    }

    /** The person's voice, whether or not words were recognised. */
    boolean userVoice() {
        return userWords() || is("user.speechStarted");
    }

    /** That the agent's voice was made. */
    boolean agentVoice() {
        return (is("agent.speechFinished") && !data.path("text").asText().isBlank()) || metric("tts");
    }

    /** That the language model answered. */
    boolean modelAnswer() {
        return metric("llm");
    }

    /** Any sign that the agent does its work. */
    boolean agentSign() {
        return agentWords() || agentVoice() || modelAnswer();
    }

    /** Times only; the count of gaps in a voice is no sign of one. */
    private boolean metric(String prefix) {
        return is("metric.recorded")
                && data.path("unit").asText().equals("ms")
                && data.path("name").asText().startsWith(prefix);
    }
}
