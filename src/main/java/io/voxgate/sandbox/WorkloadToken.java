package io.voxgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The token of a Kubernetes workload as a simulated vendor looks at it: a JSON Web Token with an issuer, a subject and
 * an end. No simulator knows the keys of clusters, so that its signature is not looked at.
 */
public final class WorkloadToken {
    private static final int PARTS = 3;

    /** What is wrong with a token. */
    public enum WorkloadTokenFault {
        MALFORMED,
        EXPIRED
    }

    private WorkloadToken() {}

    public static Optional<WorkloadTokenFault> fault(String token, Instant now) {
        String[] parts = token.split("\\.", -1);
        Optional<JsonNode> claims = parts.length == PARTS ? claims(parts[1]) : Optional.empty();
        boolean whole = claims.filter(body -> body.path("iss").isTextual()
                        && body.path("sub").isTextual()
                        && body.path("exp").canConvertToLong())
                .isPresent();
        if (!whole) {
            return Optional.of(WorkloadTokenFault.MALFORMED);
        }
        return claims.filter(body -> body.path("exp").asLong() <= now.getEpochSecond())
                .map(_ -> WorkloadTokenFault.EXPIRED);
    }

    private static Optional<JsonNode> claims(String part) {
        try {
            return SandboxJson.parse(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
