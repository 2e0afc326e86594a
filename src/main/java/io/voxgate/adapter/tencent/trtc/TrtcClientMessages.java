package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.RoomMessageType;
import io.voxgate.adapter.RoomMessages;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client in a TRTC room gets from the agent and may send it: TRTC custom messages with JSON inside. Voxgate
 * never sees them; these records are the contract's schemas, so that a client's code can be generated.
 *
 * <p>A number that the vendor may add to (the state, the error's code) is no enumeration: a generated client would
 * refuse the next one, as state 5 was added in October 2025.
 *
 * @see <a href="https://trtc.io/document/68333">Subtitles, 10000, read 29 November 2026</a>
 * @see <a href="https://trtc.io/document/68332">States of the agent, 10001, read 29 November 2026</a>
 * @see <a href="https://cloud.tencent.com/document/product/647/115502">States with 5, read November 2026</a>
 * @see <a href="https://cloud.tencent.com/document/product/647/115504">Figures, 10020, read 29 November 2026</a>
 * @see <a href="https://cloud.tencent.com/document/product/647/115505">Errors, 10030, read 29 November 2026</a>
 * @see <a href="https://trtc.io/document/68337">What the client sends, 20000 and 20001, read 29 November 2026</a>
 */
final class TrtcClientMessages {
    /** All that the client gets. */
    private static final int TO_CLIENT = 1;

    /** All that the client sends. */
    private static final int TO_AGENT = 2;

    static final RoomMessages ALL = new RoomMessages(
            "docs/clients/trtc.md",
            "https://trtc.io/document/68337",
            "TRTC custom messages: JSON in UTF-8, at most 1,000 bytes; the client gets cmdID 1 and sends cmdID 2.",
            List.of(
                    RoomMessageType.of(
                            "subtitle",
                            10000,
                            TO_CLIENT,
                            SubtitleMessage.class,
                            "What the person or the agent says, while it is said and at the end of a sentence."),
                    RoomMessageType.of(
                            "agentState",
                            10001,
                            TO_CLIENT,
                            AgentStateMessage.class,
                            "The agent listens, thinks, speaks, was interrupted or has finished speaking."),
                    RoomMessageType.of(
                            "metric",
                            10020,
                            TO_CLIENT,
                            MetricMessage.class,
                            "How long a part of a round took, or that the round was interrupted."),
                    RoomMessageType.of(
                            "error",
                            10030,
                            TO_CLIENT,
                            ErrorMessage.class,
                            "Recognition, model or speech failed in a round.")),
            List.of(
                    RoomMessageType.of(
                            "text",
                            20000,
                            TO_AGENT,
                            TextMessage.class,
                            "A text instead of speech. With turnDetection.mode pushToTalk only this begins a turn."),
                    RoomMessageType.of(
                            "interrupt",
                            20001,
                            TO_AGENT,
                            InterruptMessage.class,
                            "Stops the agent's speech. With interruption.mode manual only this does.")));

    private TrtcClientMessages() {}

    @Schema(
            name = "TrtcSubtitleMessage",
            description = "TRTC custom message 10000 on cmdID 1: what the person or the agent says.")
    record SubtitleMessage(
            @Schema(enumeration = "10000") int type,

            @Schema(description = "The user id of who speaks: the person's, or the session's channel.agentUserId.")
            String sender,

            @Schema(description = "User ids; empty: everybody in the room.")
            List<String> receiver,

            SubtitlePayload payload) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TrtcSubtitlePayload")
    record SubtitlePayload(
            @Schema(description = "With SubtitleMode 0 all of the sentence so far, with 1 what is new of it.")
            String text,

            @Nullable
            @JsonProperty("translation_text")
            @Schema(description = "Documented for the vendor's quick start only.")
            String translationText,

            @JsonProperty("start_time")
            @Schema(description = "When the sentence began in the conversation, HH:MM:SS.", examples = "00:00:01")
            String startTime,

            @JsonProperty("end_time")
            @Schema(description = "When it ended, or where it is now, HH:MM:SS.", examples = "00:00:03")
            String endTime,

            @Schema(description = "One round of the conversation: the turnId of Voxgate's events.")
            String roundid,

            @Schema(description = "Whether this is the whole sentence.")
            boolean end) {}

    @Schema(
            name = "TrtcAgentStateMessage",
            description = "TRTC custom message 10001 on cmdID 1: what the agent is doing.")
    record AgentStateMessage(
            @Schema(enumeration = "10001") int type,

            @Schema(description = "The agent's user id: the session's channel.agentUserId.")
            String sender,

            @Schema(description = "User ids; empty: everybody in the room.")
            List<String> receiver,

            AgentStatePayload payload) {}

    @Schema(name = "TrtcAgentStatePayload")
    record AgentStatePayload(
            @Schema(description = "One round of the conversation: the turnId of Voxgate's events.")
            String roundid,

            @Schema(description = "For diagnosis only: seconds or milliseconds, as a number or as text.")
            JsonNode timestamp,

            @Schema(
                    description = "1 listening, 2 thinking, 3 speaking, 4 interrupted, 5 finished speaking. Pass over "
                            + "others: the vendor may add to them.",
                    examples = "3")
            int state) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "TrtcMetricMessage",
            description = "TRTC custom message 10020 on cmdID 1: a figure of a round, or its interruption.")
    record MetricMessage(
            @Schema(enumeration = "10020") int type,

            @Schema(description = "The agent's user id: the session's channel.agentUserId.")
            String sender,

            @Nullable @Schema(description = "As of the other messages; the page of this one does not name it.")
            List<String> receiver,

            MetricPayload payload) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TrtcMetricPayload")
    record MetricPayload(
            @Schema(
                    description = "asr_latency (includes vad.silenceMs), llm_network_latency, llm_first_token, "
                            + "tts_network_latency, tts_first_frame_latency, tts_discontinuity or interruption.",
                    examples = "llm_first_token")
            String metric,

            @Nullable
            @Schema(
                    description =
                            "Milliseconds; of tts_discontinuity how many gaps. Of interruption there may be none.",
                    examples = "218")
            BigDecimal value,

            RoundTag tag) {}

    @Schema(name = "TrtcRoundTag")
    record RoundTag(
            @Schema(description = "One round of the conversation: the turnId of Voxgate's events.")
            String roundid) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "TrtcErrorMessage",
            description = "TRTC custom message 10030 on cmdID 1: a part of the conversation failed.")
    record ErrorMessage(
            @Schema(enumeration = "10030") int type,

            @Schema(description = "The agent's user id: the session's channel.agentUserId.")
            String sender,

            @Nullable @Schema(description = "As of the other messages; the page of this one does not name it.")
            List<String> receiver,

            ErrorPayload payload) {}

    @Schema(name = "TrtcErrorPayload")
    record ErrorPayload(
            @Schema(description = "asr_error, llm_error or tts_error.", examples = "llm_error")
            String metric,

            ErrorTag tag) {}

    @Schema(name = "TrtcErrorTag")
    record ErrorTag(
            @Schema(description = "One round of the conversation: the turnId of Voxgate's events.")
            String roundid,

            @Schema(
                    description = "30100 recognition's time-out, 30102 its inner error; 30200 the model's time-out, "
                            + "30201 its rate, 30202 its failure; 30300 speech's time-out, 30301 its rate, 30302 its "
                            + "failure.",
                    examples = "30200")
            int code,

            @Schema(description = "In words; the third party's own code is in here.")
            String message) {}

    @Schema(
            name = "TrtcTextMessage",
            description = "TRTC custom message 20000 on cmdID 2: the client gives the agent a text instead of speech.")
    record TextMessage(
            @Schema(enumeration = "20000") int type,

            @Schema(description = "The person's user id: join.userId. The vendor checks that it is in the room.")
            String sender,

            @Schema(description = "The session's channel.agentUserId, alone. The vendor checks that it is in the room.")
            List<String> receiver,

            TextPayload payload) {}

    @Schema(name = "TrtcTextPayload")
    record TextPayload(
            @Schema(description = "Chosen by the client, another each time, for diagnosis.")
            String id,

            @Schema(description = "The text; the model gets it as if it had been said.")
            String message,

            @Schema(description = "Unix time in milliseconds, for diagnosis only.")
            long timestamp) {}

    @Schema(
            name = "TrtcInterruptMessage",
            description = "TRTC custom message 20001 on cmdID 2: the client stops the agent's speech.")
    record InterruptMessage(
            @Schema(enumeration = "20001") int type,

            @Schema(description = "The person's user id: join.userId. The vendor checks that it is in the room.")
            String sender,

            @Schema(description = "The session's channel.agentUserId, alone. The vendor checks that it is in the room.")
            List<String> receiver,

            InterruptPayload payload) {}

    @Schema(name = "TrtcInterruptPayload")
    record InterruptPayload(
            @Schema(description = "Chosen by the client, another each time, for diagnosis.")
            String id,

            @Schema(description = "Unix time in milliseconds, for diagnosis only.")
            long timestamp) {}
}
