package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a session is over. */
@Schema(name = "EndReason", description = "Why a session is over; the vendor's own code stands beside it.")
public enum EndReason {
    @JsonProperty("hangUp")
    HANG_UP,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("silence")
    SILENCE,
    @JsonProperty("maxDuration")
    MAX_DURATION,
    @JsonProperty("noAnswer")
    NO_ANSWER,
    @JsonProperty("busy")
    BUSY,
    @JsonProperty("rejected")
    REJECTED,
    @JsonProperty("invalidNumber")
    INVALID_NUMBER,
    @JsonProperty("voicemail")
    VOICEMAIL,
    @JsonProperty("notJoined")
    NOT_JOINED,
    @JsonProperty("llmError")
    LLM_ERROR,
    @JsonProperty("sttError")
    STT_ERROR,
    @JsonProperty("ttsError")
    TTS_ERROR,
    @JsonProperty("vendorError")
    VENDOR_ERROR,
    @JsonProperty("quota")
    QUOTA,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("lost")
    LOST
}
