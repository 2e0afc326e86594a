package io.voxgate.config;

import io.voxgate.model.SecretText;
import java.util.Optional;

/**
 * What Voxgate is to the issuer where people sign in to the portal.
 *
 * @param id empty: the portal takes keys alone
 * @param secret empty: it is a public client, which shows by PKCE alone that it began a sign-in
 */
public record OidcClient(Optional<String> id, Optional<SecretText> secret) {
    static final String SECRET = "VOXGATE_OIDC_CLIENT_SECRET";

    /** @throws Settings.Invalid when the secret's file cannot be read, or both are given */
    static OidcClient of(OidcSettings settings) {
        return new OidcClient(
                settings.clientId(), SettingFiles.value(SECRET, settings.clientSecret(), settings.clientSecretFile()));
    }
}
