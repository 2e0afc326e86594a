package io.voxgate.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an operator allows a tenant of sessions; what is absent is not limited for it. */
@Schema(
        name = "SessionQuotas",
        description = "How many sessions a tenant may have, start and talk in. What is absent is limited by the installation only.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionQuotas(
        @Nullable @Min(1) @Max(10_000) @Schema(description = "Sessions that are not over, at once.", examples = "20")
        Integer runningSessions,

        @Nullable @Min(1) @Max(100_000) @Schema(description = "Sessions started within any 60 seconds.", examples = "60")
        Integer startsPerMinute,

        @Nullable
        @Min(1)
        @Max(10_000_000)
        @Schema(
                description = "Minutes of conversation of the sessions that were started on one day (UTC). When they are used up, "
                        + "nothing more is started; what runs goes on.",
                examples = "600")
        Integer minutesPerDay,

        @Nullable @Min(1) @Max(100_000_000) @Schema(description = "The same of one month (UTC).", examples = "10000")
        Integer minutesPerMonth) {

    /** Nothing is limited. */
    public static final SessionQuotas NONE = new SessionQuotas(null, null, null, null);
}
