package io.voxgate.adapter.alibaba.rtc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.voxgate.adapter.RoomMessageType;
import io.voxgate.adapter.RoomMessages;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a client in an Alibaba RTC channel gets from the agent and may send it. The pages describe the client SDK's
 * events and methods and not what travels between them, so these are the forms and names of the web SDK.
 *
 * @see <a href="https://help.aliyun.com/document_detail/2979606.html">DingRTC AIAgent interfaces (web), read 29
 *     November 2026</a>
 * @see <a href="https://help.aliyun.com/document_detail/2978394.html">AI real-time chat agent (web), read 29 November
 *     2026</a>
 * @see <a href="https://help.aliyun.com/document_detail/2979596.html">DingRtmAgentClient (Android), read 29 November
 *     2026</a>
 */
final class AlibabaRtcClientMessages {
    static final RoomMessages ALL = new RoomMessages(
            "docs/clients/alibaba-rtc.md",
            "https://help.aliyun.com/document_detail/2979606.html",
            "By the vendor's client SDK, 3.9.0 and later: events and methods of dingrtc-aiagent beside dingrtc "
                    + "(web), of DingRtmAgentClient (others). What travels between the SDK and the agent is not "
                    + "documented.",
            List.of(
                    RoomMessageType.ofSdk(
                            "message", TranscriptionMessage.class, "An event: what the person or the agent says."),
                    RoomMessageType.ofSdk(
                            "agent-status", AgentStatus.class, "An event: the agent listens, thinks or responds.")),
            List.of(
                    RoomMessageType.ofSdk(
                            "interrupt",
                            "A method: stops the agent's speech, in the natural mode. With interruption.mode "
                                    + "manual only this does."),
                    RoomMessageType.ofSdk(
                            "startPushToTalk",
                            "A method, with turnDetection.mode pushToTalk: the person's turn begins."),
                    RoomMessageType.ofSdk("stopPushToTalk", "A method: the person's turn is over, the agent answers."),
                    RoomMessageType.ofSdk("cancelPushToTalk", "A method: the person's turn is given up.")));

    private AlibabaRtcClientMessages() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "AlibabaRtcTranscriptionMessage",
            description = "The event message of dingrtc-aiagent (AIAgentMessage): what the person or the agent says.")
    record TranscriptionMessage(
            @Schema(description = "The text. One of the vendor's two pages types it as Uint8Array: then it is UTF-8.")
            String message,

            @Schema(description = "The user id of who speaks: the person's, or the session's channel.agentUserId.")
            String uid,

            @Schema(description = "Whether it is the model's reasoning.")
            boolean reasoning,

            @Schema(description = "Who speaks: user or agent.", examples = "agent")
            String userType,

            @Schema(description = "Whether the sentence is over.")
            boolean end,

            @Nullable
            @Schema(description = "The own text of an announcement; one of the pages says that it is not used yet.")
            String extra) {}

    @Schema(
            name = "AlibabaRtcAgentStatus",
            description = "The event agent-status of dingrtc-aiagent. One of the vendor's pages has thinking, the "
                    + "other processing.")
    enum AgentStatus {
        @JsonProperty("listening")
        LISTENING,
        @JsonProperty("thinking")
        THINKING,
        @JsonProperty("processing")
        PROCESSING,
        @JsonProperty("responding")
        RESPONDING
    }
}
