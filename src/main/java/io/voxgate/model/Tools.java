package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the agent may do besides talking. */
@Schema(description = "What the agent may do besides talking.")
public record Tools(
        @Nullable @Valid EndCall endCall,

        @Nullable @Size(min = 1, max = 20) @Schema(description = "People the agent may hand the call to. CCC only.")
        List<@NotNull @Valid Transfer> transfers,

        @Nullable
        @Size(min = 1, max = 50)
        @Schema(description = "What is read out of the conversation after it has ended. CCC only.")
        List<@NotNull @Valid Extraction> extraction) {

    public Tools {
        transfers = FreeForm.Copies.list(transfers);
        extraction = FreeForm.Copies.list(extraction);
    }

    @Schema(name = "EndCallTool", description = "May the agent end the call itself? CCC only.")
    public record EndCall(
            @Nullable Boolean enabled,

            @Nullable
            @Size(min = 1, max = 2000)
            @Schema(description = "When to end the call, for the model. Only when enabled.")
            String description) {}

    @Schema(name = "TransferTool", description = "A person or team the agent may hand the call to.")
    public record Transfer(
            @NotBlank
            @Size(max = 128)
            @Schema(description = "Name of the function the model calls.", examples = "transfer_to_sales")
            String name,

            @NotBlank @Size(max = 2000) @Schema(description = "When to call it, for the model.")
            String description,

            @NotBlank
            @Size(max = 128)
            @Schema(description = "Where the call goes: at CCC the number of a skill group.", examples = "1377")
            String target) {}

    @Schema(name = "Extraction", description = "One thing to read out of the conversation.")
    public record Extraction(
            @NotBlank @Size(max = 128) @Schema(description = "Its name; unique in the agent.")
            String name,

            @NotNull Type type,

            @Nullable @Size(min = 1, max = 2000) @Schema(description = "What to look for, for the model.")
            String description,

            @Nullable
            @Size(min = 1, max = 100)
            @Schema(description = "The possible answers. Required with type choice.")
            List<@NotBlank @Size(max = 256) String> choices,

            @Nullable @Size(min = 1, max = 100) @Schema(description = "Examples of an answer.")
            List<@NotBlank @Size(max = 256) String> examples) {

        public Extraction {
            choices = FreeForm.Copies.list(choices);
            examples = FreeForm.Copies.list(examples);
        }

        @Schema(name = "ExtractionType")
        public enum Type {
            @JsonProperty("text")
            TEXT,
            @JsonProperty("choice")
            CHOICE,
            @JsonProperty("boolean")
            BOOLEAN,
            @JsonProperty("number")
            NUMBER
        }
    }
}
