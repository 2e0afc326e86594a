package io.voxgate.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.config.OidcSettings;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.model.VendorText;
import io.voxgate.tenant.TenantCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * People who signed in with the issuer: what its token says of them, as a caller. The token itself was found right
 * before.
 */
@ApplicationScoped
public class OidcCallers {
    private static final int LONGEST_SUBJECT = 255;

    private final OidcSettings settings;
    private final TenantCache tenants;

    public OidcCallers(OidcSettings settings, TenantCache tenants) {
        this.settings = settings;
        this.tenants = tenants;
    }

    /**
     * The person of whom these claims are.
     *
     * @throws Problem 401 when the claims do not say who it is and of which tenant, 403 when it is somebody without a
     *     role
     */
    public Caller caller(JsonNode claims) {
        String subject = Optional.of(claims.path("sub").asText())
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_SUBJECT && VendorText.usableId(text))
                .orElseThrow(() -> unknown("The token does not say who you are (sub)."));
        String tenant = tenant(claims, settings.tenantClaim());
        Set<CallerRole> roles = roles(claims, settings.rolesClaim());
        if (roles.isEmpty()) {
            throw Problem.of(
                    ProblemCode.FORBIDDEN,
                    "You are signed in, but without a role here: the claim " + settings.rolesClaim()
                            + " of your token must hold one of admin, editor, runner and viewer.");
        }
        Optional<Instant> until = Optional.of(claims.path("exp"))
                .filter(JsonNode::isNumber)
                .map(exp -> Instant.ofEpochSecond(exp.asLong()));
        return Caller.person(tenant, roles, subject, until);
    }

    private String tenant(JsonNode claims, String claim) {
        List<String> named = words(at(claims, claim));
        if (named.size() != 1) {
            throw unknown("The claim " + claim + " of your token must name one tenant.");
        }
        String tenant = named.getFirst();
        if (!VendorText.usableId(tenant) || !tenants.has(tenant)) {
            throw unknown("The claim " + claim + " of your token names a tenant that is not here.");
        }
        return tenant;
    }

    /**
     * Words that mean nothing here are passed over: an issuer has roles for others too. No one becomes the operator by
     * signing in.
     */
    private static Set<CallerRole> roles(JsonNode claims, String claim) {
        List<String> words = words(at(claims, claim));
        return Arrays.stream(CallerRole.values())
                .filter(role -> role != CallerRole.OPERATOR && words.contains(role.word()))
                .collect(Collectors.toSet());
    }

    /** A claim of exactly this name, or else the member that the path leads to. */
    private static JsonNode at(JsonNode claims, String path) {
        JsonNode at = claims;
        for (String step : claims.has(path) ? new String[] {path} : path.split("/")) {
            at = at.path(step);
        }
        return at;
    }

    /** A list of text, or text with spaces between the words. */
    private static List<String> words(JsonNode claim) {
        if (claim.isArray()) {
            return claim.valueStream()
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .toList();
        }
        return claim.isTextual()
                ? Arrays.stream(claim.asText().split(" "))
                        .filter(word -> !word.isEmpty())
                        .toList()
                : List.of();
    }

    private static Problem unknown(String why) {
        return Problem.of(ProblemCode.UNAUTHENTICATED, why);
    }
}
