package io.voxgate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The issuer with which people sign in, and where its tokens say what we need.
 *
 * @param issuer {@code VOXGATE_OIDC_ISSUER}: the URL that is {@code iss} of its tokens, letter for letter
 * @param audience {@code VOXGATE_OIDC_AUDIENCE}: what {@code aud} of a token must hold
 * @param rolesClaim {@code VOXGATE_OIDC_ROLES_CLAIM}: a claim, or a path of members with slashes
 * @param tenantClaim {@code VOXGATE_OIDC_TENANT_CLAIM}: likewise
 */
public record OidcSettings(String issuer, String audience, String rolesClaim, String tenantClaim) {
    private static final String ISSUER = "VOXGATE_OIDC_ISSUER";
    private static final String AUDIENCE = "VOXGATE_OIDC_AUDIENCE";
    private static final String ROLES = "VOXGATE_OIDC_ROLES_CLAIM";
    private static final String TENANT = "VOXGATE_OIDC_TENANT_CLAIM";

    /** @param development whether an issuer without TLS will do */
    static Optional<OidcSettings> read(Function<String, Optional<String>> given, boolean development) {
        Optional<String> issuer = given.apply(ISSUER);
        if (issuer.isEmpty()) {
            List.of(AUDIENCE, ROLES, TENANT).forEach(name -> given.apply(name).ifPresent(_ -> {
                throw new Settings.Invalid(name + " means nothing without " + ISSUER + ".");
            }));
            return Optional.empty();
        }
        String audience = given.apply(AUDIENCE)
                .orElseThrow(() -> new Settings.Invalid(AUDIENCE + " is needed with " + ISSUER + ": what the tokens for Voxgate have as aud (its client id, at most issuers)."));
        return Optional.of(new OidcSettings(issuer(issuer.get(), development), audience,
                given.apply(ROLES).orElse("voxgate_roles"), given.apply(TENANT).orElse("voxgate_tenant")));
    }

    private static String issuer(String value, boolean development) {
        try {
            URI uri = new URI(value);
            boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && development);
            if (safe && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return value;
            }
        } catch (URISyntaxException e) {
            throw new Settings.Invalid(ISSUER + " is not a URL: " + value);
        }
        throw new Settings.Invalid(ISSUER + " must be an https URL without user, query and fragment"
                + (development ? " (http is allowed in this installation)" : "") + ", not " + value);
    }
}
