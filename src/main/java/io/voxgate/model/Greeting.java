package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the conversation opens. */
@Schema(description = "How the conversation opens.")
public record Greeting(
        @Nullable
        @Schema(
                description = "static: the text is spoken; generated: the LLM makes the greeting; waitForUser: "
                        + "the person speaks first. Absent with a text: static.")
        Mode mode,

        @Nullable
        @Size(min = 1, max = 4000)
        @Schema(description = "What is said first. Required with mode static.", examples = "Hello, how can I help you?")
        String text,

        @Nullable
        @Schema(
                description = "May the person talk over the greeting? Tencent gets true when absent.",
                defaultValue = "true")
        Boolean interruptible,

        @Nullable @Min(0) @Max(5000) @Schema(description = "Pause before the greeting, in milliseconds, 0 to 5000.")
        Integer delayMs) {

    @Schema(name = "GreetingMode")
    public enum Mode {
        @JsonProperty("static")
        STATIC,
        @JsonProperty("generated")
        GENERATED,
        @JsonProperty("waitForUser")
        WAIT_FOR_USER
    }
}
