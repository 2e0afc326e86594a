package io.voxgate.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producers for what is made of several settings. */
@Singleton
public final class SettingsProducer {
    private final KeySettings keys;
    private final SandboxSettings sandbox;
    private final IdentitySettings identity;
    private final OidcSettings oidc;

    SettingsProducer(KeySettings keys, SandboxSettings sandbox, IdentitySettings identity, OidcSettings oidc) {
        this.keys = keys;
        this.sandbox = sandbox;
        this.identity = identity;
        this.oidc = oidc;
    }

    @Produces
    @Singleton
    RoleGrants roleGrants() {
        return RoleGrants.of(identity);
    }

    @Produces
    @Singleton
    MasterKeys masterKeys() {
        return MasterKeys.of(keys, !sandbox.enabled());
    }

    @Produces
    @Singleton
    OidcClient oidcClient() {
        return OidcClient.of(oidc);
    }

    @Produces
    @Singleton
    OperatorCredential operatorCredential() {
        return OperatorCredential.of(keys, !sandbox.enabled());
    }
}
