package io.voxgate.api.calling;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.voxgate.callingpolicy.CallDecision;
import io.voxgate.callingpolicy.CallingRule;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the gate before the dial says of a call that is not begun. */
@Schema(name = "CallPreview", description = "Whether the call would be allowed now.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallPreview(
        boolean allowed,

        @Nullable CallingRule rule,

        @Nullable String policy,

        @Nullable String detail,

        @Nullable
        @Schema(description = "From when the same call is allowed, as things are. Absent: time alone does not help.")
        Instant nextAllowedAt) {
    public static CallPreview of(CallDecision decision) {
        return switch (decision) {
            case CallDecision.Allowed _ -> new CallPreview(true, null, null, null, null);
            case CallDecision.Refused no ->
                new CallPreview(
                        false,
                        no.rule(),
                        no.policy().orElse(null),
                        no.detail(),
                        no.nextAllowed().orElse(null));
        };
    }
}
