package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why the person may be called, and where that can be looked up. Kept with the session, and erased with its person. */
@Schema(name = "CallConsent", description = "Why the person may be called, and where that can be looked up.")
public record CallConsent(
        @NotNull Basis basis,

        @NotBlank
        @Size(max = 500)
        @Schema(
                description = "Where the proof is: the id of a record, or a URL. Not the proof itself.",
                examples = "crm:consents/4711")
        String proof,

        @NotNull
        @Pattern(regexp = DAY)
        @Schema(description = "The day on which it was given.", examples = "2026-05-04")
        String givenOn) {

    /** A day of the calendar; that the month has such a day is checked besides. */
    public static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    @Schema(name = "ConsentBasis", description = "On what the right to call rests.")
    public enum Basis {
        @JsonProperty("expressWritten")
        EXPRESS_WRITTEN,
        @JsonProperty("express")
        EXPRESS,
        @JsonProperty("contract")
        CONTRACT,
        @JsonProperty("legalObligation")
        LEGAL_OBLIGATION,
        @JsonProperty("legitimateInterest")
        LEGITIMATE_INTEREST
    }
}
