package io.voxgate.api.http;

import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import io.voxgate.security.ApiKeys;
import io.voxgate.security.Caller;
import io.voxgate.security.OidcCallers;
import io.voxgate.security.OidcTokenVerifier;
import io.voxgate.security.WrongKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out who presents a bearer token: a key, the operator's or a tenant's, or else a person whom the issuer vouches
 * for.
 */
@ApplicationScoped
public class Authenticator {
    private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final ApiKeys apiKeys;
    private final OidcTokenVerifier issuer;
    private final OidcCallers oidcCallers;
    private final WrongKeys wrong;
    private final RemoteAddress address;

    public Authenticator(
            ApiKeys apiKeys,
            OidcTokenVerifier issuer,
            OidcCallers oidcCallers,
            WrongKeys wrong,
            RemoteAddress address) {
        this.apiKeys = apiKeys;
        this.issuer = issuer;
        this.oidcCallers = oidcCallers;
        this.wrong = wrong;
        this.address = address;
    }

    /** @throws Problem 401 when the key or token is not known; 429 instead when too many wrong ones came */
    Caller caller(Optional<String> bearer) {
        return bearer.flatMap(key -> apiKeys.caller(key, address.text()))
                .or(() -> bearer.filter(Authenticator::isToken)
                        .flatMap(_ -> issuer.claims())
                        .map(oidcCallers::caller))
                .orElseThrow(() -> bearer.isPresent()
                        ? wrong.refusal(WrongKeys.WrongKind.KEY, address.text(), unknownKey())
                        : unknownKey());
    }

    private Problem unknownKey() {
        return Problem.of(
                ProblemCode.UNAUTHENTICATED,
                issuer.isConfigured()
                        ? "Send a valid key, or a valid token of the issuer that you sign in with: Authorization: Bearer <key or token>."
                        : "Send a valid key: Authorization: Bearer <key>.");
    }

    /** Three parts, the last of them a signature. */
    private static boolean isToken(String bearer) {
        return TOKEN.matcher(bearer).matches();
    }
}
