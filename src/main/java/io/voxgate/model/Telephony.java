package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What only a phone call has. */
@Schema(description = "What only a phone call has. CCC only.")
public record Telephony(
        @Nullable
        @Min(5000)
        @Max(120000)
        @Schema(description = "How long it may ring, in milliseconds, 5000 to 120000.")
        Integer ringTimeoutMs,

        @Nullable @Valid Voicemail voicemail,

        @Nullable
        @Schema(
                description = "The tone that tells the callee of the AI. Voxgate sends true to CCC when absent; "
                        + "with false the legal duty is yours.",
                defaultValue = "true")
        Boolean complianceTone) {

    @Schema(name = "Voicemail", description = "What happens when an answering machine picks up.")
    public record Voicemail(
            @Nullable @Schema(description = "Look for an answering machine.")
            Boolean detect,

            @Nullable VoicemailAction action) {}

    @Schema(name = "VoicemailAction")
    public enum VoicemailAction {
        @JsonProperty("hangUp")
        HANG_UP
    }
}
