package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What happens when nobody speaks. The clock starts when the agent has finished speaking and stops while anyone speaks
 * or a tool works.
 */
@Schema(
        description = "What happens when nobody speaks. The clock starts when the agent has finished speaking "
                + "and stops while anyone speaks or a tool works.")
public record Silence(
        @Nullable
        @Schema(
                description = "false: nothing happens in a silence, whatever the vendor or its template would "
                        + "do by itself. Absent: as the vendor or its template does.")
        Boolean enabled,

        @Nullable @Valid Reminder reminder,

        @Nullable
        @Min(5000)
        @Max(3600000)
        @Schema(
                description =
                        "End the conversation when the person has not spoken for so long, in milliseconds, 5000 to 3600000. CCC only.")
        Integer hangUpAfterMs,

        @Nullable
        @Min(5000)
        @Max(3600000)
        @Schema(
                description =
                        "Let the vendor tell us of a silence so long, in milliseconds, 5000 to 3600000. Alibaba only.")
        Integer notifyAfterMs) {

    @Schema(name = "SilenceReminder", description = "What the agent says into a silence.")
    public record Reminder(
            @Nullable
            @Min(5000)
            @Max(600000)
            @Schema(description = "Silence before the reminder, in milliseconds, 5000 to 600000.")
            Integer afterMs,

            @Nullable
            @Schema(description = "say: the text is spoken; generate: the text is an instruction for the model.")
            Action action,

            @Nullable
            @Size(min = 1, max = 4000)
            @Schema(description = "What is said, or the instruction. Required with action say.")
            String text,

            @Nullable @Min(1) @Max(10) @Schema(description = "How many times at most, 1 to 10.")
            Integer maxCount) {}

    @Schema(name = "SilenceReminderAction")
    public enum Action {
        @JsonProperty("say")
        SAY,
        @JsonProperty("generate")
        GENERATE
    }
}
