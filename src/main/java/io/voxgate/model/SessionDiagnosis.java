package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a session came, and why not further.
 *
 * @param stages each stage, in its order
 * @param missing the first stage that should have been reached and was not
 * @param stalled it runs, and the agent is silent where it should speak or be there
 * @param causes the likely ones, the likeliest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Diagnosis",
        description = "How far a session came, and why not further: from Voxgate's own records alone. missing is the "
                + "first stage that should have been reached and was not.")
public record SessionDiagnosis(
        @Schema(description = "Each stage, in its order.") List<StageReading> stages,

        @Nullable SessionStage missing,

        @Schema(description = "It runs, and the agent is not there or is silent where it should speak.")
        boolean stalled,

        @Schema(description = "Why, the likeliest first; empty when nothing is wrong.")
        List<LikelyCause> causes) {

    public SessionDiagnosis {
        stages = List.copyOf(stages);
        causes = List.copyOf(causes);
    }

    /**
     * One stage.
     *
     * @param at when it was reached, where that is recorded
     * @param eventId the event that shows it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "StageReading", description = "Whether a session reached a stage.")
    public record StageReading(
            SessionStage stage,
            StageState state,

            @Nullable
            @Schema(description = "When, by the clock of the one that reported it; absent when that is not recorded.")
            Instant at,

            @Nullable @Schema(description = "The event that shows it.")
            String eventId) {}

    /** What is known of a stage. */
    @Schema(
            name = "StageState",
            description =
                    "reached; waiting: it is not late yet; missing: it should have been reached; notReported: this "
                            + "vendor reports nothing of it.")
    public enum StageState {
        @JsonProperty("reached")
        REACHED,
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("missing")
        MISSING,
        @JsonProperty("notReported")
        NOT_REPORTED
    }
}
