package io.voxgate.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.voxgate.model.SecretPatterns;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a connection, in words.
 *
 * @param pointer the connection's member to put right, where the vendor says
 */
public record ConnectionDiagnosis(
        DiagnosisState state,
        String detail,
        CallOutcome.@Nullable VendorError vendorError,
        @Nullable String pointer) {

    public ConnectionDiagnosis {
        detail = SecretPatterns.maskedWithNames(detail);
    }

    public ConnectionDiagnosis(DiagnosisState state, String detail, CallOutcome.@Nullable VendorError vendorError) {
        this(state, detail, vendorError, null);
    }

    /** The same with the member to put right, for example {@code /credentials/secretKey}. */
    public ConnectionDiagnosis at(String member) {
        return new ConnectionDiagnosis(state, detail, vendorError, member);
    }

    /** The same with a further sentence. */
    public ConnectionDiagnosis and(String sentence) {
        return new ConnectionDiagnosis(state, detail + " " + sentence, vendorError, pointer);
    }

    @Schema(
            name = "ConnectionState",
            description = "healthy, or what is wrong: the key or its secret, the clock, a missing permission, "
                    + "the vendor app, the account's rate is used up, the vendor cannot be reached, "
                    + "something else.")
    public enum DiagnosisState {
        @JsonProperty("healthy")
        HEALTHY,
        @JsonProperty("wrongKey")
        WRONG_KEY,
        @JsonProperty("wrongClock")
        WRONG_CLOCK,
        @JsonProperty("missingPermission")
        MISSING_PERMISSION,
        @JsonProperty("wrongApp")
        WRONG_APP,
        @JsonProperty("throttled")
        THROTTLED,
        @JsonProperty("unreachable")
        UNREACHABLE,
        @JsonProperty("unclear")
        UNCLEAR
    }
}
