package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The language model that answers. */
@Schema(description = "The language model that answers.")
public record Llm(
        @NotNull
        @Schema(
                description =
                        "How the vendor talks to the model. openai: every OpenAI-compatible server; dashscope: Alibaba's Bailian.")
        Protocol protocol,

        @Nullable
        @Size(min = 1, max = 2048)
        @Schema(
                description = "Where the model is. For openai the base URL (…/v1); each vendor gets the path it "
                        + "wants. http or https, no user-info, no variables.",
                examples = "https://api.openai.com/v1")
        String url,

        @Nullable @Size(min = 1, max = 256) @Schema(description = "The model's name.", examples = "gpt-4o-mini")
        String model,

        @Nullable
        @Size(min = 1, max = 256)
        @Schema(description = "A hosted app or bot instead of a model: a Coze bot id, a Bailian app id.")
        String appId,

        @Nullable
        @Size(min = 1, max = 63)
        @Schema(
                description =
                        "Name of the credential whose field apiKey opens the model. A secret itself is never accepted here.",
                examples = "llm")
        String credentialRef,

        @Nullable @Size(min = 1, max = 60000) @Schema(description = "The agent's instructions.")
        String systemPrompt,

        @Nullable @DecimalMin("0") @DecimalMax("2") @Schema(description = "Sampling temperature, 0 to 2.")
        BigDecimal temperature,

        @Nullable @DecimalMin("0") @DecimalMax("1") @Schema(description = "Nucleus sampling, 0 to 1.")
        BigDecimal topP,

        @Nullable @Min(1) @Max(1000000) @Schema(description = "Longest answer, in tokens, 1 to 1000000.")
        Integer maxTokens,

        @Nullable
        @Min(0)
        @Max(50)
        @Schema(
                description =
                        "How many past rounds the model sees, 0 to 50. Vendors differ when it is absent: TRTC keeps none, "
                                + "Alibaba as many as its template says, CCC what it likes.")
        Integer historyTurns,

        @Nullable
        @Schema(description = "generated: history holds what the model wrote; spoken: only what was really spoken.")
        HistoryMode historyMode,

        @Nullable
        @Min(1000)
        @Max(50000)
        @Schema(description = "How long the vendor waits for the model, in milliseconds, 1000 to 50000.")
        Integer timeoutMs,

        @Nullable @Schema(description = "Ask the model for a streamed answer.")
        Boolean streaming,

        @Nullable @FreeForm @Schema(description = "Handed to the model with each request.")
        Map<String, Object> metadata,

        @Nullable
        @FreeForm
        @Schema(
                description = "Merged into the body of each request to the model. A secret in it is a slot: "
                        + "{\"$credential\": \"name\", \"field\": \"apiKey\"}.")
        Map<String, Object> extraBody,

        @Nullable @FreeForm @Schema(description = "Inputs of a Dify app.")
        Map<String, Object> inputs,

        @Nullable @Size(min = 1, max = 256) @Schema(description = "The user's id at Dify or Coze.")
        String user,

        @Nullable @Size(min = 1, max = 256) @Schema(description = "A conversation to go on with at Dify or Coze.")
        String conversationId) {

    public Llm {
        metadata = FreeForm.Copies.map(metadata);
        extraBody = FreeForm.Copies.map(extraBody);
        inputs = FreeForm.Copies.map(inputs);
    }

    @Schema(name = "LlmProtocol")
    public enum Protocol {
        @JsonProperty("openai")
        OPENAI,
        @JsonProperty("azure")
        AZURE,
        @JsonProperty("minimax")
        MINIMAX,
        @JsonProperty("dify")
        DIFY,
        @JsonProperty("coze")
        COZE,
        @JsonProperty("dashscope")
        DASHSCOPE
    }

    @Schema(name = "LlmHistoryMode")
    public enum HistoryMode {
        @JsonProperty("generated")
        GENERATED,
        @JsonProperty("spoken")
        SPOKEN
    }
}
