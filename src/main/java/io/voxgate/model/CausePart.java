package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a cause is to be put right. */
@Schema(
        name = "CausePart",
        description = "Where it is to be put right: the connection, its callbacks, the agent's language model (llm), "
                + "voice (tts) or speech recognition (asr), another setting of the agent, the person, or the vendor.")
public enum CausePart {
    @JsonProperty("connection")
    CONNECTION,
    @JsonProperty("callbacks")
    CALLBACKS,
    @JsonProperty("llm")
    LLM,
    @JsonProperty("tts")
    TTS,
    @JsonProperty("asr")
    ASR,
    @JsonProperty("agent")
    AGENT,
    @JsonProperty("person")
    PERSON,
    @JsonProperty("vendor")
    VENDOR;

    /** The part of the agent that a reported fault names. */
    public static CausePart of(EventData.Component component) {
        return switch (component) {
            case ASR -> CausePart.ASR;
            case LLM -> CausePart.LLM;
            case TTS -> CausePart.TTS;
        };
    }
}
