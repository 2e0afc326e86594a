package io.voxgate.vendor;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is wrong with a connection, in words. */
public record Diagnosis(State state, String detail, Outcome.@Nullable VendorError vendorError) {

    @Schema(name = "ConnectionState", description = "healthy, or what is wrong: the key, the clock, a missing permission, the vendor cannot be reached, something else.")
    public enum State {
        @JsonProperty("healthy") HEALTHY,
        @JsonProperty("wrongKey") WRONG_KEY,
        @JsonProperty("wrongClock") WRONG_CLOCK,
        @JsonProperty("missingPermission") MISSING_PERMISSION,
        @JsonProperty("unreachable") UNREACHABLE,
        @JsonProperty("unclear") UNCLEAR
    }
}
