package io.voxgate.callingpolicy;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What forbids a call. */
@Schema(name = "CallingRule", description = "What forbids the call.")
public enum CallingRule {
    @JsonProperty("suppressed")
    SUPPRESSED("suppressed"),
    @JsonProperty("unreadable")
    UNREADABLE("unreadable"),
    @JsonProperty("country")
    COUNTRY("country"),
    @JsonProperty("caller")
    CALLER("caller"),
    @JsonProperty("consent")
    CONSENT("consent"),
    @JsonProperty("timeZone")
    TIME_ZONE("timeZone"),
    @JsonProperty("holiday")
    HOLIDAY("holiday"),
    @JsonProperty("window")
    WINDOW("window"),
    @JsonProperty("attempts")
    ATTEMPTS("attempts");

    private final String word;

    CallingRule(String word) {
        this.word = word;
    }

    /** As the contract spells it. */
    public String word() {
        return word;
    }
}
