package io.voxgate.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.voxgate.model.SecretText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The issuer with which people sign in, and where its tokens say what we need. Without an issuer only keys are taken.
 */
@SettingsSection("Sign-in of people")
@ConfigMapping(prefix = "voxgate.oidc")
@StaticInitSafe
@Unremovable
public interface OidcSettings {
    @Setting(
            what = "the URL that people's tokens have as `iss`, letter for letter",
            form = SettingForm.TEXT,
            unit = "https URL; http too with `VOXGATE_PRIVATE_ADDRESSES=allow`",
            otherwise = "none: keys alone")
    Optional<String> issuer();

    @Setting(
            what = "what their tokens have as `aud`: mostly Voxgate's client id there",
            form = SettingForm.TEXT,
            unit = "text",
            otherwise = "needed with an issuer")
    Optional<String> audience();

    @Setting(
            what = "Voxgate's client id there, with which people sign in to the portal",
            form = SettingForm.TEXT,
            unit = "text",
            otherwise = "none: the portal takes keys alone")
    Optional<String> clientId();

    @Setting(
            what = "the secret of that client",
            form = SettingForm.TEXT,
            unit = "text",
            otherwise = "none: a public client, by PKCE alone")
    Optional<SecretText> clientSecret();

    @Setting(what = "instead of `VOXGATE_OIDC_CLIENT_SECRET`: a file that holds it", form = SettingForm.PATH)
    @WithConverter(AbsolutePathConverter.class)
    Optional<Path> clientSecretFile();

    @Setting(
            what = "the claim with the roles, or the path to it",
            form = SettingForm.TEXT,
            unit = "claim, or members with slashes")
    @WithDefault("voxgate_roles")
    String rolesClaim();

    @Setting(
            what = "the claim with the tenant, or the path to it",
            form = SettingForm.TEXT,
            unit = "claim, or members with slashes")
    @WithDefault("voxgate_tenant")
    String tenantClaim();
}
