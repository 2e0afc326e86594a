package io.voxgate.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a session is not as it should be.
 *
 * @param detail what was seen and what to do, without secrets
 * @param pointer the member to put right: into the agent, or into the connection where the part is one of its
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LikelyCause", description = "Why a session is not as it should be.")
public record LikelyCause(
        CausePart part,
        CauseKind kind,
        CauseCertainty certainty,

        @Schema(description = "What was seen, and what to do.")
        String detail,

        @Nullable
        @Schema(
                description =
                        "The member to put right: into the connection for connection and callbacks, else into the agent.",
                examples = "/llm/credentialRef")
        String pointer) {

    /** How sure it is: certain causes come before likely ones, and those before possible ones. */
    @Schema(
            name = "CauseCertainty",
            description = "certain: the vendor or a record says so; likely: it explains everything that is recorded; "
                    + "possible: it cannot be ruled out.")
    public enum CauseCertainty {
        @JsonProperty("certain")
        CERTAIN,
        @JsonProperty("likely")
        LIKELY,
        @JsonProperty("possible")
        POSSIBLE
    }

    public LikelyCause {
        detail = SecretPatterns.maskedWithNames(detail);
    }

    public static LikelyCause certain(CausePart part, CauseKind kind, String detail, @Nullable String pointer) {
        return new LikelyCause(part, kind, CauseCertainty.CERTAIN, detail, pointer);
    }

    public static LikelyCause likely(CausePart part, CauseKind kind, String detail, @Nullable String pointer) {
        return new LikelyCause(part, kind, CauseCertainty.LIKELY, detail, pointer);
    }

    public static LikelyCause possible(CausePart part, CauseKind kind, String detail, @Nullable String pointer) {
        return new LikelyCause(part, kind, CauseCertainty.POSSIBLE, detail, pointer);
    }

    /** The same, less sure. */
    public LikelyCause as(CauseCertainty other) {
        return new LikelyCause(part, kind, other, detail, pointer);
    }
}
