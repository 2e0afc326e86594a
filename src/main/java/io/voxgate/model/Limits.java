package io.voxgate.model;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** When a conversation ends at the latest. */
@Schema(description = "When a conversation ends at the latest.")
public record Limits(
        @Nullable
        @Min(10000)
        @Max(86400000)
        @Schema(description = "Longest conversation, in milliseconds, 10000 to 86400000.")
        Integer maxDurationMs,

        @Nullable
        @Min(1000)
        @Max(86400000)
        @Schema(
                description =
                        "End a room's conversation when no person has been there so long, in milliseconds, 1000 to 86400000.")
        Integer nobodyPresentMs) {}
