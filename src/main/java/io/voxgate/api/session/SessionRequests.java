package io.voxgate.api.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.Command;
import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent about sessions. */
public final class SessionRequests {
    private static final int LONGEST_TEXT = 10_000;
    private static final String OPTIONS =
            "Per vendor id, an object that is merged into that vendor's command last, also into its "
                    + "JSON-in-string fields, and listed in the answer. It may only add fields that Voxgate does "
                    + "not send itself. ";

    private SessionRequests() {}

    @Schema(
            name = "NewSession",
            description = "An agent (a template, an inline agent, or both: the agent is merge-patched over the "
                    + "template), where it talks, and over which of your connections.")
    public record NewSession(
            @Nullable
            @Size(min = 1, max = 80)
            @Schema(description = "A template's published revision, or name@revision.", examples = "support")
            String template,

            @Nullable
            @Schema(implementation = Agent.class, description = "An agent; with a template a merge patch over it.")
            ObjectNode agent,

            @Nullable
            @Size(max = 100)
            @Schema(
                    type = SchemaType.OBJECT,
                    additionalProperties = Object.class,
                    description = "Values for the template's variables.",
                    examples = "{\"customerName\": \"Li\"}")
            Map<String, JsonNode> variables,

            @NotNull @Valid Channel channel,

            @Nullable
            @Size(min = 1, max = 63)
            @Schema(description = "The connection to use; this or route.", examples = "trtc-main")
            String connection,

            @Nullable
            @Size(min = 1, max = 10)
            @Schema(
                    description = "Connections to try in order; the next one only when certainly nothing was executed.",
                    examples = "[\"trtc-main\", \"ali-main\"]")
            List<@NotBlank @Size(max = 63) String> route,

            @Nullable
            @Size(max = 50)
            @Schema(
                    description = "Yours: at most 50 pairs of text, given back and to filter by.",
                    examples = "{\"orderId\": \"42\"}")
            Map<@Size(min = 1, max = 64) String, @NotNull @Size(max = 1000) String> metadata) {}

    @Schema(name = "Say", description = "A text to speak.")
    public record Say(
            @NotBlank @Size(max = LONGEST_TEXT) @Schema(examples = "One moment please.")
            String text,

            Command.@Nullable InterruptionTime when,

            @Nullable @Schema(description = "May the person talk over it?", defaultValue = "true")
            Boolean interruptible,

            @Nullable @Schema(description = "Does the language model remember it?", defaultValue = "true")
            Boolean addToHistory,

            @Nullable @Schema(description = "End the session after it?", defaultValue = "false")
            Boolean endAfter,

            @Nullable
            @Schema(
                    type = SchemaType.OBJECT,
                    description =
                            OPTIONS + "TRTC: ServerPushText.Audio (base64, mono, the voice's sample rate; the text "
                                    + "is then not spoken), ServerPushText.MetaInfo (reaches the person's client "
                                    + "with the subtitle). CCC: ServerPushText.Audio. Alibaba: BackgroundMusic "
                                    + "{format, url}, CustomAttribute (reaches the person's client).")
            ObjectNode vendorOptions) {}

    @Schema(name = "Prompt", description = "What the language model is asked, as if the person had said it.")
    public record Prompt(
            @NotBlank @Size(max = LONGEST_TEXT) @Schema(examples = "Ask for the order number.")
            String text,

            @Nullable @Schema(description = "Stop what the agent is saying?", defaultValue = "true")
            Boolean interrupt,

            @Nullable
            @Schema(
                    type = SchemaType.OBJECT,
                    description = OPTIONS + "TRTC: InvokeLLM.ExperimentalParams (by arrangement).")
            ObjectNode vendorOptions) {}

    @Schema(name = "Transfer", description = "To whom the call is handed over.")
    public record Transfer(
            @NotBlank
            @Size(max = 128)
            @Schema(description = "At Tencent CCC the number of a skill group.", examples = "1234")
            String target) {}
}
