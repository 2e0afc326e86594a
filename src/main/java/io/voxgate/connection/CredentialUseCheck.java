package io.voxgate.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.voxgate.model.CauseKind;
import io.voxgate.model.SecretPatterns;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one try of a credential showed, at one place where an agent names it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "CredentialUseCheck",
        description = "What a try of the credential showed, at one place where the agent names it.")
public record CredentialUseCheck(
        @Schema(description = "Where the agent names the credential.", examples = "/llm/credentialRef")
        String pointer,

        CheckState state,

        @Nullable @Schema(description = "What is wrong; absent when it works or was not tried.")
        CauseKind kind,

        @Schema(description = "What it means, and what to do.")
        String detail,

        @Nullable @Schema(description = "What the call costs at most; absent when nothing is to be called.")
        String cost,

        @Nullable @Schema(description = "The host that is called.", examples = "api.openai.com")
        String host,

        @Nullable @Schema(description = "The HTTP status of its answer.", examples = "401")
        Integer httpStatus,

        @Nullable @Schema(description = "How long the answer took, in milliseconds.", examples = "412")
        Long tookMs) {

    public CredentialUseCheck {
        detail = SecretPatterns.maskedWithNames(detail);
    }

    /** How it stands. */
    @Schema(
            name = "CheckState",
            description =
                    "works; fails: the service refuses it; unreachable: no answer came; notTried: nothing could be "
                            + "called, detail says why; wouldCall: with validateOnly, nothing was called.")
    public enum CheckState {
        @JsonProperty("works")
        WORKS,
        @JsonProperty("fails")
        FAILS,
        @JsonProperty("unreachable")
        UNREACHABLE,
        @JsonProperty("notTried")
        NOT_TRIED,
        @JsonProperty("wouldCall")
        WOULD_CALL
    }

    static CredentialUseCheck notTried(String pointer, String why) {
        return new CredentialUseCheck(pointer, CheckState.NOT_TRIED, null, why, null, null, null, null);
    }
}
