package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one event says: a closed set, one record a type. Serialised as the event's {@code data}. Times are milliseconds.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface EventData {

    /** The event's {@code type} in the contract. */
    @JsonIgnore
    default String type() {
        return switch (this) {
            case Starting _ -> "session.starting";
            case Ringing _ -> "session.ringing";
            case Started _ -> "session.started";
            case Ready _ -> "session.ready";
            case Ended _ -> "session.ended";
            case Failed _ -> "session.failed";
            case UserSpeechStarted _ -> "user.speechStarted";
            case TranscriptAdded _ -> "transcript.added";
            case AgentSpeechFinished _ -> "agent.speechFinished";
            case MetricRecorded _ -> "metric.recorded";
            case ErrorReported _ -> "error.reported";
            case SilenceDetected _ -> "silence.detected";
            case Stalled _ -> "session.stalled";
            case ExtractionCompleted _ -> "extraction.completed";
            case VendorOther _ -> "vendor.other";
        };
    }

    /** The vendor has been asked to start, or says that it is starting. */
    record Starting() implements EventData {}

    record Ringing() implements EventData {}

    /** The agent is in the room, or the call was answered. */
    record Started() implements EventData {}

    /** The agent is ready to speak and listen. */
    record Ready() implements EventData {}

    record Ended(@JsonIgnore SessionEnd end) implements EventData {
        @JsonProperty
        public EndReason endReason() {
            return end.reason();
        }

        @JsonProperty
        public EndedBy endedBy() {
            return end.by();
        }

        @JsonProperty
        public @Nullable String vendorCode() {
            return end.vendorCode();
        }
    }

    /** It never came to a conversation. */
    record Failed(@JsonIgnore SessionEnd end, @Nullable String message) implements EventData {
        public Failed {
            message = VendorText.message(message);
        }

        @JsonProperty
        public EndReason endReason() {
            return end.reason();
        }

        @JsonProperty
        public EndedBy endedBy() {
            return end.by();
        }

        @JsonProperty
        public @Nullable String vendorCode() {
            return end.vendorCode();
        }
    }

    record UserSpeechStarted(@Nullable String turnId) implements EventData {}

    /**
     * A whole sentence.
     *
     * @param role null when the vendor only names the speaker; then {@code speakerId} tells, compared with the agent's
     *     id in the room
     * @param speakerId the speaker's id at the vendor; not part of the contract
     * @param startMs offset in the conversation
     */
    record TranscriptAdded(
            @Nullable SpeakerRole role,
            @JsonIgnore @Nullable String speakerId,
            String text,
            @Nullable String turnId,
            @Nullable Long startMs,
            @Nullable Long endMs)
            implements EventData {

        public TranscriptAdded withRole(SpeakerRole known) {
            return new TranscriptAdded(known, speakerId, text, turnId, startMs, endMs);
        }
    }

    /** @param text what was really spoken, after an interruption less than the whole sentence */
    record AgentSpeechFinished(String text, @Nullable String turnId) implements EventData {}

    /**
     * @param unit {@code ms} or {@code count}
     * @param source how it was measured: the vendor's event or question and its name for it there
     */
    record MetricRecorded(
            String name,
            BigDecimal value,
            String unit,
            @Nullable String turnId,
            String source) implements EventData {}

    record ErrorReported(
            Component component,
            String code,
            String message,
            @Nullable String turnId) implements EventData {
        public ErrorReported {
            code = VendorText.code(code);
            message = VendorText.message(message);
        }
    }

    /** The person has said nothing for so long that the agent reminds them, or takes its leave. */
    record SilenceDetected() implements EventData {}

    /**
     * The agent is not there, or is silent where it should speak; Voxgate itself says so, once a session.
     *
     * @param missing the first stage that should have been reached; null: each was reached before
     * @param causes the likely ones, the likeliest first
     */
    record Stalled(@Nullable SessionStage missing, List<LikelyCause> causes) implements EventData {}

    record ExtractionCompleted(List<Item> items) implements EventData {
        public record Item(String name, String type, Object value) {}
    }

    /** Something new or undocumented, kept as it came. */
    record VendorOther(Map<String, Object> raw) implements EventData {}

    @Schema(name = "Role")
    enum SpeakerRole {
        @JsonProperty("user")
        USER,
        @JsonProperty("agent")
        AGENT
    }

    @Schema(name = "Component")
    enum Component {
        @JsonProperty("asr")
        ASR,
        @JsonProperty("llm")
        LLM,
        @JsonProperty("tts")
        TTS
    }
}
